"""The table: every cell is what the answer page of its region and scenario would say."""

from __future__ import annotations

from typing import Any

import pytest

from policies.models import Region
from policies.rules.applicability import applicable_policies
from policies.rules.comparison import compare
from policies.rules.regions import with_lineage
from tests import factories as make

pytestmark = pytest.mark.django_db
AT = make.NOON + make.DAY
DAY = AT.date()


@pytest.fixture
def regions() -> list[Region]:
    province = make.region()
    make.region("440300", "深圳市", level="prefecture", parent=province)
    make.policy(live=True, region=province)
    make.policy(live=True, region=make.nation(), scenario=make.scenario("death"), verdict="no")
    codes = ("440300", "100000", "440000")
    found = {r.code: r for r in with_lineage(Region.objects.filter(code__in=codes))}
    return [found[code] for code in codes]


def test_cells_stand_in_the_order_of_regions_and_scenarios(regions: list[Region]) -> None:
    scenarios = [make.scenario("death"), make.scenario()]
    table = compare(regions, scenarios, on=DAY, at=AT)
    assert [row.scenario for row in table.rows] == scenarios
    for row in table.rows:
        assert [cell.region for cell in row.cells] == regions == list(table.regions)
        assert {cell.scenario for cell in row.cells} == {row.scenario}


def test_a_cell_is_the_answer_of_its_place(regions: list[Region]) -> None:
    table = compare(regions, [make.scenario(), make.scenario("death")], on=DAY, at=AT)
    for row in table.rows:
        for cell in row.cells:
            alone = applicable_policies([cell.region], [cell.scenario], on=DAY, at=AT)
            assert [cell] == list(alone.values())


def test_the_policies_of_a_table_are_those_in_its_cells_each_once(regions: list[Region]) -> None:
    table = compare(regions, [make.scenario(), make.scenario("death")], on=DAY, at=AT)
    shown = {cell.policy.pk for row in table.rows for cell in row.cells if cell.policy}
    assert len(shown) == 2 and sorted(each.pk for each in table.policies()) == sorted(shown)


def test_one_query_whatever_the_size(regions: list[Region], django_assert_num_queries: Any) -> None:
    scenarios = [make.scenario(), make.scenario("death")]
    for chosen in (regions[:1], regions):
        with django_assert_num_queries(1):
            compare(chosen, scenarios, on=DAY, at=AT)


def test_a_table_of_nothing_is_empty() -> None:
    table = compare([], [], on=DAY, at=AT)
    assert (table.regions, table.rows) == ((), ())
