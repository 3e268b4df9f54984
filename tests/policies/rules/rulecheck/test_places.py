"""Rules beside each other: of a region and the level above, and of one region in time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from policies.rules.rulecheck.findings import Finding, Kind
from policies.rules.rulecheck.recorded import Cited, Recorded
from tests.policies.rules.rulecheck.small_country import (
    CITY,
    NATION,
    condition,
    country,
    found,
    recorded,
    rule,
    rule_set,
)

NATION_SAYS = recorded(rule((condition("ret", "yes"),)), sources=(Cited("LAW"),))


def beside_the_nation(of_the_city: Recorded) -> list[Finding]:
    city = rule_set(of_the_city, region=CITY, above="100000")
    return found(Kind.LIKE_PARENT, country(rule_set(NATION_SAYS), city))


def city(*ways: Any, source: str = "LAW", **columns: Any) -> Recorded:
    return recorded(rule(*ways, **columns), region=CITY, sources=(Cited(source),))


def test_a_rule_that_repeats_the_level_above_is_found() -> None:
    (finding,) = beside_the_nation(city((condition("ret", "yes"),)))
    assert (finding.region, finding.scenario) == (CITY, "death")
    assert "100000" in finding.message


def test_the_order_of_ways_and_of_rows_makes_no_other_rule() -> None:
    def said(*ways: tuple[tuple[str, str], ...]) -> Any:
        return tuple(tuple(condition(*each) for each in way) for way in ways)

    one, other = (("ret", "yes"), ("job", "stopped")), (("job", "employer"),)
    nation = rule_set(recorded(rule(*said(one, other)), sources=(Cited("LAW"),)))
    turned = rule_set(city(*said(other, one[::-1])), region=CITY, above=NATION)
    assert found(Kind.LIKE_PARENT, country(nation, turned))
    lacking = rule_set(city(*said(other, one[:1])), region=CITY, above=NATION)
    assert not found(Kind.LIKE_PARENT, country(nation, lacking))


def test_a_rule_that_says_anything_else_is_left_in_peace() -> None:
    assert not beside_the_nation(city((condition("ret", "no"),)))
    assert not beside_the_nation(city((condition("ret", "yes", unclear="no"),)))
    assert not beside_the_nation(city((condition("ret", "yes", unmet="你没有退休。"),)))
    assert not beside_the_nation(city((condition("ret", "yes"),), verdict="no"))
    assert not beside_the_nation(city((condition("ret", "yes"),), modelled=False))
    assert not beside_the_nation(city((condition("ret", "yes"),), source="OWN-LAW"))


def test_a_rule_below_one_that_does_not_pass_down_repeats_nothing() -> None:
    nation = rule_set(replace(NATION_SAYS, passes_down=False))
    own = rule_set(city((condition("ret", "yes"),)), region=CITY, above=NATION)
    assert not found(Kind.LIKE_PARENT, country(nation, own))
    assert found(Kind.LIKE_PARENT, country(rule_set(NATION_SAYS), own))


def day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("above", "own", "repeats"),
    [
        (("", ""), ("2026-01-01", "2026-12-31"), True),
        (("2026-01-01", "2026-12-31"), ("2026-01-01", "2026-12-31"), True),
        (("2026-01-01", ""), ("2026-02-01", ""), True),
        (("2026-01-01", ""), ("2025-12-31", ""), False),
        (("2026-01-01", ""), ("", ""), False),
        (("", "2026-12-31"), ("", "2027-01-01"), False),
        (("", "2026-12-31"), ("", ""), False),
    ],
)
def test_a_rule_of_days_that_the_level_above_leaves_open_repeats_nothing(
    above: tuple[str, str], own: tuple[str, str], repeats: bool
) -> None:
    parent = replace(NATION_SAYS, starts=day(above[0]), ends=day(above[1]))
    rule_of_the_city = replace(
        city((condition("ret", "yes"),)), starts=day(own[0]), ends=day(own[1])
    )
    sets = (rule_set(parent), rule_set(rule_of_the_city, region=CITY, above=NATION))
    assert bool(found(Kind.LIKE_PARENT, country(*sets))) is repeats


def test_a_rule_that_is_inherited_repeats_nothing() -> None:
    assert not beside_the_nation(NATION_SAYS)


def in_time(kind: Kind, *periods: tuple[str, str], same: bool = True) -> list[Finding]:
    """Findings about rules of one place; the later ones accept another answer unless `same`."""
    rules = [
        recorded(
            rule((condition("ret", "yes" if same or not number else "no"),)),
            edition=f"RULE{number}/v1",
            starts=dt.date.fromisoformat(start) if start else None,
            ends=dt.date.fromisoformat(end) if end else None,
        )
        for number, (start, end) in enumerate(periods)
    ]
    return found(kind, country(rule_set(rules[0]), rules=tuple(rules[1:])))


def test_days_without_a_rule_between_two_are_a_gap() -> None:
    (finding,) = in_time(Kind.GAP, ("", "2026-12-31"), ("2027-01-02", ""))
    assert finding.witness.query == "r=100000&e=death&on=2027-01-01"
    assert finding.edition == "RULE1/v1"
    assert "没有自己的规则" in finding.message and "用上级地区的规则" in finding.message
    assert not in_time(Kind.GAP, ("", "2026-12-31"), ("2027-01-01", ""))


def test_rules_that_say_the_same_on_one_day_overlap() -> None:
    periods = ("", "2027-01-01"), ("2027-01-01", "")
    (finding,) = in_time(Kind.OVERLAP, *periods)
    assert finding.witness.query == "r=100000&e=death&on=2027-01-01"
    assert not in_time(Kind.CONTRADICTION, *periods)
    assert not in_time(Kind.OVERLAP, ("", "2026-12-31"), ("2027-01-01", ""))


def test_a_long_rule_lies_beside_every_one_that_begins_within_it() -> None:
    short = ("2021-01-01", "2021-12-31"), ("2023-01-01", "")
    both = in_time(Kind.OVERLAP, ("2020-01-01", ""), *short)
    assert [each.witness.query[-10:] for each in both] == ["2021-01-01", "2023-01-01"]
    assert not in_time(Kind.GAP, ("2020-01-01", "2025-12-31"), *short)
    (gap,) = in_time(Kind.GAP, ("2020-01-01", "2022-06-30"), *short)
    assert gap.witness.query.endswith("on=2022-07-01") and "RULE0/v1" in gap.message


def test_rules_that_allow_and_refuse_on_one_day_contradict_each_other() -> None:
    periods = ("", ""), ("2027-01-01", "")
    (finding,) = in_time(Kind.CONTRADICTION, *periods, same=False)
    assert finding.is_blocking
    assert finding.witness.query == "r=100000&e=death&ret=yes&on=2027-01-01"
    assert not in_time(Kind.OVERLAP, *periods, same=False)
