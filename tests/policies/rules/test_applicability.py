"""Which rule applies: the nearest region's, in force on the day, as known then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.models import Policy, Region
from policies.publishing import actions
from policies.rules.applicability import MOST_REGIONS_NAMED, applicable_policies, is_in_force
from policies.rules.regions import find_region, with_lineage
from tests import factories as make
from tests.running import examples

pytestmark = pytest.mark.django_db
AT = make.NOON + make.DAY
DAY = dt.date(2026, 6, 15)
LEVELS = ("county", "prefecture", "province", "nation")
CODES = {"nation": "100000", "province": "320000", "prefecture": "320100", "county": "320106"}
fuzz = settings(
    max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
days = st.dates(dt.date(2026, 6, 1), dt.date(2026, 6, 30))


@pytest.fixture(autouse=True)
def lineage() -> dict[str, Region]:
    """鼓楼区 and every level above it."""
    province = make.region("320000", "江苏省")
    prefecture = make.region("320100", "南京市", level="prefecture", parent=province)
    make.region("320106", "鼓楼区", level="county", parent=prefecture)
    return {level: Region.objects.get(code=code) for level, code in CODES.items()}


def gulou() -> Region:
    found = find_region("320106")
    assert found
    return found


def answer(region: Region | None = None, *, on: dt.date = DAY, at: dt.datetime = AT) -> Any:
    region, scenario = region or gulou(), make.scenario()
    return applicable_policies([region], [scenario], on=on, at=at)[(region.pk, scenario.pk)]


def rule(region: Region, **columns: Any) -> Policy:
    return make.policy(live=True, region=region, **columns)


@pytest.mark.parametrize("nearest", range(4))
def test_the_nearest_level_wins(lineage: dict[str, Region], nearest: int) -> None:
    made = {level: rule(lineage[level]) for level in LEVELS[nearest:]}
    found = answer()
    assert found.policy == made[LEVELS[nearest]]
    assert found.level == LEVELS[nearest]
    assert found.is_inherited == (nearest > 0)


@fuzz
@given(holders=st.sets(st.sampled_from(LEVELS)), asked=st.sampled_from(LEVELS))
def test_no_rule_comes_from_below_or_beside(holders: set[str], asked: str) -> None:
    with rolled_back():
        regions = {level: Region.objects.get(code=code) for level, code in CODES.items()}
        for level in holders:
            rule(regions[level])
        beside = make.region("330000", "浙江省")
        rule(beside)
        region = find_region(CODES[asked])
        assert region
        above = LEVELS[LEVELS.index(asked) :]
        expected = next((level for level in above if level in holders), "")
        assert answer(region).level == expected


@contextmanager
def rolled_back() -> Iterator[None]:
    """A block whose rows are gone after it, so that examples do not meet."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@fuzz
@given(start=st.none() | days, end=st.none() | days, on=days)
def test_both_ends_of_a_period_are_included_and_no_other_day(
    start: dt.date | None, end: dt.date | None, on: dt.date
) -> None:
    """Its source was seen before all these days, so that an unknown start is known on each."""
    if start and end and end < start:
        start, end = end, start
    within = (start is None or start <= on) and (end is None or on <= end)
    with rolled_back():
        made = rule(make.nation(), effective_from=start, effective_to=end)
        found = answer(on=on)
        assert (found.policy == made) == within
        assert is_in_force(Policy.objects.with_known_from().get(pk=made.pk), on) == within
        assert Policy.objects.in_force(on).filter(pk=made.pk).exists() == within
        assert (made in found.former) == (end is not None and end < on)
        assert (made in found.coming) == (start is not None and start > on)


def test_each_side_of_the_ends() -> None:
    rule(make.nation(), effective_from=dt.date(2026, 6, 10), effective_to=dt.date(2026, 6, 20))
    answered = [day for day in range(1, 31) if answer(on=dt.date(2026, 6, day)).policy]
    assert answered == list(range(10, 21))


def test_between_two_periods_there_is_no_rule_and_not_the_last_one() -> None:
    old = rule(make.nation(), effective_to=dt.date(2026, 6, 1))
    new = rule(make.nation(), effective_from=dt.date(2026, 7, 1))
    found = answer()
    assert found.policy is None and found.level == "" and not found.is_inherited
    assert found.former == (old,) and found.coming == (new,)


def test_an_ended_rule_of_the_place_gives_way_to_the_level_above(
    lineage: dict[str, Region],
) -> None:
    ended = rule(lineage["county"], effective_to=dt.date(2026, 6, 1))
    national = rule(lineage["nation"])
    found = answer()
    assert found.policy == national and found.former == (ended,)


def test_a_no_of_the_place_is_not_overruled_by_a_yes_above(lineage: dict[str, Region]) -> None:
    rule(lineage["nation"], verdict="yes")
    rule(lineage["county"], verdict="no")
    assert answer().policy.verdict == "no"


def test_what_was_not_published_yet_was_not_known() -> None:
    made = rule(make.nation())
    assert answer(at=make.NOON).policy == made
    assert answer(at=make.NOON - dt.timedelta(microseconds=1)).policy is None


def test_each_instant_knows_the_edition_that_was_live_then() -> None:
    first = rule(make.nation())
    second = make.new_version(first, at=make.NOON + make.DAY, verdict="no")
    assert answer(at=make.NOON + make.DAY / 2).policy == first
    assert answer(at=make.NOON + make.DAY).policy == second


def test_a_withdrawn_rule_is_known_only_until_then() -> None:
    made = rule(make.nation())
    actions.withdraw(made, by=make.user("approver"), reason="写错了。", now=AT)
    assert answer(at=AT - dt.timedelta(seconds=1)).policy == made
    assert answer(at=AT).policy is None


def test_a_draft_is_no_rule() -> None:
    make.policy(region=make.nation())
    assert answer().policy is None


def test_another_scenarios_rule_is_not_taken() -> None:
    rule(make.nation(), scenario=make.scenario("death"))
    assert answer().policy is None


def test_one_query_whatever_the_number(
    lineage: dict[str, Region], django_assert_num_queries: Any
) -> None:
    rule(lineage["province"])
    regions = list(with_lineage(Region.objects.all()))
    scenarios = [make.scenario(), make.scenario("death")]
    with django_assert_num_queries(1):
        table = applicable_policies(regions, scenarios, on=DAY, at=AT)
    assert len(table) == len(regions) * len(scenarios)
    with django_assert_num_queries(0):
        assert {each.level for each in table.values() if each.policy} == {"province"}


def test_few_and_very_many_regions_get_the_same_answers(lineage: dict[str, Region]) -> None:
    """Above a limit the query names no regions; the answers must not depend on that."""
    rule(lineage["province"])
    rule(make.region("330000", "浙江省"), verdict="no")
    make.many_counties(lineage["prefecture"], MOST_REGIONS_NAMED + 1)
    every = list(with_lineage(Region.objects.all()))
    at_once = applicable_policies(every, [make.scenario()], on=DAY, at=AT)
    for region in every[:3] + every[-3:]:
        assert at_once[(region.pk, make.scenario().pk)].policy == answer(region).policy


def test_a_rule_that_does_not_pass_down_is_the_rule_of_its_own_region_alone(
    lineage: dict[str, Region],
) -> None:
    """W3: a rule of the provincial pool was shown in every city."""
    above = rule(lineage["nation"])
    own = rule(lineage["province"], passes_down=False)
    assert answer().policy == above
    province = find_region("320000")
    assert province and answer(province).policy == own


def test_neither_its_other_days_nor_its_withdrawal_say_anything_below(
    lineage: dict[str, Region],
) -> None:
    over = rule(lineage["province"], passes_down=False, effective_to=DAY - dt.timedelta(1))
    assert answer().former == ()
    province = find_region("320000")
    assert province and answer(province).former == (over,)
    gone = rule(lineage["prefecture"], passes_down=False)
    actions.withdraw(
        gone, by=make.user("approver"), reason="依据已经不在了。", now=AT - make.DAY / 2
    )
    assert answer().withdrawn is None
