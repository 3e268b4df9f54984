"""The words of a rule against its rows and quotations."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from policies.rules.rulebook import Question
from policies.rules.rulecheck.findings import Finding, Kind
from policies.rules.rulecheck.recorded import Cited, Prose
from tests.policies.rules.rulecheck.small_country import (
    condition,
    country,
    found,
    found_in,
    recorded,
    rule,
    rule_set,
)


def said(kind: Kind, *ways: Any, prose: Prose, **columns: Any) -> list[Finding]:
    of = recorded(rule(*ways), prose=prose, **columns)
    return found(kind, country(rule_set(of)))


@pytest.mark.parametrize(
    "text",
    [
        "每月返还2%。", "满1,680元。", "20个工作日内办。", "百分之五", "满七十周岁可以取。",
        "缴满25年。", "三个月内办。", "每年最多两倍。", "交3份材料。", "2万元以上。",
        "每年9月1日结转。",
    ],
)  # fmt: skip
def test_a_figure_that_nothing_carries_is_found(text: str) -> None:
    assert said(Kind.FIGURE, prose=Prose(answer=text))
    assert said(Kind.FIGURE, prose=Prose(others=("", text)))


@pytest.mark.parametrize(
    "carried",
    [
        {"rows": {1: "你缴满了1680元"}}, {"explanations": ("你没有缴满1,680元。",)},
        {"quotes": ("1680 元",)},
    ],
)  # fmt: skip
def test_a_figure_that_a_row_or_a_quotation_carries_is_left_in_peace(
    carried: dict[str, Any],
) -> None:
    assert not said(Kind.FIGURE, prose=Prose(answer="满1680元。", **carried))


DEST = Question(
    "dest",
    ("city", "province", "other"),
    1,
    words="在哪里参保？",
    option_words=(("city", "同一个市"), ("province", "同一个省的别的市"), ("other", "别的省")),
)


def of_a_move(accepts: str, answer: str) -> list[Finding]:
    said = recorded(rule((condition("dest", accepts),)), prose=Prose(answer=answer))
    return found(Kind.ANSWER_FOR_SOME, country(rule_set(said, questions=(DEST,))))


def test_an_answer_that_is_untrue_of_somebody_whom_it_lets_through_is_found() -> None:
    (finding,) = of_a_move("province other", "在湖南省内换参保地，余额即时到账。")
    assert "“省内”" in finding.message and "“在哪里参保？别的省”" in finding.message
    assert finding.witness.answers == (("dest", "other"),)
    assert len(of_a_move("city province other", "本市参保的，余额不动。")) == 2


def test_one_that_speaks_of_them_too_is_left_in_peace() -> None:
    assert not of_a_move("province", "在湖南省内换参保地，余额即时到账。")
    assert not of_a_move("province other", "省内即时到账，跨省按全国的办法转。")
    assert not of_a_move("province other", "换参保地时余额跟着走。")


def test_the_time_limit_carries_its_days() -> None:
    assert not said(Kind.FIGURE, prose=Prose(answer="10个工作日办完。", time_limit_days=10))
    assert said(Kind.FIGURE, prose=Prose(answer="10个工作日办完。", time_limit_days=5))


def test_a_day_is_carried_by_the_period_or_a_quotation_however_it_is_written() -> None:
    text = Prose(answer="2022年9月1日起不能取。")
    (finding,) = said(Kind.FIGURE, prose=text)
    assert "2022年9月1日" in finding.message
    assert len(said(Kind.FIGURE, prose=Prose(answer="2022 年 9 月 1 日起不能取。"))) == 1
    assert not said(Kind.FIGURE, prose=text, starts=dt.date(2022, 9, 1))
    assert not said(Kind.FIGURE, prose=Prose(answer=text.answer, quotes=("自2022-09-01起",)))
    assert said(Kind.FIGURE, prose=Prose(answer=text.answer, quotes=("自2022年9月起",)))


@pytest.mark.parametrize(
    ("answer", "carried"),
    [
        ("缴满15年。", {"quotes": ("累计缴费180个月",)}),
        ("满七十周岁可以取。", {"rows": {1: "你满70岁"}}),
        ("2万元以上。", {"quotes": ("20,000元以上",)}),
        ("每年9月1日结转。", {"quotes": ("每年9月 1日",)}),
        ("9月1日起不能取。", {"quotes": ("自2022年9月1日起",)}),
        ("2026年9月30日前办。", {"quotes": ("9月1日至9月30日", "2026-09-30")}),
    ],
)
def test_a_figure_is_carried_however_it_is_written(answer: str, carried: dict[str, Any]) -> None:
    assert not said(Kind.FIGURE, prose=Prose(answer=answer, **carried))


def test_a_number_of_something_else_carries_nothing() -> None:
    assert said(Kind.FIGURE, prose=Prose(answer="缴满25年。", quotes=("25个工作日内",)))
    (finding,) = said(Kind.FIGURE, prose=Prose(answer="返还5%。", quotes=("5元",)))
    assert "“5%”" in finding.message


@pytest.mark.parametrize(
    "sentence",
    [
        "以前划入的仍能取",
        "仍可支取",
        "除死亡外，不能取",
        "但退休的可以取",
        "出境定居的例外",
        "除非参保人去世",
        "已经退休的，不受此限",
        "退休的不在此限",
        "法律、法规另有规定的，从其规定",
        "除国家另有规定外，不得提取",
        "参保人去世除外",
        "但是退休的，能取",
        "不过出境定居的人可以取",
        "只有去世才能取",
        "特殊情况可以申请",
        "原则上不能取",
        "一般不予提取",
        "退休人员依然能取",
        "本条不适用于退休的人",
        "退休以外的人，不能取",
    ],
)
def test_an_exception_needs_a_way(sentence: str) -> None:
    prose = Prose(answer=f"不能取。{sentence}。")
    (finding,) = said(Kind.EXCEPTION, prose=prose)
    assert f"“{sentence}”" in finding.message
    assert not said(Kind.EXCEPTION, (condition("ret", "yes"),), prose=prose)
    assert not said(Kind.EXCEPTION, prose=Prose(answer="钱不能取。"))


@pytest.mark.parametrize(
    "sentence",
    [
        "北京以前进账的钱另有规定，见北京的页面",
        "个人账户的钱归你所有，但只能用在规定的地方",
        "但不可以取现金",
        "解除劳动合同后到外地，不能取",
        "不能用在医疗保障以外的消费",
    ],
)
def test_what_narrows_or_leads_to_another_rule_is_no_exception(sentence: str) -> None:
    assert not said(Kind.EXCEPTION, prose=Prose(answer=f"不能取。{sentence}。"))


@pytest.mark.parametrize(
    "text",
    [
        "算不算，通知没有写。", "没有看到。", "先打12393问。", "通知没提女婿。", "办法未作规定。",
        "文件没有规定。", "没有查到。", "办法未明确。",
    ],
)  # fmt: skip
def test_nobody_is_refused_by_silence(text: str) -> None:
    way = (condition("job", "stopped", unmet=text),)
    (finding,) = found_in(Kind.SILENCE, way)
    assert finding.witness.answers == (("job", "employer"),)


def test_silence_is_no_fault_where_it_refuses_nobody() -> None:
    unclear = condition("job", "stopped", unclear="employer flexible", unmet="通知没有写。")
    assert not found_in(Kind.SILENCE, (unclear,))
    assert not found_in(Kind.SILENCE, (condition("job", "stopped", unmet="你还没有停保。"),))
    assert not found_in(Kind.SILENCE, (condition("job", "stopped", unmet="你没有提取过。"),))


@pytest.mark.parametrize(
    ("verdict", "answer", "is_found"),
    [
        ("conditional", "参保人去世的，你可以申请领取。", False),
        ("conditional", "个人账户的钱不能取现。", True),
        ("yes", "平时不得取现，定居的可以。", True),
        ("yes", "余额随你转走。", False),
        ("no", "新划入的钱不能取现，以前划入的仍能取。", False),
        ("no", "患重病不在可以支取的情形里。", False),
        ("no", "你可以申请领取。", True),
        ("no", "可以转走，不能取现。", True),
        ("no", "余额随你转走。", True),
        ("no", "", False),
    ],
)
def test_a_verdict_is_the_one_of_the_words_of_its_answer(
    verdict: Any, answer: str, is_found: bool
) -> None:
    of = recorded(rule(verdict=verdict), prose=Prose(answer=answer))
    found_here = found(Kind.VERDICT_WORDS, country(rule_set(of)))
    assert [each.is_blocking for each in found_here] == [False] * is_found


def test_a_day_of_a_source_carries_the_day_in_the_prose() -> None:
    source = Cited("notice", days=frozenset((dt.date(2023, 12, 16),)))
    prose = Prose(answer="2023年12月16日起可以领，2024年1月1日起加倍。")
    (finding,) = said(Kind.FIGURE, prose=prose, sources=(source,))
    assert "2024年1月1日" in finding.message
