"""What was looked for and not found, for whom no rule is recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from policies.models import Absence, Region, Scenario
from policies.rules.applicability import Place, levels_named


def absences(
    regions: Collection[Region], scenarios: Collection[Scenario], *, until: dt.date
) -> dict[Place, Absence]:
    """For a region and a scenario the last search up to a day that found no rule; at the nearest
    level of the region for which anybody looked. Places that nobody looked for are left out.

    The regions need their lineage loaded. One query whatever their number.
    """
    between: Any = Absence.scenarios.through  # made by Django, so without a class of its own
    rows = between.objects.filter(
        absence__awaits_approval=False,
        absence__looked_on__lte=until,
        scenario__in=[each.pk for each in scenarios],
    )
    levels = levels_named(regions)
    if levels is not None:
        rows = rows.filter(absence__region__in=levels)
    oldest_first = rows.select_related("absence__region").order_by("absence__looked_on", "pk")
    found = {(row.absence.region_id, row.scenario_id): row.absence for row in oldest_first}
    nearest = {
        (region.pk, scenario.pk): next(filter(None, _upwards(region, scenario, found)), None)
        for region in regions
        for scenario in scenarios
    }
    return {place: each for place, each in nearest.items() if each}


def _upwards(
    region: Region, scenario: Scenario, found: dict[Place, Absence]
) -> list[Absence | None]:
    return [found.get((level.pk, scenario.pk)) for level in region.lineage()]
