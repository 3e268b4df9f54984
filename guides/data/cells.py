"""What is known of every cell, as records: a place, a situation, its standing, whose rule it is."""

from __future__ import annotations

from collections.abc import Iterator

from guides.coverage import Coverage, standing_of
from guides.data.records import Record
from policies.rules.applicability import Applicable

COLUMNS = (
    "region", "region_name", "region_level", "scenario", "scenario_name", "standing", "found_at",
    "level", "edition", "state",
)  # fmt: skip


def records(known: Coverage) -> Iterator[Record]:
    """One record a cell: the nation, every province, every place with a rule of its own."""
    for region in known.regions:
        for scenario in known.scenarios:
            yield _record(known.answers[(region.pk, scenario.pk)])


def totals(known: Coverage) -> dict[str, int]:
    """The cells of all provinces by their standing; `cells` is the sum of the others."""
    counted = known.of_provinces
    return {"cells": counted.cells} | {
        each.value: number for each, number in counted.by_standing.items()
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
