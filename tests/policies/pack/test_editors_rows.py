"""An editor's word on a plain row stands, by whatever way it came; the rest follows the pack."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model

from guides.models import Term
from policies import models
from policies.models.plain import FromPack
from policies.pack.load import load_content
from policies.pack.store.report import Report
from tests import factories as make
from tests.policies.pack import pack

pytestmark = [pytest.mark.django_db]
SOURCES, TERMS = "policies/sources/gd.yaml", "guides/terms.yaml"
OTHER_TITLE = pack.replace(SOURCES, "广东省经办规程", "广东省经办规程（新）")
OTHER_ANSWER = pack.replace("policies/regions/440000.yaml", "可以申请提取。", "可以申请提取余额。")

# Each kind of plain row: the one that is changed, the column, and what an editor writes there.
CHANGES: dict[str, tuple[type[Model], dict[str, Any], str, Any]] = {
    "region": (models.Region, {"code": "440300"}, "aliases", "鹏城"),
    "scenario": (models.Scenario, {"code": "death"}, "name_zh_hans", "参保人身故"),
    "order": (models.Scenario, {"code": "death"}, "position", 9),
    "question": (models.Question, {"code": "ret"}, "hint_zh_hans", "手续办好才算。"),
    "option": (models.Option, {"code": "employer"}, "text_zh_hans", "单位在缴费"),
    "combination": (models.ImpossibleCombination, {}, "why_zh_hans", "另有原因。"),
    "material": (models.Material, {"code": "identity-card"}, "name_zh_hans", "身份证"),
    "contact": (models.Contact, {"code": "hotline"}, "phone", "12345"),
    "source": (models.Source, {"code": "gd-2024-1"}, "doc_number", "粤医保〔2024〕1号"),
    "case": (models.ExpectedCase, {}, "outcomes", {"settle-abroad": "conditional"}),
    "term": (Term, {"slug": "personal-account"}, "definition_zh_hans", "自己的钱。"),
}
RENAMED = {
    "policies/regions.csv": pack.REGIONS.replace("深圳市,,Shenzhen", "鹏城市,,Pengcheng"),
}
EVERY_KIND = pytest.mark.parametrize("kind", CHANGES)


def by_save(row: Any, column: str, value: Any) -> None:
    make.change(row, **{column: value})


def by_update(row: Any, column: str, value: Any) -> None:
    with make.permitted("a script"):
        type(row)._base_manager.filter(pk=row.pk).update(**{column: value})


def by_sql(row: Any, column: str, value: Any) -> None:
    stored = json.dumps(value) if isinstance(value, dict) else value
    with make.permitted("a hand in the database"), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s",  # noqa: S608
            [stored, row.pk],
        )


EVERY_WAY = pytest.mark.parametrize("way", [by_save, by_update, by_sql])


def load(folder: Path, days: int = 0, **changes: str) -> Report:
    return load_content(pack.write(folder, **changes), now=make.NOON + days * make.DAY)


@pytest.fixture(autouse=True, scope="module")
def _loaded(rows_of_module: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The pack as it is, before whatever a test does: each begins a day later."""
    load(tmp_path_factory.mktemp("pack"))


def row_of(kind: str) -> Any:
    model, named, _column, _value = CHANGES[kind]
    return model._base_manager.get(**named)


def change(kind: str, way: Callable[[Any, str, Any], None] = by_save) -> Any:
    """The row of a kind after an editor changed it."""
    row = row_of(kind)
    way(row, *CHANGES[kind][2:])
    return row_of(kind)


def says(kind: str) -> Any:
    return getattr(row_of(kind), CHANGES[kind][2])


@EVERY_WAY
@EVERY_KIND
def test_what_an_editor_changed_stays_by_whatever_way(kind: str, way: Any, tmp_path: Path) -> None:
    row = change(kind, way)
    report = load(tmp_path, days=1, **OTHER_ANSWER)
    assert report.kept == [str(row)]
    assert says(kind) == CHANGES[kind][3]
    assert load(tmp_path, days=2).kept == [str(row)]  # and for good


def test_what_nobody_touched_follows_the_pack(tmp_path: Path) -> None:
    report = load(tmp_path, days=1, **OTHER_TITLE)
    assert (report.created, report.updated, report.kept) == (0, 1, [])
    assert models.Source.objects.get(code="gd-2024-1").title == "广东省经办规程（新）"
    assert (load(tmp_path, days=2).updated, load(tmp_path, days=2).is_same) == (1, True)


def test_an_editors_text_stays_where_the_pack_has_another_new_one(tmp_path: Path) -> None:
    change("term")
    load(tmp_path, days=1, **pack.replace(TERMS, "每人自己的那部分钱。", "属于个人的钱。"))
    assert says("term") == CHANGES["term"][3]


def test_an_editors_text_that_the_pack_took_over_stays_the_editors(tmp_path: Path) -> None:
    with make.permitted("a script"):
        Term.objects.update(definition_zh_hans="自己的钱。", definition_zh_hant="自己的錢。")
    taken_over = pack.replace(TERMS, "每人自己的那部分钱。", "自己的钱。")
    assert load(tmp_path, days=1, **taken_over).kept == []
    assert len(load(tmp_path, days=2).kept) == 1
    assert says("term") == "自己的钱。"


def test_an_editors_spelling_of_a_name_stays_even_if_the_pack_renames_it(tmp_path: Path) -> None:
    shenzhen = models.Region.objects.get(code="440300")
    by_save(shenzhen, "pinyin", "shumchun")
    assert load(tmp_path, days=1, **OTHER_ANSWER).kept == []
    assert load(tmp_path, days=2, **RENAMED).kept == [str(shenzhen)]
    shenzhen.refresh_from_db()
    assert (shenzhen.pinyin, shenzhen.name) == ("shumchun", "深圳市")


def test_a_renamed_region_is_spelt_anew(tmp_path: Path) -> None:
    load(tmp_path, days=1, **RENAMED)
    renamed = models.Region.objects.get(code="440300")
    assert (renamed.pinyin, renamed.initials) == ("pengchengshi", "pcs")


def test_an_option_changes_with_the_pack_though_its_question_is_an_editors(tmp_path: Path) -> None:
    change("question")
    other = pack.replace("policies/questions.yaml", "zh-hans: 还没有退休", "zh-hans: 没有退休")
    load(tmp_path, days=1, **other)
    option = models.Option.objects.get(code="no")
    assert option.text_zh_hans == "没有退休"  # type: ignore[attr-defined]


def test_what_a_program_notes_on_a_source_makes_it_nobodys(tmp_path: Path) -> None:
    models.Source.objects.update(link_state="works")
    report = load(tmp_path, days=1, **OTHER_TITLE)
    assert report.updated == 1 and not report.kept
    assert set(models.Source.objects.values_list("link_state", flat=True)) == {"works"}


def test_a_row_that_an_editor_deleted_comes_back_with_the_next_pack(tmp_path: Path) -> None:
    """Other rows of the pack name it, so it cannot stay away; see decision record 0005."""
    with make.permitted("a script"):
        Term.objects.all().delete()
    assert load(tmp_path, days=1).is_same and not Term.objects.exists()
    assert load(tmp_path, days=2, **OTHER_ANSWER).created == 1
    assert Term.objects.exists()


# What was loaded before packs left marks.


def from_before(*kinds: str) -> None:
    """Take every mark away, as in a database of before."""
    for kind in kinds or CHANGES:
        with make.permitted("an older release"):
            CHANGES[kind][0]._base_manager.update(pack_hash="")


def log(row: Any, author: User) -> None:
    """Note in the admin's log that somebody stored a row; an option is stored with its question."""
    logged = row.question if isinstance(row, models.Option) else row
    LogEntry.objects.create(
        user=author,
        content_type=ContentType.objects.get_for_model(logged),
        object_id=str(logged.pk),
        object_repr=str(logged),
        action_flag=CHANGE,
    )


@EVERY_KIND
def test_what_the_log_knows_is_decided_once_and_then_kept(
    kind: str, author: User, tmp_path: Path
) -> None:
    from_before()
    log(change(kind), author)
    assert len(load(tmp_path, days=1, **OTHER_ANSWER).kept) == 1
    assert row_of(kind).pack_hash == FromPack.BY_EDITORS
    LogEntry.objects.all().delete()
    assert len(load(tmp_path, days=2).kept) == 1
    assert says(kind) == CHANGES[kind][3]


@EVERY_KIND
def test_what_no_log_knows_follows_the_pack_and_is_marked(kind: str, tmp_path: Path) -> None:
    before = says(kind)
    from_before()
    change(kind)
    assert load(tmp_path, days=1, **OTHER_ANSWER).kept == []
    assert says(kind) == before
    for model, *_rest in CHANGES.values():
        assert not model._base_manager.filter(pack_hash="").exists()


def test_a_pack_that_was_loaded_before_there_were_marks_is_read_once_more(tmp_path: Path) -> None:
    from_before()
    loaded = models.PublicationEvent.objects.get()
    loaded.subject = loaded.subject.replace("content pack 2", "content pack")
    loaded.save()
    report = load(tmp_path, days=1)
    assert (report.created, report.updated, report.kept) == (0, 0, []) and not report.is_same
    assert models.Region.objects.exclude(pack_hash="").count() == 3
    assert load(tmp_path, days=2).is_same
