"""Prose in content files that refers to what does not exist is refused where it stands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from policies.models import Policy
from policies.pack.bound import text_finding
from policies.pack.files import ContentRefused, Finding
from policies.pack.lint.rules import against_rules
from policies.pack.load import load_content
from policies.pack.read import read_pack
from policies.pack.refusals import PackRow
from policies.publishing import actions, events
from policies.rules.vocabulary import vocabulary
from tests import factories as make
from tests.policies.pack import pack

GUIDE, FAQ = "guides/guides/moving-abroad.zh-hans.md", "guides/faqs/death.yaml"
CLAIM, RULES = "guides/fact_checks/general.yaml", "policies/regions/440000.yaml"


def refused(folder: Path, file: str, old: str, new: str) -> list[Finding]:
    roots = pack.write(folder, **pack.replace(file, old, new))
    with pytest.raises(ContentRefused) as found:
        read_pack(roots, {})
    return found.value.findings


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "message"),
    [
        (GUIDE, "打12393。", "看\n\n[[policy:440199:death]]", (5, "body"), "没有代码为 440199"),
        (GUIDE, "打12393。", "[[places:deaht]]", (3, "body"), "没有情形“deaht”"),
        (FAQ, "先按遗嘱。", "看[[policy:440000:deaht]]", (5, "answer"), "没有情形“deaht”"),
        (CLAIM, "这是骗局。", "'[[polcy:440000:death]]'", (6, "finding"), "读不懂"),
        (GUIDE, "打12393。", "看［［policy:440000:death］］", (3, "body"), "像是引用，读不懂"),
        (FAQ, "先按遗嘱。", "看[policy:440000:death]", (5, "answer"), "像是引用，读不懂"),
        (FAQ, "先按遗嘱。", "看[[places:death]", (5, "answer"), "像是引用，读不懂"),
        (FAQ, "谁能继承？", "谁[[places:death]]？", (3, "question"), "这一栏不能写引用"),
        (RULES, "可以申请提取。", "看[[places:death]]", (11, "answer"), "这一栏不能写引用"),
    ],
)
def test_a_wrong_reference_is_refused_by_file_row_and_column(
    tmp_path: Path, file: str, old: str, new: str, place: tuple[int, str], message: str
) -> None:
    (found,) = refused(tmp_path, file, old, new)
    assert (found.file, found.row, found.column) == (file.partition("/")[2], *place)
    assert message in found.message


def test_a_place_that_became_another_is_refused(tmp_path: Path) -> None:
    merged = "440301,county,440300,旧区,,Old,,440300\n"
    changes = pack.replace(FAQ, "先按遗嘱。", "看[[policy:440301:death]]")
    regions = {"policies/regions.csv": pack.REGIONS + merged}
    with pytest.raises(ContentRefused) as found:
        read_pack(pack.write(tmp_path, **changes, **regions), {})
    assert "已经并入别处" in str(found.value)


def test_references_to_what_is_there_are_read(tmp_path: Path) -> None:
    text = "看[[policy:440300:death]]和[[places:settle-abroad]]"
    rows = read_pack(pack.write(tmp_path, **pack.replace(FAQ, "先按遗嘱。", text)), {}).rows
    faq = next(row for row in rows if row.kind.name == "faq")
    assert faq.content["answer_zh_hans"] == text
    assert text_finding(faq, "answer", "zh-hans", "看").column == "answer"


DAY = dt.timedelta(days=1)
NAMED = "看[[policy:440300:settle-abroad]]"
AS_LOADED = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def findings(rows: tuple[PackRow, ...], day: dt.date) -> list[str]:
    words = vocabulary(events.token(AS_LOADED))
    return [str(each) for each in against_rules(rows, words, day=day, at=AS_LOADED + DAY)]


@pytest.fixture
def loaded(db: None, tmp_path: Path) -> tuple[PackRow, ...]:
    roots = pack.write(tmp_path, **pack.replace(FAQ, "先按遗嘱。", NAMED))
    load_content(roots, now=AS_LOADED)
    return read_pack(roots, {}).rows


def test_a_reference_to_a_rule_in_force_is_no_finding(loaded: tuple[PackRow, ...]) -> None:
    assert findings(loaded, AS_LOADED.date()) == []


def test_a_reference_stops_on_a_day_without_its_rule(loaded: tuple[PackRow, ...]) -> None:
    (found,) = findings(loaded, dt.date(2021, 12, 31))
    assert found.startswith("stop dead-reference faqs/death.yaml:5:answer: zh-hans：引用")
    assert "没有在用的规定：那里是“没有记录”" in found


def test_a_reference_to_a_withdrawn_rule_stops(loaded: tuple[PackRow, ...]) -> None:
    for policy in Policy.objects.all():
        actions.withdraw(policy, by=make.user("second"), reason="依据错了。")
    later = timezone.now()
    words = vocabulary(events.token(later))
    (found,) = against_rules(loaded, words, day=AS_LOADED.date(), at=later)
    assert "那里是“已撤回，正在核对”" in str(found)


@pytest.mark.parametrize("how", ["ended", "withdrawn"])
def test_a_reference_stops_where_only_a_level_above_still_has_a_rule(
    loaded: tuple[PackRow, ...], how: str
) -> None:
    end = "2026-11-20" if how == "ended" else None
    city = make.region("440300", "深圳市")
    own = make.policy(
        region=city, live=True, at=AS_LOADED, effective_from="2022-01-17", effective_to=end
    )
    later = timezone.now()
    if how == "withdrawn":
        assert findings(loaded, AS_LOADED.date()) == []
        actions.withdraw(own, by=make.user("second"), reason="依据错了。")
        later = timezone.now()
    words = vocabulary(events.token(later))
    (found,) = against_rules(loaded, words, day=AS_LOADED.date(), at=later)
    said = {"ended": "已经不用了", "withdrawn": "已撤回，正在核对"}
    assert "faqs/death.yaml:5:answer" in str(found) and said[how] in str(found)


def test_what_only_the_database_says_is_looked_at_as_well(loaded: tuple[PackRow, ...]) -> None:
    other = tuple(row for row in loaded if row.kind.name != "faq")
    (found,) = findings(other, dt.date(2021, 12, 31))
    assert found.startswith("stop dead-reference 数据库：问答:")


def test_a_claim_that_the_rules_do_not_bear_out_stops(loaded: tuple[PackRow, ...]) -> None:
    (row,) = (row for row in loaded if row.kind.name == "factcheck")
    row.content.update(verdict="confirmed", instead="death")
    (found,) = findings(loaded, AS_LOADED.date())
    assert found.startswith("stop verdict-against-rules fact_checks/general.yaml:5:verdict: “属实”")


def test_a_claim_of_some_places_that_names_none_is_refused(tmp_path: Path) -> None:
    (found,) = refused(tmp_path, CLAIM, "verdict: scam", "verdict: regional")
    assert (found.file, found.row, found.column) == ("fact_checks/general.yaml", 6, "finding")
    assert "至少引用一个地方的规定" in found.message


def test_a_number_without_a_quote_is_refused_by_file_row_and_column(tmp_path: Path) -> None:
    (found,) = refused(tmp_path, FAQ, "先按遗嘱。", "满20天，先按遗嘱。")
    assert (found.file, found.row, found.column) == ("faqs/death.yaml", 5, "answer")
    assert "“20天”在引用的摘录里没有" in found.message
    (found,) = refused(tmp_path, GUIDE, "打12393。", "打12393。\n\n交2元。")
    assert (found.file, found.row) == (GUIDE.partition("/")[2], 5)


@pytest.mark.parametrize(
    ("old", "new", "row", "column"),
    [
        ("可以申请提取。", "30天内可以申请提取。", 11, "answer"),
        ("你已经退休", "你缴满了15年", 20, "text"),
        ("你还没有退休。", "你还没有缴满15年。", 25, "text_if_unmet"),
        ("到窗口提交材料。", "3天内到窗口提交材料。", 51, "steps"),
    ],
)
def test_a_number_in_a_rule_its_rows_and_its_steps_needs_a_quote_as_well(
    tmp_path: Path, old: str, new: str, row: int, column: str
) -> None:
    (found,) = refused(tmp_path, RULES, old, new)
    assert (found.file, found.row, found.column) == (RULES.partition("/")[2], row, column)
    assert "在引用的摘录里没有" in found.message


def test_a_quote_of_a_row_bears_out_the_number_of_its_rule(tmp_path: Path) -> None:
    told = pack.FILES[RULES].replace("可以申请提取。", "缴满15年可以申请提取。")
    row = "        zh-hans: 你还没有退休。\n      source: gd-2021-56\n"
    quoted = told.replace(row, f"{row}      quote: 缴费满十五年\n")
    assert read_pack(pack.write(tmp_path, **{RULES: quoted}), {}).rows


def test_a_quote_that_holds_the_number_bears_it_out(tmp_path: Path) -> None:
    told = pack.FILES[FAQ].replace("先按遗嘱。", "满20天，先按遗嘱。")
    quoted = told.replace("    locator: 第三条\n", "    locator: 第三条\n    quote: 满二十日的\n")
    assert read_pack(pack.write(tmp_path, **{FAQ: quoted}), {}).rows
