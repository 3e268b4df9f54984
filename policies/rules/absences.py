"""What was looked for and not found, for whom no rule is recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Model

from policies.composed import Composed, Given
from policies.models import Absence, Region, Scenario
from policies.rules.applicability import Place, levels_named
from policies.rules.checks import Rows


def absences(
    regions: Collection[Region], scenarios: Collection[Scenario], *, until: dt.date
) -> dict[Place, Absence]:
    """For a region and a scenario the last search up to a day that found no rule; at the nearest
    level of the region for which anybody looked. Places that nobody looked for are left out.

    The regions need their lineage loaded. One query whatever their number.
    """
    keys = [each.pk for each in scenarios]
    rows = _oldest_first(scenarios=keys, levels=levels_named(regions), until=until)
    found = {(row.absence.region_id, row.scenario_id): row.absence for row in rows}
    nearest = {
        (region.pk, scenario.pk): next(filter(None, _upwards(region, scenario, found)), None)
        for region in regions
        for scenario in scenarios
    }
    return {place: each for place, each in nearest.items() if each}


@Composed
def _oldest_first(scenarios: Given, levels: Given | None, until: Given) -> Rows:
    """Which situations each search was about, of those known by a day."""
    between: type[Model] = Absence.scenarios.through
    rows: Rows = between._default_manager.filter(
        absence__awaits_approval=False, absence__looked_on__lte=until, scenario__in=scenarios
    )
    if levels is not None:
        rows = rows.filter(absence__region__in=levels)
    return rows.select_related("absence__region").order_by("absence__looked_on", "pk")


def _upwards(
    region: Region, scenario: Scenario, found: dict[Place, Absence]
) -> list[Absence | None]:
    return [found.get((level.pk, scenario.pk)) for level in region.lineage()]
