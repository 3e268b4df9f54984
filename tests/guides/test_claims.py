"""The verdict of a fact-check is what the rules bear out, in the admin and in content files."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from guides.claims import alone, by_rules
from guides.models import FactCheck
from policies.models import NATION_CODE, Policy
from policies.publishing import actions
from policies.publishing.blockers import submit_blockers
from tests import factories as make

pytestmark = pytest.mark.usefixtures("afternoon")
GUANGDONG = "[[policy:440000:settle-abroad]]"


def rule(code: str = "440000", **columns: Any) -> Policy:
    return make.policy(live=True, region=make.region(code), scenario=make.scenario(), **columns)


def claim(finding: str, verdict: str = "regional", **columns: Any) -> FactCheck:
    return make.fact_check(verdict=verdict, finding_zh_hans=finding, **columns)


def said(check: FactCheck) -> list[str]:
    return submit_blockers(check, by=make.user("author"), now=make.NOON + make.DAY)


def test_true_in_some_places_names_one() -> None:
    (found,) = said(claim("只在一些地方。"))
    assert found.startswith("“查证结果”（简体）：“只在部分地区属实”要写明哪里")


def test_true_in_some_places_where_one_has_a_rule() -> None:
    rule()
    assert said(claim(f"只在{GUANGDONG}。")) == []
    assert said(claim("只在[[places:settle-abroad]]。")) == []


def test_true_in_some_places_names_a_rule_on_its_own_thing() -> None:
    rule()
    about = make.scenario("death", kind="withdraw")
    (found,) = said(claim(f"只在{GUANGDONG}。", instead=about))
    assert found.startswith("“查证结果”") and "没有一条是这条说法说的事（death）" in found
    assert said(claim(f"只在{GUANGDONG}。", instead=make.scenario())) == []


def test_a_rule_of_the_nation_is_no_place() -> None:
    rule(NATION_CODE)
    make.region()
    (found,) = said(claim(f"只在{GUANGDONG}。"))
    assert found.startswith("“结论”：") and "全国的不算" in found


def test_a_rule_that_ended_or_was_withdrawn_bears_nothing_out() -> None:
    rule(effective_to=dt.date(2025, 11, 22))
    assert any("没有在用的规定" in each for each in said(claim(f"只在{GUANGDONG}。")))
    lasting = rule(effective_from=dt.date(2025, 11, 23))
    assert said(claim(f"只在{GUANGDONG}。")) == []
    actions.withdraw(lasting, by=make.user("second"), reason="依据错了。")
    later = make.NOON + make.DAY
    found = by_rules(claim(f"只在{GUANGDONG}。").content(), later.date(), later)
    assert [field for field, _problem in found] == ["verdict"]


def test_true_of_taking_money_out_needs_a_rule_of_the_nation() -> None:
    rule()
    check = claim("说得对。", "confirmed", instead=make.scenario())
    (found,) = said(check)
    assert found.startswith("“结论”：“属实”而说的是取出余额，要全国有在用的规定")
    rule(NATION_CODE)
    assert said(check) == []


def test_true_of_anything_else_needs_none() -> None:
    spent = make.scenario("pharmacy", kind="use")
    assert said(claim("说得对。", "confirmed", instead=spent)) == []
    assert said(claim("说得对。", "confirmed")) == []
    assert said(claim("查不到。", "unsupported", instead=make.scenario())) == []


def test_a_file_says_alone_whether_a_place_is_named() -> None:
    content = {"verdict": "regional", "finding_zh_hans": "只在一些地方。"}
    assert [field for field, _problem in alone(content)] == ["finding"]
    assert not list(alone(content | {"finding_zh_hans": GUANGDONG}))
    assert not list(alone(content | {"verdict": "scam"}))
