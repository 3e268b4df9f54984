"""A start that is not known is never taken as always: a rule is known from its sources' days on."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.models import Policy, PolicyCitation, Region, Source
from policies.publishing.overlaps import live_overlaps
from policies.rules.applicability import Applicable, applicable_policies, is_in_force
from policies.rules.regions import find_region
from policies.rules.state import State
from tests import factories as make
from tests.policies.rules.test_applicability import rolled_back
from tests.running import examples

pytestmark = pytest.mark.django_db
AT = make.NOON + make.DAY
OLD = dt.date(1901, 1, 1)
SEEN, ISSUED, STARTED = dt.date(2025, 6, 3), dt.date(2021, 1, 15), dt.date(2021, 2, 1)
NEXT = dt.timedelta(days=1)


def rule(
    region: Region | None = None, *, cited: list[dict[str, Any]] | None = None, **columns: Any
) -> Policy:
    """A live rule whose start is not known, resting on a source seen on SEEN unless told."""
    made = make.policy(cited=False, region=region or make.nation(), **columns)
    for each in cited if cited is not None else [{"seen_on": SEEN}]:
        PolicyCitation.objects.create(policy=made, **make.citation(**each))
    make.publish(made)
    found: Policy = Policy.objects.with_known_from().get(pk=made.pk)
    return found


def source(code: str, **days: dt.date) -> Source:
    return make.source(code, **days)


def answer(code: str, on: dt.date) -> Applicable:
    region, scenario = find_region(code), make.scenario()
    assert region
    return applicable_policies([region], [scenario], on=on, at=AT)[(region.pk, scenario.pk)]


def test_the_day_before_its_first_source_is_not_known() -> None:
    made = rule(cited=[{"seen_on": SEEN, "source": source("a", issued_on=ISSUED)}])
    first, before, old = (answer("100000", day) for day in (ISSUED, ISSUED - NEXT, OLD))
    assert (first.policy, first.state) == (made, State.CONDITIONAL)
    for found in (before, old):
        assert found.policy is None and found.undated == made and found.above is None
        assert found.state == State.UNKNOWN_DAY and found.level == ""


@pytest.mark.parametrize(
    ("days", "seen", "known"),
    [
        ({}, SEEN, SEEN),
        ({"issued_on": ISSUED}, SEEN, ISSUED),
        ({"effective_from": STARTED}, SEEN, STARTED),
        ({"issued_on": ISSUED, "effective_from": STARTED}, SEEN, ISSUED),
        ({"issued_on": STARTED, "effective_from": ISSUED}, SEEN, ISSUED),
        ({"issued_on": ISSUED}, OLD, OLD),
        ({"effective_from": SEEN + NEXT}, SEEN, SEEN),
        ({"issued_on": ISSUED}, None, ISSUED),
        ({}, None, make.NOON.date()),
    ],
)
def test_known_from_the_earliest_day_of_issue_effect_or_seeing(
    days: dict[str, dt.date], seen: dt.date | None, known: dt.date
) -> None:
    """Without any of them, from the day in China on which it was published."""
    assert rule(cited=[{"source": source("a", **days), "seen_on": seen}]).known_from == known


def test_the_earliest_of_all_citations_counts() -> None:
    late = {"source": source("late", issued_on=STARTED), "seen_on": None}
    early = {"source": source("early", issued_on=ISSUED), "seen_on": SEEN}
    assert rule(cited=[late, early, {"seen_on": SEEN}]).known_from == ISSUED


def test_what_others_cite_vouches_for_nothing() -> None:
    rule(make.region(), cited=[{"source": source("early", issued_on=ISSUED)}])
    assert rule().known_from == SEEN


def test_never_known_later_than_the_last_day_it_was_in_force() -> None:
    made = rule(effective_to=ISSUED)
    assert made.known_from == ISSUED
    assert answer("100000", ISSUED).policy == made
    assert answer("100000", ISSUED - NEXT).state == State.UNKNOWN_DAY
    assert answer("100000", ISSUED + NEXT).state == State.EXPIRED


def test_a_start_that_is_known_is_not_moved_by_its_sources() -> None:
    made = rule(effective_from=SEEN, cited=[{"source": source("a", issued_on=ISSUED)}])
    assert made.known_from == SEEN and made.start_known
    before = answer("100000", SEEN - NEXT)
    assert before.undated is None and before.state == State.NONE and before.coming == (made,)


def test_the_farther_level_does_not_answer_for_a_day_that_the_nearer_does_not_know() -> None:
    """The county's rule may have been in force already; what the nation says is told beside."""
    national = rule(effective_from=OLD)
    local = rule(make.region(), verdict="no")
    found = answer("440000", SEEN - NEXT)
    assert found.policy is None and not found.is_inherited
    assert (found.undated, found.above, found.state) == (local, national, State.UNKNOWN_DAY)
    assert answer("440000", SEEN).policy == local
    assert answer("100000", SEEN - NEXT).policy == national


def test_what_the_farther_level_does_not_know_is_not_known_below() -> None:
    national = rule()
    make.region()
    assert answer("440000", SEEN - NEXT).undated == national
    assert answer("440000", SEEN).policy == national


def test_a_rule_of_the_place_in_force_that_day_is_the_answer() -> None:
    rule()
    local = rule(make.region(), effective_from=ISSUED)
    assert answer("440000", STARTED).policy == local
    assert answer("440000", STARTED).undated is None


def test_rules_that_may_share_a_day_still_may_not_stand_side_by_side() -> None:
    """Nobody knows since when the other holds: until somebody finds out, they may contradict."""
    stands = rule(effective_to=STARTED)
    draft = make.policy(
        region=make.nation(), effective_from=OLD, effective_to=OLD + NEXT, verdict="no"
    )
    assert list(live_overlaps(draft, AT)) == [stands]
    draft.effective_from, draft.effective_to = STARTED + NEXT, None
    assert not live_overlaps(draft, AT).exists()


days = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2020, 1, 20))


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=days, end=days, issued=days, effective=days, seen=days, on=days.filter(bool))
def test_the_query_and_the_row_agree_on_every_day(
    start: dt.date | None,
    end: dt.date | None,
    issued: dt.date | None,
    effective: dt.date | None,
    seen: dt.date | None,
    on: dt.date,
) -> None:
    if start and end and end < start:
        start, end = end, start
    with rolled_back():
        cited = {"source": source("a", issued_on=issued, effective_from=effective), "seen_on": seen}  # type: ignore[arg-type]
        made = rule(cited=[cited], effective_from=start, effective_to=end)
        vouched = min((day for day in (issued, effective, seen) if day), default=make.NOON.date())
        known = start or min(vouched, end or vouched)
        assert made.known_from == known
        in_force = known <= on and (end is None or on <= end)
        assert is_in_force(made, on) == in_force
        assert Policy.objects.in_force(on).filter(pk=made.pk).exists() == in_force
        assert (answer("100000", on).policy == made) == in_force
        assert (answer("100000", on).undated == made) == (start is None and on < known)
