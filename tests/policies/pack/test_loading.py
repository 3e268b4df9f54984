"""Loading and dumping: all or nothing, twice is once, an editor's later work stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Model

from policies import models
from policies.models.edition import edition_models
from policies.pack import load as load_module
from policies.pack.files import ContentRefused
from policies.pack.load import load_content
from policies.pack.store.editions import EditionStore
from policies.pack.store.report import Report
from policies.publishing import actions, events
from tests import factories as make
from tests.policies.pack import pack

pytestmark = pytest.mark.django_db
T0, DAY = make.NOON, make.DAY
PLACE = "policies/regions/440000.yaml"
LATER_ANSWER = pack.replace(PLACE, "可以申请提取。", "可以申请提取余额。")


def load(folder: Path, days: int = 0, **changes: str) -> Report:
    return load_content(pack.write(folder, **changes), now=T0 + days * DAY)


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours."""
    ours: list[type[Model]] = [*edition_models(), models.Region, models.Source, models.Scenario]
    ours += [models.Question, models.Option, models.ExpectedCase, models.PublicationEvent]
    return {m.__name__: list(m._base_manager.order_by("pk").values()) for m in ours}


def policy(code: str = "K7M2P") -> models.Policy:
    found: models.Policy = models.Policy.objects.live(T0 + 9 * DAY).get(code=code)
    return found


def test_a_pack_fills_an_empty_site(tmp_path: Path) -> None:
    report = load(tmp_path)
    assert report.created == 24 and not report.kept
    assert policy().region.code == "440000" and policy().version == 1
    assert models.Region.objects.get(code="440300").pinyin == "shenzhenshi"
    assert models.Procedure.objects.live(T0).get().steps.get().text_zh_hant == "到窗口提交材料。"


def test_rows_of_a_pack_name_no_persons(tmp_path: Path) -> None:
    load(tmp_path)
    for model in edition_models():
        for row in model._base_manager.all():
            assert (row.author, row.approved_by, row.state) == (None, None, "approved")
            assert len(row.origin) == 64


def test_stored_hashes_are_those_of_the_stored_rows(tmp_path: Path) -> None:
    load(tmp_path)
    for model in edition_models():
        for row in model._base_manager.all():
            assert row.content_hash == row.compute_hash()


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    load(tmp_path)
    before = everything()
    assert load(tmp_path, days=1).is_same
    assert everything() == before


def test_loading_twice_costs_one_query(tmp_path: Path, django_assert_num_queries: Any) -> None:
    load(tmp_path)
    with django_assert_num_queries(1):
        load(tmp_path)


def test_a_pack_with_one_changed_row_makes_its_second_version(tmp_path: Path) -> None:
    load(tmp_path)
    report = load(tmp_path, days=1, **LATER_ANSWER)
    assert (report.created, report.updated) == (0, 1)
    assert policy().version == 2 and policy().content()["answer_zh_hans"].endswith("余额。")
    assert policy().previous_hash == models.Policy.objects.get(code="K7M2P", version=1).content_hash
    assert models.Policy.objects.live(T0).get(code="K7M2P").version == 1
    assert models.Policy.objects.get(code="K7M2Q").version == 1


def test_going_back_to_the_former_pack_makes_a_third_version(tmp_path: Path) -> None:
    load(tmp_path)
    load(tmp_path, days=1, **LATER_ANSWER)
    load(tmp_path, days=2)
    assert policy().version == 3 and policy().content()["answer_zh_hans"].endswith("提取。")


def test_an_editors_later_edition_stays(tmp_path: Path) -> None:
    load(tmp_path)
    mine = make.new_version(policy(), at=T0 + DAY, verdict="no")
    report = load(tmp_path, days=2, **LATER_ANSWER)
    assert report.kept == [str(mine)]
    assert policy().version == 2 and policy().verdict == "no"


def test_an_editors_open_draft_stays(tmp_path: Path, author: User) -> None:
    load(tmp_path)
    draft = actions.revise(policy(), by=author)
    assert load(tmp_path, days=2, **LATER_ANSWER).kept == [str(draft)]
    assert policy().version == 1


def test_a_row_that_an_editor_withdrew_stays_withdrawn(tmp_path: Path, approver: User) -> None:
    load(tmp_path)
    actions.withdraw(policy(), by=approver, reason="写错了。", now=T0 + DAY)
    assert len(load(tmp_path, days=2, **LATER_ANSWER).kept) == 1
    assert not models.Policy.objects.live(T0 + 3 * DAY).filter(code="K7M2P").exists()


def test_what_an_editor_withdraws_while_a_pack_is_read_stays_withdrawn(
    tmp_path: Path, approver: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path / "a")
    looked, former = EditionStore._learn, policy()

    def look(store: EditionStore) -> None:
        looked(store)
        if store.model is models.Policy:
            actions.withdraw(former, by=approver, reason="写错了。", now=T0 + DAY)

    monkeypatch.setattr(EditionStore, "_learn", look)
    assert load(tmp_path / "b", days=1, **LATER_ANSWER).kept == [str(former)]
    assert not models.Policy.objects.live(T0 + 9 * DAY).filter(code="K7M2P").exists()


def test_a_pack_is_read_once_more_where_an_editor_was_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, tries = load_module._store, []

    def store_late(*args: Any) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise IntegrityError("duplicate key")
        store(*args)

    monkeypatch.setattr(load_module, "_store", store_late)
    assert load(tmp_path).created == 24 and len(tries) == 2


def test_an_editors_own_policy_of_the_same_days_stays(tmp_path: Path) -> None:
    region = make.region("440000")
    mine = make.policy(
        region=region, scenario=make.scenario(), effective_from=T0.date(), live=True, at=T0 - DAY
    )
    report = load(tmp_path)
    assert report.kept[-2:] == [str(mine), str(mine)]  # in the way of both rows of the pack
    assert models.Policy.objects.live(T0).get() == mine


def test_a_row_replaced_by_one_with_a_new_code_gives_way(tmp_path: Path) -> None:
    load(tmp_path)
    load(tmp_path, days=1, **pack.replace(PLACE, "code: K7M2P", "code: K7M2S"))
    old = models.Policy.objects.get(code="K7M2P")
    assert (old.state, old.replaced_by, old.live_until) == ("withdrawn", "K7M2S", T0 + DAY)
    assert policy("K7M2S").version == 1


@pytest.fixture
def edited(author: User) -> Any:
    def edit(row: Any, **columns: Any) -> None:
        make.change(row, **columns)
        LogEntry.objects.create(
            user=author,
            content_type=ContentType.objects.get_for_model(row),
            object_id=str(row.pk),
            object_repr=str(row),
            action_flag=CHANGE,
        )

    return edit


def test_a_question_that_an_editor_changed_still_gets_new_options(
    tmp_path: Path, edited: Any
) -> None:
    load(tmp_path)
    edited(models.Question.objects.get(code="ret"), hint_zh_hans="手续办好才算。")
    options = "  options:\n  - code: soon\n    text:\n      zh-hans: 快退休了\n"
    file = "policies/questions.yaml"
    load(tmp_path, days=1, **pack.replace(file, "  options:\n", options))
    question = models.Question.objects.get(code="ret")
    assert question.hint_zh_hans == "手续办好才算。"  # type: ignore[attr-defined]
    assert {option.code for option in question.options.all()} == {"yes", "no", "soon"}


def test_a_refused_pack_leaves_everything_as_it_was(tmp_path: Path) -> None:
    load(tmp_path)
    before = everything()
    spoiled = LATER_ANSWER | pack.replace("guides/terms.yaml", "zh-hans: 个人账户", "en: account")
    with pytest.raises(ContentRefused):
        load(tmp_path, days=1, **spoiled)
    assert everything() == before


def test_a_failure_half_way_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(actions, "publish_from_pack", fail)
    with pytest.raises(RuntimeError):
        load(tmp_path)
    assert not models.Region.objects.exists() and not models.PublicationEvent.objects.exists()


def test_loading_changes_the_token_once(tmp_path: Path) -> None:
    before = events.token(T0)
    load(tmp_path)
    assert events.token(T0) != before
    assert models.PublicationEvent.objects.count() == 1


def test_regions_may_stand_in_any_order_and_name_later_ones(tmp_path: Path) -> None:
    head, nation, province, city = pack.REGIONS.splitlines()
    merged = "440100,prefecture,440000,旧市,,,,440300"
    text = "\n".join([head, merged, city, province, nation, ""])
    load(tmp_path, days=0, **{"policies/regions.csv": text})
    successor = models.Region.objects.get(code="440100").successor
    assert successor is not None and successor.code == "440300"


def test_new_rows_get_the_same_codes_on_every_fresh_site(tmp_path: Path) -> None:
    without_code = pack.replace(PLACE, "- code: K7M2P\n  scenario", "- scenario")
    sites = []
    for _ in range(2):
        with transaction.atomic():
            load(tmp_path, days=0, **without_code)
            sites.append(set(models.Policy.objects.values_list("code", flat=True)))
            transaction.set_rollback(True)
    assert sites[0] == sites[1] and len(sites[0]) == 2 and "K7M2Q" in sites[0]
