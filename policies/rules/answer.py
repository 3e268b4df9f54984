"""The answer to a citizen's question: the rule, how it is done, and what both rest on.

One question, one answer: pages, tables and data take it from here, each as much as it shows.
`applicable_policies` gives the rule alone, in one query; `answers` all of it, in three.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import cast

from django.db.models import QuerySet

from policies.composed import Composed, Given
from policies.models import Procedure, Region, Requirement, Scenario, Step
from policies.rules.applicability import Applicable, Place, applicable_policies, levels_named
from policies.rules.citations import Citations, Cited, citations_of
from policies.rules.procedure_parts import papers_of, steps_of, with_parts


@dataclass(frozen=True, slots=True)
class CitedProcedure:
    """A way to get it done, its steps and papers in order, and the passages it rests on."""

    procedure: Procedure
    citations: tuple[Cited, ...]
    steps: tuple[Step, ...]
    papers: tuple[Requirement, ...]


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
    def item_name(self) -> str:
        """What it is officially called, in Chinese; empty if that is not recorded."""
        return _item_name(each.procedure for each in self.procedures)

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
    """The answer for every pair of a region and a scenario: three queries in all.

    The regions need their lineage loaded (`with_lineage`). Procedures have no period of force:
    they are those known at the instant, whatever the day.
    """
    return answers_of(applicable_policies(regions, scenarios, on=on, at=at), at=at)


def answer_of(found: Applicable, *, at: dt.datetime) -> Answer:
    """The answer whose rule was found already: two queries."""
    place = (found.region.pk, found.scenario.pk)
    return answers_of({place: found}, at=at)[place]


def answers_of(found: Mapping[Place, Applicable], *, at: dt.datetime) -> dict[Place, Answer]:
    """The answers whose rules were found already: two queries in all."""
    regions = {each.region.pk: each.region for each in found.values()}.values()
    scenarios = {each.scenario.pk: each.scenario for each in found.values()}.values()
    known = _asked(_with_parts, regions, scenarios, at)
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
    nearest = procedures_for(found, at=at)
    names = {each.code: _item_name(nearest.get((region.pk, each.pk), ())) for each in scenarios}
    return {code: name for code, name in names.items() if name}


def _item_name(procedures: Iterable[Procedure]) -> str:
    """The first official name that is recorded."""
    return next(filter(None, (each.item_name_zh_hans for each in procedures)), "")  # type: ignore[attr-defined]


def procedures_for(
    found: Collection[Applicable], *, at: dt.datetime
) -> dict[Place, list[Procedure]]:
    """How it is done, without steps and papers, where the nearest level records it. `found` are
    rules of any places. One query."""
    regions, scenarios = [each.region for each in found], [each.scenario for each in found]
    return _nearest(_asked(_procedures, regions, scenarios, at), found, at)[0]


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
            CitedProcedure(
                each, tuple(cited.of_procedure.get(each.pk, ())), steps_of(each), papers_of(each)
            )
            for each in procedures
        ),
        withdrawn_procedure=withdrawn,
    )


def _nearest(
    known: Iterable[Procedure], places: Iterable[Applicable], at: dt.datetime
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


def _asked(
    question: Composed[Procedure],
    regions: Collection[Region],
    scenarios: Collection[Scenario],
    at: dt.datetime,
) -> list[Procedure]:
    keys = [each.pk for each in scenarios]
    return question(scenarios=keys, levels=levels_named(regions), at=at)


def _known(scenarios: Given, levels: Given | None, at: Given) -> QuerySet[Procedure]:
    """Those that are live, and those withdrawn before, in order."""
    known = Procedure.objects.live(at) | Procedure.objects.withdrawn_before(at)
    procedures: QuerySet[Procedure] = known.filter(scenario__in=scenarios)
    return procedures if levels is None else procedures.filter(region__in=levels)


_procedures = Composed(_known)


@Composed
def _with_parts(scenarios: Given, levels: Given | None, at: Given) -> QuerySet[Procedure]:
    return with_parts(_known(scenarios, levels, at))
