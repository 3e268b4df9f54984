"""What a page costs the database: a fixed number of queries, whatever the number of rows."""

from __future__ import annotations

import functools
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from policies.models import Region
from policies.place_search.regions import _index
from policies.rules.comparison import MOST_PLACES, compare
from policies.rules.regions import with_lineage
from policies.rules.vocabulary import vocabulary
from tests.shipped import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
# Address, and how many queries it may cost once the vocabulary is in memory.
BUDGET = {
    "/zh-hans/": 3,
    "/zh-hans/regions/": 2,
    "/zh-hans/regions/?q=gulou": 3,
    "/zh-hans/regions/440300/": 4,
    "/zh-hans/regions/320106/": 4,
    "/zh-hans/regions/440300/settle-abroad/": 6,
    "/zh-hans/regions/440300/death/": 6,
    "/zh-hans/regions/110000/family-sharing/": 6,
    "/zh-hans/regions/320106/family-sharing/": 6,
    "/zh-hans/regions/440300/serious-illness/": 6,
    "/zh-hans/regions/100000/pharmacy/changes/": 7,
    "/zh-hans/scenarios/": 1,
    "/zh-hans/scenarios/death/": 4,
    "/zh-hans/compare/?regions=110000,310000,440300&scenario=family-sharing": 8,
    "/zh-hans/compare/?regions=110000,310000,440300&kind=use": 7,
    "/zh-hans/compare/?regions=110000&q=gulou": 8,
    "/zh-hans/check/": 6,
    "/zh-hans/check/?r=440300": 6,
    "/zh-hans/check/?r=440300&e=death": 6,
    "/zh-hans/check/?r=440300&e=-": 6,
    "/zh-hans/check/?r=440300&e=settle-abroad&abroad=settled": 6,
    "/zh-hans/check/?r=440300&e=settle-abroad&abroad=settled&tier=one": 6,
    "/zh-hans/check/?r=440300&e=cash-while-insured": 6,
    "/zh-hans/sources/": 2,
    "/zh-hans/sources/nation-civil-code/": 4,
}


def forget() -> None:
    vocabulary.cache_clear()
    _index.cache_clear()


def count(address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(address).status_code == 200, address
    return len(queries)


@pytest.mark.parametrize("address", BUDGET)
def test_a_page_costs_no_more_than_its_budget(address: str) -> None:
    forget()
    cold = count(address)
    warm = count(address)
    print(f"{address}: cold {cold}, warm {warm}")
    assert warm <= BUDGET[address]
    assert cold <= warm + 7, "the vocabulary costs four queries once, the search one"


@functools.cache
def region_codes(number: int) -> str:
    codes = Region.objects.order_by("-level", "code").values_list("code", flat=True)
    return ",".join(codes[:number])


@pytest.mark.parametrize(
    "name",
    [
        "compare/?kind=use",
        "compare.csv?kind=use",
        "compare.json?kind=use",
        "compare/?scenario=family-sharing",
    ],
)
def test_a_table_costs_the_same_for_one_region_and_for_many(name: str) -> None:
    costs = {}
    count(f"/zh-hans/{name}")
    for number in (1, 40, MOST_PLACES):
        page, _, asked = name.partition("?")
        costs[number] = count(f"/zh-hans/{page}?regions={region_codes(number)}&{asked}")
    print(f"{name}: {costs}")
    assert max(costs.values()) <= 10
    assert len(set(costs.values())) == 1


def test_all_regions_of_the_country_are_compared_in_one_query(
    django_assert_num_queries: Any,
) -> None:
    every = list(with_lineage(Region.objects.all()))
    known = vocabulary("all").scenarios
    assert len(every) == 3213
    with django_assert_num_queries(1):
        table = compare(every, known, on=TODAY.date(), at=timezone.now())
    assert sum(len(row.cells) for row in table.rows) == 3213 * 23


def test_refusals_cost_little() -> None:
    for address in ("/zh-hans/regions/999999/", "/zh-hans/regions/440300/nix/", "/zh-hans/nix/"):
        Client().get(address)
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(address).status_code == 404
        assert len(queries) <= 4  # the site's state, the region, what it became, former addresses
    with CaptureQueriesContext(connection) as queries:
        assert Client().get("/zh-hans/check/?on=garbage").status_code == 400
    assert len(queries) <= 1
