"""A text of the content that changed without its translation is found, and not shown."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from policies import models
from policies.models.made_from import Standing
from policies.models.translated import translated_fields, verdict_fields
from policies.pack.content_kinds import AREAS
from policies.pack.dump import dump_content
from policies.pack.load import load_content
from policies.pack.memory import FILE, Memory, Pair, noted, pairs_of_pack, shipped, written
from policies.pack.read import default_roots, read_pack
from policies.pack.refusals import PackRow
from tests import factories as make
from tests.policies.pack import pack
from tests.shipped import shipped_rows

pytestmark = pytest.mark.django_db
PLACE, TERMS = "policies/regions/440000.yaml", "guides/terms.yaml"
CHINESE, ENGLISH = "广东参保人出境定居的，可以申请提取。", "People insured in Guangdong"
REVERSED = pack.replace(PLACE, CHINESE, "广东参保人出境定居的，不可以申请提取。")
TWICE = "zh-hans: 你还没有退休。\n        en: You are not retired yet."
UNMET = pack.replace(PLACE, "zh-hans: 你还没有退休。", TWICE)
OPTION = pack.replace(
    "policies/questions.yaml", "zh-hans: 还没有退休", "zh-hans: 还没有退休\n      en: Not yet"
)
NOW = make.NOON


def load(folder: Path, days: int = 0, **changes: str) -> None:
    load_content(pack.write(folder, **changes), now=NOW + days * make.DAY)


def live(code: str = "K7M2P") -> models.Policy:
    found: models.Policy = models.Policy.objects.live(NOW + 9 * make.DAY).get(code=code)
    return found


def checked(capsys: pytest.CaptureFixture[str], *args: Any) -> str:
    """What check_content says, with every line; whether it stops makes no difference here."""
    capsys.readouterr()
    try:
        call_command("check_content", *args, "--on", "2026-11-22")
    except CommandError as stopped:
        return f"{capsys.readouterr().out}{stopped}"
    return capsys.readouterr().out


def lines_about_old_texts(said: str) -> list[str]:
    return [line.split("：")[0] for line in said.splitlines() if " out-of-date" in line]


# The shipped content.


@pytest.fixture(scope="module")
def rows() -> tuple[PackRow, ...]:
    return shipped_rows()


def test_every_shipped_translation_is_noted_as_made_from_todays_text(
    rows: tuple[PackRow, ...],
) -> None:
    """After a change of content: `manage.py note_translations`."""
    assert noted(rows, Memory(), frozenset()) == set(shipped())


def test_a_shipped_verdict_that_turned_round_stops_with_its_place_before_it_is_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """F8: the check printed stop 0 where a verdict contradicts its English."""
    for area, root in default_roots().items():
        shutil.copytree(root, tmp_path / area)
    file = tmp_path / "policies/regions/440000.yaml"
    text = file.read_text("utf-8")
    said = "在广东，个人账户的钱平时不能转出，也不能随时取现。"
    file.write_text(text.replace(said, "在广东，个人账户的钱随时可以取现。", 1), "utf-8")
    line = text[: text.index(said)].count("\n")
    assert lines_about_old_texts(checked(capsys, str(tmp_path))) == [
        f"stop out-of-date-translation regions/440000.yaml:{line}:answer: en"
    ]


def test_noting_launders_nothing_until_somebody_says_so(rows: tuple[PackRow, ...]) -> None:
    row = next(iter(shipped())).key.row
    stale = {pair._replace(source="0" * 16) for pair in shipped() if pair.key.row == row}
    others = {pair for pair in shipped() if pair.key.row != row}
    assert noted(rows, Memory(stale | others), frozenset()) == stale | others
    assert noted(rows, Memory(stale | others), frozenset({row})) == set(shipped())
    with pytest.raises(LookupError, match="term:none"):
        noted(rows, Memory(), frozenset({"term:none"}))


def test_noting_writes_what_is_shipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("note_translations", str(tmp_path / "made_from.csv"))
    assert f"记下 {len(shipped())} 条译文。" in capsys.readouterr().out
    assert (tmp_path / "made_from.csv").read_text("utf-8") == written(shipped())
    with pytest.raises(CommandError, match="没有这一行：term:none"):
        call_command("note_translations", str(tmp_path / "x.csv"), "--still-right", "term:none")


@pytest.mark.parametrize("place", [".", "nowhere/made_from.csv"])
def test_noting_where_nothing_can_be_written_says_so(tmp_path: Path, place: str) -> None:
    with pytest.raises(CommandError, match="写不进"):
        call_command("note_translations", str(tmp_path / place))


# Any pack, by what the database remembers of the one before.


def test_a_changed_text_with_its_old_english_is_found_before_and_after_loading(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(tmp_path / "first")
    roots = tmp_path / "second"
    pack.write(roots, **REVERSED)
    stop = ["stop out-of-date-translation regions/440000.yaml:11:answer: en"]
    assert lines_about_old_texts(checked(capsys, str(roots))) == stop
    load(roots, days=1, **REVERSED)
    assert live().standing_of("answer", "en") == Standing.OUT_OF_DATE
    assert lines_about_old_texts(checked(capsys, str(roots))) == stop


def test_a_text_changed_with_its_english_is_a_new_translation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(tmp_path / "first")
    both = {PLACE: REVERSED[PLACE].replace(ENGLISH, "Nobody insured in Guangdong")}
    load(tmp_path / "second", days=1, **both)
    assert live().standing_of("answer", "en") == Standing.WRITTEN
    assert lines_about_old_texts(checked(capsys, str(tmp_path / "second"))) == []


def test_parts_and_options_remember_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(tmp_path / "first", 0, **UNMET, **OPTION)
    changed = {
        PLACE: UNMET[PLACE].replace("你还没有退休。", "你已经退休。"),
        "policies/questions.yaml": OPTION["policies/questions.yaml"].replace("还没有退", "不退"),
    }
    load(tmp_path / "second", days=1, **changed)
    option = models.Option.objects.get(code="no", question__code="ret")
    condition = models.Condition.objects.get(policy=live())
    assert option.standing_of("text", "en") == Standing.OUT_OF_DATE
    assert condition.standing_of("text_if_unmet", "en") == Standing.OUT_OF_DATE
    assert lines_about_old_texts(checked(capsys, str(tmp_path / "second"))) == [
        "stop out-of-date-translation questions.yaml:11:text: en",
        "stop out-of-date-translation regions/440000.yaml:25:text_if_unmet: en",
    ]


def test_a_row_that_an_editor_changed_is_found_at_its_place_in_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(tmp_path, 0, **OPTION)
    option = models.Option.objects.get(code="no", question__code="ret")
    option.text_zh_hans = "已经退休"  # type: ignore[attr-defined]
    with make.permitted("a test"):
        option.save()
    assert lines_about_old_texts(checked(capsys, str(tmp_path))) == [
        "stop out-of-date-translation questions.yaml:11:text: en"
    ]


def test_a_row_that_no_file_has_is_named_by_the_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(tmp_path)
    made = make.material("passport", name_zh_hans="护照", name_en="Passport")
    make.change(made, name_zh_hans="户口本")
    (line,) = lines_about_old_texts(checked(capsys, str(tmp_path)))
    assert line == "stop out-of-date-translation 数据库"
    assert f"数据库：材料:{made.pk}:name: en" in checked(capsys, str(tmp_path))


# There and back.


def test_what_is_out_of_date_outlives_a_dump_and_a_load(tmp_path: Path) -> None:
    load(tmp_path / "first")
    load(tmp_path / "second", days=1, **REVERSED)
    dump_content(tmp_path / "out", at=NOW + 2 * make.DAY)
    roots = {area.name: tmp_path / "out" / area.name for area in AREAS}
    (pair,) = pairs_of_pack(roots)
    assert pair.key[:2] == ("policy:K7M2P", "answer")
    with make.permitted("a test"):
        models.PublicationEvent.objects.all().delete()
    report = load_content(roots, now=NOW + 3 * make.DAY)
    assert (report.created, report.updated) == (0, 0)
    dump_content(tmp_path / "again", at=NOW + 4 * make.DAY)
    for path in (tmp_path / "out").rglob("*.*"):
        again = tmp_path / "again" / path.relative_to(tmp_path / "out")
        assert again.read_bytes() == path.read_bytes()


def test_a_pack_may_say_that_a_translation_is_still_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(tmp_path / "first")
    load(tmp_path / "second", days=1, **REVERSED)
    rows = read_pack(pack.write(tmp_path / "third", **REVERSED), {}).rows
    right: set[Pair] = noted(rows, Memory(), frozenset())
    said = {**REVERSED, f"policies/{FILE}": written(p for p in right if p.key.row != "-")}
    load(tmp_path / "third", days=2, **said)
    assert live().standing_of("answer", "en") == Standing.WRITTEN and live().version == 3
    assert lines_about_old_texts(checked(capsys, str(tmp_path / "third"))) == []


def test_every_translated_field_is_in_one_of_two_classes() -> None:
    """By their registration: what a reader acts on, and everything else."""
    kinds = [kind for area in AREAS for layout in area.layouts for kind in layout.kinds]
    all_models = {each.model for each in kinds} | {c.kind.model for k in kinds for c in k.children}
    acted_on = {
        f"{model.__name__}.{name}" for model in all_models for name in verdict_fields(model)
    }
    assert acted_on == {
        "Scenario.name", "Scenario.question", "Material.name", "Material.how_to_get",
        "Question.text", "Question.hint", "Option.text", "Policy.answer", "Policy.conditions",
        "Policy.notes", "Policy.covers", "Condition.text", "Condition.text_if_unclear",
        "Condition.where_to_find_out", "Condition.text_if_unmet",
        "Procedure.who_may_apply", "Procedure.fee", "Procedure.result",
        "Step.text", "Requirement.when", "Guide.title", "Guide.summary", "Guide.body",
        "Faq.question", "Faq.answer", "FactCheck.claim", "FactCheck.truth",
        "FactCheck.finding",
    }  # fmt: skip
    for model in all_models:
        assert set(verdict_fields(model)) <= set(translated_fields(model))


def test_noting_a_broken_pack_says_what_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = pack.write(tmp_path / "pack", **pack.replace("policies/regions.csv", "province", "x"))
    monkeypatch.setattr(
        "policies.management.commands.note_translations.default_roots", lambda: broken
    )
    with pytest.raises(CommandError, match=r"regions.csv"):
        call_command("note_translations", str(tmp_path / "made_from.csv"))
    assert not (tmp_path / "made_from.csv").exists()
