"""Which rule applies: of those known then and in force on the day, the nearest region's.

The day and the instant of knowledge are arguments. No rule for a day is an answer of its own; the
last rule known is never taken instead. Nor is one of a farther level where the nearer one has a
rule of which nobody knows whether it was in force already: the day is "not known" then. Nor is it
taken where the nearer level's own rule was withdrawn: what applies is being checked then. A rule
that does not pass down (of a pool of its own level) is none of the regions below.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass, replace
from typing import cast

from django.utils import timezone

from policies.models import Policy, Region, Scenario
from policies.rules.known_rules import known_rules
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
    first one that anything vouches for; `above` is then what a farther level says of the day.
    `withdrawn` would be the answer if it were still there, and is named until an edition of its
    code or another rule of its place is live. What a page about one place needs besides is in
    `answer.Answer`.
    """

    region: Region
    scenario: Scenario
    on: dt.date
    policy: Policy | None
    former: tuple[Policy, ...] = ()
    coming: tuple[Policy, ...] = ()
    undated: Policy | None = None
    above: Policy | None = None
    withdrawn: Policy | None = None
    stopped: frozenset[int] = frozenset()
    """Levels above, by key, whose own rule does not reach down here; nor what is done there."""

    @property
    def level(self) -> str:
        """The level at which the rule was found, empty if none is recorded."""
        return self.policy.region.level if self.policy else ""

    @property
    def is_inherited(self) -> bool:
        return self.policy is not None and self.policy.region_id != self.region.pk

    @property
    def ended(self) -> Policy | None:
        """Where nothing else is known of the day, the rule that ended last before it."""
        is_told = self.state == State.EXPIRED
        return (
            max(self.former, key=lambda each: each.effective_to or dt.date.min) if is_told else None
        )

    @property
    def state(self) -> State:
        """Which of the honest answers this is."""
        if self.policy:
            return state_of(self.policy, self.on)
        if self.undated:
            return State.UNKNOWN_DAY
        if self.withdrawn:
            return State.WITHDRAWN
        return State.EXPIRED if self.former else State.NONE


def applicable_policies(
    regions: Collection[Region],
    scenarios: Collection[Scenario],
    *,
    on: dt.date,
    at: dt.datetime,
    trying: Policy | None = None,
    bare: bool = False,
) -> dict[Place, Applicable]:
    """The rule for every pair of a region and a scenario: one query whatever their number.

    The regions need their lineage loaded (`with_lineage`). `trying`: as if this stored edition were
    live, and no other of its code. `bare`: rules without their texts (`known_rules.JUDGED_BY`).
    """
    asked = [each.pk for each in scenarios]
    policies = known_rules(asked, levels_named(regions), at, trying=trying, bare=bare)
    return applicable_among(_placed(policies, regions, scenarios), regions, scenarios, on, at)


def _placed(
    policies: Iterable[Policy], regions: Collection[Region], scenarios: Collection[Scenario]
) -> Iterator[Policy]:
    """Policies of regions and the levels above them, with region and scenario as they are at hand:
    nothing of them is read again."""
    levels = {level.pk: level for region in regions for level in region.lineage()}
    situations = {scenario.pk: scenario for scenario in scenarios}
    for policy in policies:
        if level := levels.get(policy.region_id):
            policy.region, policy.scenario = level, situations[policy.scenario_id]
            yield policy


def applicable_among(
    policies: Iterable[Policy],
    regions: Collection[Region],
    scenarios: Collection[Scenario],
    on: dt.date,
    at: dt.datetime,
) -> dict[Place, Applicable]:
    """The same of policies that are at hand, with `known_from`. No query."""
    live: dict[Place, list[Policy]] = {}
    gone: dict[Place, list[Policy]] = {}
    for policy in policies:
        if getattr(policy, "known_from", None) is None:  # a draft of no known start
            policy.known_from = timezone.localdate(at)
        places = gone if policy.withdrawn_at and policy.withdrawn_at <= at else live
        places.setdefault((policy.region_id, policy.scenario_id), []).append(policy)
    stopping = {place for place, rules in live.items() if _stops_there(rules, on)}
    found = {
        (region.pk, scenario.pk): _nearest(region, scenario, live, gone, on)
        for region in regions
        for scenario in scenarios
    }
    if not stopping:
        return found
    return {key: replace(each, stopped=_stopped(each, stopping)) for key, each in found.items()}


def _stops_there(rules: Iterable[Policy], on: dt.date) -> bool:
    """Whether the rules of a place that are in force on a day are for that place alone."""
    in_force = [each for each in rules if is_in_force(each, on)]
    return bool(in_force) and not any(each.passes_down for each in in_force)


def _stopped(found: Applicable, stopping: Set[Place]) -> frozenset[int]:
    above = (level.pk for level in found.region.lineage() if level.pk != found.region.pk)
    return frozenset(key for key in above if (key, found.scenario.pk) in stopping)


def levels_named(regions: Collection[Region]) -> set[int] | None:
    """The regions and all levels above them, by key; None if they are too many to be named."""
    levels = {level.pk for region in regions for level in region.lineage()}
    return levels if len(levels) <= MOST_REGIONS_NAMED else None


def _nearest(
    region: Region,
    scenario: Scenario,
    live: dict[Place, list[Policy]],
    gone: dict[Place, list[Policy]],
    on: dt.date,
) -> Applicable:
    seen: list[Policy] = []
    undated: Policy | None = None
    in_force: Policy | None = None
    for level in region.lineage():
        here = _reaching(region, live, level, scenario)
        seen += here
        in_force = next((policy for policy in here if is_in_force(policy, on)), None)
        if in_force:
            break
        undated = undated or next((policy for policy in here if on < _may_start(policy)), None)
        lost = [] if undated else _reaching(region, gone, level, scenario)
        missed = [each for each in lost if is_in_force(each, on)]
        if missed and (withdrawn := _withdrawn(missed, _live_in(region, scenario, live, on))):
            return Applicable(
                region, scenario, on, None, *_other_days(seen, on), withdrawn=withdrawn
            )
    former, coming = _other_days(seen, on)
    if undated:
        return Applicable(region, scenario, on, None, former, coming, undated, above=in_force)
    return Applicable(region, scenario, on, in_force, former, coming)


def _reaching(
    region: Region, rules: dict[Place, list[Policy]], level: Region, scenario: Scenario
) -> list[Policy]:
    """Of the rules of a level those that reach down to a region: all of its own."""
    here = rules.get((level.pk, scenario.pk), [])
    return here if level.pk == region.pk else [policy for policy in here if policy.passes_down]


def _withdrawn(missed: list[Policy], live: list[Policy]) -> Policy | None:
    """Of the rules that would be in force, the one withdrawn last; none that is live in another
    edition, or of which it was said that one of the live rules stands in its place."""
    codes = {policy.code for policy in live}
    gone = [each for each in missed if not codes & {each.code, each.replaced_by}]
    return max(gone, key=lambda each: cast(dt.datetime, each.withdrawn_at), default=None)


def _live_in(
    region: Region, scenario: Scenario, live: dict[Place, list[Policy]], on: dt.date
) -> list[Policy]:
    """The live rules of a region's own and every level above: its own, and those in force."""
    levels = [_reaching(region, live, level, scenario) for level in region.lineage()]
    return levels[0] + [policy for level in levels for policy in level if is_in_force(policy, on)]


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
