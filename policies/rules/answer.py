"""The answer to a citizen's question: the rule, how it is done, and what both rest on.

One question, one answer: pages, tables and data take it from here, each as much as it shows.
`applicable_policies` gives the rule alone, in one query; `answers` all of it, in five.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from policies.models import Procedure, Region, Requirement, Scenario
from policies.rules.applicability import Applicable, Place, applicable_policies, levels_named
from policies.rules.citations import Citations, Cited, citations_of


@dataclass(frozen=True, slots=True)
class CitedProcedure:
    """A way to get it done, its steps and papers loaded, and the passages it rests on."""

    procedure: Procedure
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Applicable):
    """The rule with its citations, and the procedures of the nearest level that records any."""

    citations: tuple[Cited, ...]
    procedures: tuple[CitedProcedure, ...]

    @property
    def procedures_from(self) -> Region | None:
        """The region whose procedures these are, None if none are recorded."""
        return self.procedures[0].procedure.region if self.procedures else None

    @property
    def is_own(self) -> bool:
        """Whether anything of it was recorded for this very region."""
        has_own_rule = self.policy is not None and not self.is_inherited
        return has_own_rule or self.procedures_from == self.region


def answer(region: Region, scenario: Scenario, *, on: dt.date, at: dt.datetime) -> Answer:
    """The answer for a region (lineage loaded) and a scenario, in force `on`, known `at`."""
    return answers([region], [scenario], on=on, at=at)[(region.pk, scenario.pk)]


def answers(
    regions: Collection[Region], scenarios: Collection[Scenario], *, on: dt.date, at: dt.datetime
) -> dict[Place, Answer]:
    """The answer for every pair of a region and a scenario: five queries in all.

    The regions need their lineage loaded (`with_lineage`). Procedures have no period of force:
    they are those known at the instant, whatever the day.
    """
    found = applicable_policies(regions, scenarios, on=on, at=at)
    procedures = _nearest_procedures(regions, scenarios, at)
    cited = citations_of(
        {each.policy.pk: each.policy for each in found.values() if each.policy}.values(),
        {each.pk: each for group in procedures.values() for each in group}.values(),
        at=at,
    )
    return {
        place: _complete(each, procedures.get(place, ()), cited) for place, each in found.items()
    }


def _complete(found: Applicable, procedures: Collection[Procedure], cited: Citations) -> Answer:
    return Answer(
        region=found.region,
        scenario=found.scenario,
        on=found.on,
        policy=found.policy,
        former=found.former,
        coming=found.coming,
        undated=found.undated,
        above=found.above,
        citations=tuple(cited.of_policy.get(found.policy.pk, ()) if found.policy else ()),
        procedures=tuple(
            CitedProcedure(each, tuple(cited.of_procedure.get(each.pk, ()))) for each in procedures
        ),
    )


def _nearest_procedures(
    regions: Collection[Region], scenarios: Collection[Scenario], at: dt.datetime
) -> dict[Place, list[Procedure]]:
    """For each place the procedures of the nearest level that records any, if there is one."""
    by_place: dict[Place, list[Procedure]] = {}
    for procedure in _live_procedures(regions, scenarios, at):
        by_place.setdefault((procedure.region_id, procedure.scenario_id), []).append(procedure)
    nearest: dict[Place, list[Procedure]] = {}
    for region in regions:
        for scenario in scenarios:
            levels = ((level.pk, scenario.pk) for level in region.lineage())
            place = next((level for level in levels if level in by_place), None)
            if place is not None:
                nearest[(region.pk, scenario.pk)] = by_place[place]
    return nearest


def _live_procedures(
    regions: Collection[Region], scenarios: Collection[Scenario], at: dt.datetime
) -> QuerySet[Procedure]:
    """Three queries, or one if no procedure is recorded."""
    procedures = Procedure.objects.live(at).filter(scenario__in=[s.pk for s in scenarios])
    levels = levels_named(regions)
    if levels is not None:
        procedures = procedures.filter(region__in=levels)
    found: QuerySet[Procedure] = procedures.select_related(
        "region", "phone", "complaints_phone"
    ).prefetch_related(
        "steps", Prefetch("requirements", Requirement.objects.select_related("material"))
    )
    return found
