"""What is known, how well, and what is not known yet, counted from the rows themselves."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from policies.models import Policy, Region, Scenario
from policies.rules.applicability import Applicable, applicable_policies, with_lineage
from policies.rules.checks import with_checks


@dataclass(frozen=True, slots=True)
class Coverage:
    """The answers of every province and of every place with a rule of its own."""

    regions: tuple[Region, ...]
    answers: dict[tuple[int, int], Applicable]
    evidence: Counter[str]
    verified: int
    unverified: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many answers are of one's own, inherited, or not known; and which are not known."""

    own: int
    inherited: int
    unknown: tuple[Applicable, ...]


def coverage(scenarios: Collection[Scenario], *, on: dt.date, at: dt.datetime) -> Coverage:
    """Count everything known on a day, as of an instant. Three queries."""
    in_force = Policy.objects.live(at).in_force(on)
    shown = Q(level=Region.Level.PROVINCE) | Q(pk__in=in_force.order_by().values("region"))
    regions = with_lineage(Region.objects.filter(shown, successor=None)).order_by("code")
    evidence: Counter[str] = Counter()
    verified = 0
    for kind, since in _evidence_of(with_checks(in_force, at)):
        evidence[kind] += 1
        verified += since is not None
    found = tuple(regions)
    answers = applicable_policies(found, scenarios, on=on, at=at)
    return Coverage(found, answers, evidence, verified, evidence.total() - verified)


def of_region(known: Coverage, region: Region, scenarios: Collection[Scenario]) -> Counted:
    """How much is known of one region."""
    return _count([known.answers[(region.pk, scenario.pk)] for scenario in scenarios])


def of_scenario(known: Coverage, scenario: Scenario) -> Counted:
    """How much is known of one scenario across the regions."""
    return _count([known.answers[(region.pk, scenario.pk)] for region in known.regions])


def _count(answers: list[Applicable]) -> Counted:
    own = sum(1 for found in answers if found.policy and not found.is_inherited)
    inherited = sum(1 for found in answers if found.is_inherited)
    return Counted(own, inherited, tuple(found for found in answers if found.policy is None))


def _evidence_of(policies: QuerySet[Policy]) -> Collection[tuple[str, dt.date | None]]:
    """For each policy its evidence and since when all its citations are verified, if they are."""
    rows = policies.order_by().rewrite(False)  # type: ignore[attr-defined]
    return list(rows.values_list("evidence", "verified_since"))
