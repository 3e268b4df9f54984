"""The words of a rule against its rows and quotations."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from policies.rules.rulecheck.findings import Finding, Kind
from policies.rules.rulecheck.recorded import Prose
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


@pytest.mark.parametrize("text", ["每月返还2%。", "满1,680元。", "20个工作日内办。", "百分之五"])
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


def test_the_time_limit_carries_its_days() -> None:
    assert not said(Kind.FIGURE, prose=Prose(answer="10个工作日办完。", time_limit_days=10))
    assert said(Kind.FIGURE, prose=Prose(answer="10个工作日办完。", time_limit_days=5))


def test_a_day_is_carried_by_the_period_or_a_quotation_however_it_is_written() -> None:
    text = Prose(answer="2022年9月1日起不能取。")
    (finding,) = said(Kind.FIGURE, prose=text)
    assert "2022年9月1日" in finding.message
    assert not said(Kind.FIGURE, prose=text, starts=dt.date(2022, 9, 1))
    assert not said(Kind.FIGURE, prose=Prose(answer=text.answer, quotes=("自2022-09-01起",)))
    assert said(Kind.FIGURE, prose=Prose(answer=text.answer, quotes=("自2022年9月起",)))


@pytest.mark.parametrize(
    "sentence", ["以前划入的仍能取", "仍可支取", "除死亡外，不能取", "但退休的可以取"]
)
def test_an_exception_needs_a_way(sentence: str) -> None:
    prose = Prose(answer=f"不能取。{sentence}。")
    (finding,) = said(Kind.EXCEPTION, prose=prose)
    assert f"“{sentence}”" in finding.message
    assert not said(Kind.EXCEPTION, (condition("ret", "yes"),), prose=prose)
    assert not said(Kind.EXCEPTION, prose=Prose(answer="钱不能取。"))


@pytest.mark.parametrize("text", ["算不算，通知没有写。", "没有看到。", "先打12393问。"])
def test_nobody_is_refused_by_silence(text: str) -> None:
    way = (condition("job", "stopped", unmet=text),)
    (finding,) = found_in(Kind.SILENCE, way)
    assert finding.witness.answers == (("job", "employer"),)


def test_silence_is_no_fault_where_it_refuses_nobody() -> None:
    unclear = condition("job", "stopped", unclear="employer flexible", unmet="通知没有写。")
    assert not found_in(Kind.SILENCE, (unclear,))
    assert not found_in(Kind.SILENCE, (condition("job", "stopped", unmet="你还没有停保。"),))
