"""The comparison table: scenarios by regions, every cell by the same rule as the answer page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from policies.models import Policy, Region, Scenario
from policies.rules.across import Across, across
from policies.rules.applicability import Applicable, applicable_policies
from policies.rules.regions import MOST_LISTED, provinces

MOST_PLACES = MOST_LISTED  # that one address may ask a table for: what a phone can still show


@dataclass(frozen=True, slots=True)
class Row:
    """One scenario and its cell in each region, in the order of the table's regions."""

    scenario: Scenario
    cells: tuple[Applicable, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The table as of a day and an instant of knowledge."""

    regions: tuple[Region, ...]
    rows: tuple[Row, ...]
    on: dt.date
    at: dt.datetime
    # The answers of all provinces, by the key of the scenario.
    country: Mapping[int, tuple[Applicable, ...]] = field(default_factory=dict)

    def across(self, scenario: Scenario) -> Across | None:
        """How a situation is answered across the provinces, if they were asked for."""
        found = self.country.get(scenario.pk)
        return across(found) if found is not None else None

    def policies(self) -> list[Policy]:
        """Every policy that stands in a cell, each once."""
        cells = (cell for row in self.rows for cell in row.cells)
        return list({cell.policy.pk: cell.policy for cell in cells if cell.policy}.values())


def compare(
    regions: Sequence[Region], scenarios: Sequence[Scenario], *, on: dt.date, at: dt.datetime
) -> Comparison:
    """The table for these regions (lineage loaded) and scenarios: one query in all."""
    cells = applicable_policies(regions, scenarios, on=on, at=at)
    rows = tuple(
        Row(scenario, tuple(cells[(region.pk, scenario.pk)] for region in regions))
        for scenario in scenarios
    )
    return Comparison(tuple(regions), rows, on, at)


def compare_with_country(
    regions: Sequence[Region], scenarios: Sequence[Scenario], *, on: dt.date, at: dt.datetime
) -> Comparison:
    """The same, and the answers of all provinces: two queries in all."""
    number = len(regions)
    whole = compare([*regions, *provinces()], scenarios, on=on, at=at)
    return Comparison(
        tuple(regions),
        tuple(Row(row.scenario, row.cells[:number]) for row in whole.rows),
        on,
        at,
        {row.scenario.pk: row.cells[number:] for row in whole.rows},
    )
