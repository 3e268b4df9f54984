"""The answer to a citizen's question: the rule, how it is done, and what both rest on.

One question, one answer: pages, tables and data take it from here, each as much as it shows.
`applicable_policies` gives the rule alone, in one query; `answers` all of it, in five.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from typing import cast

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
    withdrawn_procedure: Procedure | None = None  # the nearest level's last one, if it has no other

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
    known = _with_parts(_procedures(regions, scenarios, at))
    procedures, withdrawn = _nearest(known, found.values(), at)
    cited = citations_of(
        {each.policy.pk: each.policy for each in found.values() if each.policy}.values(),
        {each.pk: each for group in procedures.values() for each in group}.values(),
        at=at,
    )
    return {
        place: _complete(each, procedures.get(place, ()), withdrawn.get(place), cited)
        for place, each in found.items()
    }


def item_names(found: Collection[Applicable], *, at: dt.datetime) -> dict[str, str]:
    """What the nearest level officially calls it, in Chinese, by scenario; a scenario without a
    recorded name is left out. `found` are the rules of one region. One query."""
    region, scenarios = next(iter(found)).region, [each.scenario for each in found]
    nearest, _withdrawn = _nearest(_procedures([region], scenarios, at), found, at)
    names = {
        each.code: [one.item_name_zh_hans for one in nearest.get((region.pk, each.pk), ())]  # type: ignore[attr-defined]
        for each in scenarios
    }
    return {code: next(filter(None, each)) for code, each in names.items() if any(each)}


def _complete(
    found: Applicable,
    procedures: Collection[Procedure],
    withdrawn: Procedure | None,
    cited: Citations,
) -> Answer:
    rule = {each.name: getattr(found, each.name) for each in fields(Applicable)}
    return Answer(
        **rule,
        citations=tuple(cited.of_policy.get(found.policy.pk, ()) if found.policy else ()),
        procedures=tuple(
            CitedProcedure(each, tuple(cited.of_procedure.get(each.pk, ()))) for each in procedures
        ),
        withdrawn_procedure=withdrawn,
    )


def _nearest(
    known: QuerySet[Procedure], places: Iterable[Applicable], at: dt.datetime
) -> tuple[dict[Place, list[Procedure]], dict[Place, Procedure]]:
    """For each place the procedures of the nearest level that records any, if there is one; or the
    last one that this level had, if all were withdrawn. Where the rule of a level is for that level
    alone, so is how it is done."""
    live: dict[Place, list[Procedure]] = {}
    gone: dict[Place, Procedure] = {}
    for procedure in known:
        place = (procedure.region_id, procedure.scenario_id)
        if (when := procedure.withdrawn_at) and when <= at:
            last = gone.get(place)
            is_later = last is None or last.withdrawn_at is None or last.withdrawn_at < when
            gone[place] = procedure if is_later else cast(Procedure, last)
        else:
            live.setdefault(place, []).append(procedure)
    nearest: dict[Place, list[Procedure]] = {}
    withdrawn: dict[Place, Procedure] = {}
    for found in places:
        region, scenario = found.region, found.scenario
        reaching = (level.pk for level in region.lineage() if level.pk not in found.stopped)
        levels = ((key, scenario.pk) for key in reaching)
        here = [level for level in levels if level in live or level in gone]
        codes = {each.code for level in here for each in live.get(level, ())}
        place = next((p for p in here if p in live or gone[p].replaced_by not in codes), (0, 0))
        if place in live:
            nearest[(region.pk, scenario.pk)] = live[place]
        elif place in gone:
            withdrawn[(region.pk, scenario.pk)] = gone[place]
    return nearest, withdrawn


def _procedures(
    regions: Collection[Region], scenarios: Collection[Scenario], at: dt.datetime
) -> QuerySet[Procedure]:
    """Those that are live, and those withdrawn before, in order."""
    known = Procedure.objects.live(at) | Procedure.objects.withdrawn_before(at)
    procedures: QuerySet[Procedure] = known.filter(scenario__in=[s.pk for s in scenarios])
    levels = levels_named(regions)
    return procedures if levels is None else procedures.filter(region__in=levels)


def _with_parts(procedures: QuerySet[Procedure]) -> QuerySet[Procedure]:
    """Procedures with what a page shows of them; three queries, or one for none."""
    return procedures.select_related("region", "phone", "complaints_phone").prefetch_related(
        "steps", Prefetch("requirements", Requirement.objects.select_related("material"))
    )
