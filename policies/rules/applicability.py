"""Which rule applies: of those known then and in force on the day, the nearest region's.

The day and the instant of knowledge are arguments. No rule for a day is an answer of its own; the
last rule known is never taken instead.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch, QuerySet, Value

from policies.models import (
    Policy,
    PolicyCitation,
    Procedure,
    ProcedureCitation,
    Region,
    Requirement,
    Scenario,
)

# Above this many regions a query names none of them and takes all rows of the scenarios instead.
MOST_REGIONS_NAMED = 400
Place = tuple[int, int]  # region, scenario


@dataclass(frozen=True, slots=True)
class Applicable:
    """The rule for a region and a scenario on a day: the policy, or that none is recorded.

    `former` and `coming` are rules of the nearest region that were or will be in force on other
    days; they are never the answer, but say that there is one for another day.
    """

    region: Region
    scenario: Scenario
    policy: Policy | None
    former: tuple[Policy, ...] = ()
    coming: tuple[Policy, ...] = ()

    @property
    def level(self) -> str:
        """The level at which the rule was found, empty if none is recorded."""
        return self.policy.region.level if self.policy else ""

    @property
    def is_inherited(self) -> bool:
        return self.policy is not None and self.policy.region_id != self.region.pk


def find_region(code: str) -> Region | None:
    """A region by its code with its whole lineage loaded, in one query."""
    return with_lineage(Region.objects.filter(code=code)).first()


def with_lineage(regions: QuerySet[Region]) -> QuerySet[Region]:
    """Regions with every level above them loaded."""
    return regions.select_related("parent__parent__parent", "successor")


def applicable_policy(
    region: Region, scenario: Scenario, *, on: dt.date, at: dt.datetime
) -> Applicable:
    """The rule for a region and a scenario, in force `on`, as known `at`. One query."""
    return applicable_policies([region], [scenario], on=on, at=at)[(region.pk, scenario.pk)]


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
    keys = {level.pk for region in regions for level in region.lineage()}
    if len(keys) <= MOST_REGIONS_NAMED:
        policies = policies.filter(region__in=keys)
    found: QuerySet[Policy] = policies.select_related("region", "scenario")
    return found


def _nearest(
    region: Region, scenario: Scenario, by_place: dict[Place, list[Policy]], on: dt.date
) -> Applicable:
    seen: list[Policy] = []
    for level in region.lineage():
        here = by_place.get((level.pk, scenario.pk), [])
        seen += here
        for policy in here:
            if is_in_force(policy, on):
                return Applicable(region, scenario, policy, *_other_days(seen, on))
    return Applicable(region, scenario, None, *_other_days(seen, on))


def is_in_force(policy: Policy, on: dt.date) -> bool:
    """Whether a policy is in force on a day; the same rule as `PolicyQuerySet.in_force`."""
    started = policy.effective_from is None or policy.effective_from <= on
    return started and (policy.effective_to is None or policy.effective_to >= on)


def _other_days(
    policies: list[Policy], on: dt.date
) -> tuple[tuple[Policy, ...], tuple[Policy, ...]]:
    former = [p for p in policies if p.effective_to is not None and p.effective_to < on]
    coming = [p for p in policies if p.effective_from is not None and p.effective_from > on]
    # The policies stand nearest first: what a farther level brings would be overridden anyway.
    return tuple(former), tuple(p for p in coming if p.region_id == coming[0].region_id)


def applicable_procedures(
    region: Region, scenario: Scenario, *, at: dt.datetime
) -> list[Procedure]:
    """The ways to get it done at the nearest level that records any, with steps and papers.

    Four queries, or one if no procedure is recorded.
    """
    levels = {level.pk: nearness for nearness, level in enumerate(region.lineage())}
    found = list(
        Procedure.objects.live(at)
        .filter(region__in=levels, scenario=scenario)
        .select_related("region", "phone", "complaints_phone")
        .prefetch_related(
            "steps",
            Prefetch("requirements", Requirement.objects.select_related("material")),
        )
    )
    nearest = min((levels[procedure.region_id] for procedure in found), default=None)
    return [procedure for procedure in found if levels[procedure.region_id] == nearest]


CITED = (
    "source__code", "source__title", "source__issuer", "source__doc_number", "source__issued_on",
    "source__url", "source__link_state", "source__kind", "source__effective_from", "locator",
    "quote", "seen_on", "verified_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with what a reader is shown of its source."""

    code: str
    title: str
    issuer: str
    doc_number: str
    issued_on: dt.date | None
    url: str
    link_state: str
    kind: str
    effective_from: dt.date | None
    locator: str
    quote: str
    seen_on: dt.date | None
    verified_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Citations:
    """The citations of policies and procedures, by the key of what they belong to."""

    of_policy: dict[int, list[Cited]]
    of_procedure: dict[int, list[Cited]]


def citations_of(policies: Iterable[Policy], procedures: Iterable[Procedure] = ()) -> Citations:
    """The citations of all these, with their sources: one query for both kinds."""
    of_policies = _rows(PolicyCitation.objects.filter(policy__in=list(policies)), "policy_id", 1)
    of_procedures = _rows(
        ProcedureCitation.objects.filter(procedure__in=list(procedures)), "procedure_id", 0
    )
    found = Citations({}, {})
    for is_policy, owner, _key, *values in of_policies.union(of_procedures, all=True).order_by(
        "is_policy", "owner", "pk"
    ):
        group = found.of_policy if is_policy else found.of_procedure
        group.setdefault(owner, []).append(Cited(*values))
    return found


def _rows(citations: QuerySet[Any], owner: str, is_policy: int) -> QuerySet[Any, tuple[Any, ...]]:
    marked = citations.order_by().annotate(is_policy=Value(is_policy), owner=F(owner))
    rows: QuerySet[Any, tuple[Any, ...]] = marked.values_list("is_policy", "owner", "pk", *CITED)
    return rows
