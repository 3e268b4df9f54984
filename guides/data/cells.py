"""What is known of every cell, as records: a place, a situation, its standing, whose rule it is."""

from __future__ import annotations

from collections.abc import Iterator

from guides.coverage import Cells, standing_of
from guides.data.records import Record
from policies.models import Absence
from policies.rules.applicability import Applicable

COLUMNS = (
    "region", "region_name", "region_level", "scenario", "scenario_name", "standing", "found_at",
    "level", "edition", "state", "looked_on", "looked_at", "looked_in", "looked_record",
)  # fmt: skip


def records(known: Cells) -> Iterator[Record]:
    """One record a cell, region by region."""
    for region in known.regions:
        for scenario in known.scenarios:
            place = (region.pk, scenario.pk)
            yield _record(known.answers[place]) | _search(known.searches.get(place))


def totals(known: Cells) -> dict[str, int]:
    """The cells of all provinces: `cells` is the sum of their standings. Of those without a rule
    `looked_for` were looked for and not found, `not_looked_for` were not looked for yet."""
    counted = known.of_provinces
    standings = {each.value: number for each, number in counted.by_standing.items()}
    searched = {"looked_for": counted.searched, "not_looked_for": counted.unsearched}
    return {"cells": counted.cells, **standings, **searched}


def _search(found: Absence | None) -> Record:
    """When, for which place and where it was looked for; empty if it was not, or was found."""
    return {
        "looked_on": str(found.looked_on) if found else "",
        "looked_at": found.region.code if found else "",
        "looked_in": found.where_zh_hans if found else "",  # type: ignore[attr-defined]
        "looked_record": found.record if found else "",
    }


def _record(found: Applicable) -> Record:
    policy = found.policy
    return {
        "region": found.region.code,
        "region_name": found.region.name_zh_hans,  # type: ignore[attr-defined]
        "region_level": found.region.level,
        "scenario": found.scenario.code,
        "scenario_name": found.scenario.name_zh_hans,  # type: ignore[attr-defined]
        "standing": standing_of(found).value,
        "found_at": policy.region.code if policy else "",
        "level": found.level,
        "edition": policy.edition_label if policy else "",
        "state": found.state.value,
    }
