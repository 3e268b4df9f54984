"""One word for a situation across the country, by the published rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.models import Region
from policies.rules.across import MOST_UNKNOWN, Across, Spread, across
from policies.rules.applicability import applicable_policies
from policies.rules.regions import with_lineage
from tests import factories as make


@pytest.mark.parametrize(
    ("allowed", "depends", "refused", "spread", "counted"),
    [
        (31, 0, 0, Spread.EVERYWHERE, 31),
        (30, 0, 0, Spread.MOST, 30),
        (24, 0, 7, Spread.MOST, 24),
        (24, 0, 0, Spread.MOST, 24),  # 7 of 31 not known: 22.6 %
        (21, 0, 10, Spread.MOST, 21),  # 67.7 %
        (20, 0, 11, Spread.DIFFERS, 20),
        (11, 0, 20, Spread.DIFFERS, 11),
        (10, 0, 21, Spread.FEW, 10),
        (9, 1, 21, Spread.FEW, 10),
        (10, 1, 20, Spread.DIFFERS, 10),
        (0, 1, 30, Spread.FEW, 1),
        (0, 31, 0, Spread.DIFFERS, 0),
        (0, 0, 31, Spread.NOWHERE, 31),
        (0, 0, 25, Spread.MOST_NOT, 25),
        (22, 0, 0, Spread.MOST, 22),  # 9 not known: 29 %
        (21, 0, 0, None, 21),  # 10 not known: 32 %
        (0, 0, 0, None, 0),
    ],
)
def test_the_word_is_that_of_the_published_rule(
    allowed: int, depends: int, refused: int, spread: Spread | None, counted: int
) -> None:
    found = Across(31, allowed, depends, refused, 0)
    assert (found.spread, found.counted) == (spread, counted)


@given(st.lists(st.integers(0, 31), min_size=4, max_size=4))
def test_there_is_no_word_where_too_little_is_known_and_else_always_one(parts: list[int]) -> None:
    allowed, depends, refused, unknown = parts
    found = Across(sum(parts), allowed, depends, refused, 0)
    assert found.unknown == unknown
    too_little = not sum(parts) or unknown > MOST_UNKNOWN * sum(parts)
    assert (found.spread is None) == too_little
    if found.spread == Spread.EVERYWHERE:
        assert allowed == found.number
    if found.spread == Spread.NOWHERE:
        assert refused == found.number


@pytest.mark.django_db
def test_answers_are_counted_by_what_they_are_and_what_is_in_doubt_is_not_known() -> None:
    early = make.NOON - make.DAY
    rules = {"11": "yes", "12": "conditional", "13": "no", "14": "no", "15": "yes", "21": "yes"}
    for code, verdict in rules.items():
        rule = make.policy(
            region=make.region(f"{code}0000", code),
            verdict=verdict,
            evidence="conflicting" if code == "15" else "official",
            review_by="2025-01-01" if code == "21" else None,
            answer_zh_hans="那里可以，或者不可以。",
        )
        if code == "14":
            make.condition(rule)
        make.publish(rule, at=early)
    make.region("220000", "吉林省")
    scenario = make.scenario()
    provinces = list(with_lineage(Region.objects.filter(level="province")).order_by("code"))
    found = applicable_policies(provinces, [scenario], on=make.NOON.date(), at=make.NOON)
    assert across(found.values()) == Across(7, 2, 1, 1, 0)
    make.policy(region=make.nation(), live=True, at=early)
    found = applicable_policies(provinces, [scenario], on=make.NOON.date(), at=make.NOON)
    assert across(found.values()) == Across(7, 3, 1, 1, 1)


@pytest.mark.django_db
def test_a_rule_about_sums_is_neither_yes_nor_no() -> None:
    scenario = make.scenario("monthly-credit", kind="rule")
    make.policy(scenario=scenario, region=make.region(), verdict="yes", live=True)
    provinces = list(with_lineage(Region.objects.filter(level="province")))
    found = applicable_policies(provinces, [scenario], on=make.NOON.date(), at=make.NOON + make.DAY)
    assert across(found.values()).unknown == 1
