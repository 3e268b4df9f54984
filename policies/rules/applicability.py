"""Which rule applies: of those known then and in force on the day, the nearest region's.

The day and the instant of knowledge are arguments. No rule for a day is an answer of its own; the
last rule known is never taken instead. Nor is one of a farther level where the nearer one has a
rule of which nobody knows whether it was in force already: the day is "not known" then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from policies.models import Policy, Region, Scenario
from policies.rules.checks import with_checks
from policies.rules.state import State, state_of

# Above this many regions a query names none of them and takes all rows of the scenarios instead.
MOST_REGIONS_NAMED = 400
Place = tuple[int, int]  # region, scenario


@dataclass(frozen=True, slots=True)
class Applicable:
    """The rule for a region and a scenario on a day: the policy, or that none is recorded.

    `former` and `coming` are rules of the nearest region that were or will be in force on other
    days; they are never the answer, but say that there is one for another day. `undated` is the
    rule that may have been in force already: its start is not known, and the day is before the
    first one that anything vouches for; `above` is then what a farther level says of the day. What
    a page about one place needs besides is in `answer.Answer`.
    """

    region: Region
    scenario: Scenario
    on: dt.date
    policy: Policy | None
    former: tuple[Policy, ...] = ()
    coming: tuple[Policy, ...] = ()
    undated: Policy | None = None
    above: Policy | None = None

    @property
    def level(self) -> str:
        """The level at which the rule was found, empty if none is recorded."""
        return self.policy.region.level if self.policy else ""

    @property
    def is_inherited(self) -> bool:
        return self.policy is not None and self.policy.region_id != self.region.pk

    @property
    def state(self) -> State:
        """Which of the honest answers this is."""
        if self.policy:
            return state_of(self.policy, self.on)
        if self.undated:
            return State.UNKNOWN_DAY
        return State.EXPIRED if self.former else State.NONE


def find_region(code: str) -> Region | None:
    """A region by its code with its whole lineage loaded, in one query."""
    return with_lineage(Region.objects.filter(code=code)).first()


def with_lineage(regions: QuerySet[Region]) -> QuerySet[Region]:
    """Regions with every level above them loaded."""
    return regions.select_related("parent__parent__parent", "successor")


def applicable_policies(
    regions: Collection[Region], scenarios: Collection[Scenario], *, on: dt.date, at: dt.datetime
) -> dict[Place, Applicable]:
    """The rule for every pair of a region and a scenario: one query whatever their number.

    The regions need their lineage loaded (`with_lineage`).
    """
    by_place: dict[Place, list[Policy]] = {}
    for policy in _live_policies(regions, scenarios, at):
        by_place.setdefault((policy.region_id, policy.scenario_id), []).append(policy)
    return {
        (region.pk, scenario.pk): _nearest(region, scenario, by_place, on)
        for region in regions
        for scenario in scenarios
    }


def _live_policies(
    regions: Collection[Region], scenarios: Collection[Scenario], at: dt.datetime
) -> QuerySet[Policy]:
    policies = Policy.objects.live(at).filter(scenario__in=[s.pk for s in scenarios])
    levels = levels_named(regions)
    if levels is not None:
        policies = policies.filter(region__in=levels)
    found: QuerySet[Policy] = policies.with_known_from().select_related("region", "scenario")
    return with_checks(found, at)


def levels_named(regions: Collection[Region]) -> set[int] | None:
    """The regions and all levels above them, by key; None if they are too many to be named."""
    levels = {level.pk for region in regions for level in region.lineage()}
    return levels if len(levels) <= MOST_REGIONS_NAMED else None


def _nearest(
    region: Region, scenario: Scenario, by_place: dict[Place, list[Policy]], on: dt.date
) -> Applicable:
    seen: list[Policy] = []
    undated: Policy | None = None
    in_force: Policy | None = None
    for level in region.lineage():
        here = by_place.get((level.pk, scenario.pk), [])
        seen += here
        in_force = next((policy for policy in here if is_in_force(policy, on)), None)
        if in_force:
            break
        undated = undated or next((policy for policy in here if on < _may_start(policy)), None)
    former, coming = _other_days(seen, on)
    if undated:
        return Applicable(region, scenario, on, None, former, coming, undated, above=in_force)
    return Applicable(region, scenario, on, in_force, former, coming)


def is_in_force(policy: Policy, on: dt.date) -> bool:
    """Whether a policy (with `known_from`) is known to be in force on a day; the same rule as
    `PolicyQuerySet.in_force`."""
    return policy.known_from <= on and (policy.effective_to is None or policy.effective_to >= on)


def _may_start(policy: Policy) -> dt.date:
    """Before this day nobody knows whether a policy was in force; the first day ever for none."""
    return dt.date.min if policy.start_known else policy.known_from


def _other_days(
    policies: list[Policy], on: dt.date
) -> tuple[tuple[Policy, ...], tuple[Policy, ...]]:
    former = [p for p in policies if p.effective_to is not None and p.effective_to < on]
    coming = [p for p in policies if p.effective_from is not None and p.effective_from > on]
    # The policies stand nearest first: what a farther level brings would be overridden anyway.
    return tuple(former), tuple(p for p in coming if p.region_id == coming[0].region_id)
