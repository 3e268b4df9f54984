"""What a page costs the database: a fixed number of queries, whatever the number of rows."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from site_config.pages import PAGES
from tests import factories as make

AFTERNOON = make.NOON + dt.timedelta(hours=1)
WITH_A_QUERY = (
    "/zh-hans/search/?q=继承",
    "/zh-hans/changes/?region=440000",
    "/zh-hans/questions/?about=settle-abroad",
)
ENOUGH_QUERIES = 14
OF_THE_SITEMAP = 14  # two a list: what is there, and in which languages it is said


@pytest.fixture(autouse=True)
def _content(db: None) -> None:
    """One of everything."""
    make_one("")


def make_one(suffix: str) -> None:
    """One more of everything: in a place and a situation of its own, and in the first ones too."""
    number = int(suffix or 0)
    first_place, first_situation = make.region(), make.scenario()
    place = make.region(f"44{number:02}00", f"地区{number}") if suffix else first_place
    situation = make.scenario(f"settle-abroad{suffix}")
    for where, what in {(place, situation), (first_place, situation), (place, first_situation)}:
        make.policy(live=True, region=where, scenario=what)
        make.faq(live=True, region=where, scenario=what)
    make.procedure(live=True, region=place, scenario=situation)
    make.procedure(live=True, region=first_place, scenario=first_situation)
    later = make.scenario(f"later{suffix}")
    make.policy(live=True, region=first_place, scenario=later, effective_from=dt.date(2027, 1, 1))
    make.guide(live=True)
    make.fact_check(live=True, instead=situation)
    make.fact_check(live=True, instead=first_situation)
    make.term(f"term{suffix}")


def test_number_of_queries_does_not_grow_with_the_content(client: Client) -> None:
    with time_machine.travel(AFTERNOON, tick=False):
        places = [(p, place) for p in PAGES for place in p.places(AFTERNOON.date(), AFTERNOON)]
        addresses = [reverse(page.name, args=place.arguments) for page, place in places]
        before = {each: queries(client, each) for each in (*addresses, *WITH_A_QUERY)}
        for number in range(1, 3):
            make_one(str(number))
        after = {address: queries(client, address) for address in before}
    # The list of changes asks once for each kind that its page holds, which may become fewer.
    assert {address: n for address, n in after.items() if n > before[address]} == {}
    assert max(before.values()) <= ENOUGH_QUERIES, before
    assert before["/sitemap.xml"] <= OF_THE_SITEMAP


def queries(client: Client, address: str) -> int:
    """How many queries a page costs, the caches of the process filled."""
    assert client.get(address).status_code in (200, 302), address
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    return len(found)
