"""From one day on a whole country may change: pages tell the first rules and count all."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from policies.rules.coming import MOST, coming_numbers, coming_rules
from tests import factories as make
from tests.policies.many_rules import counties, store_live
from tests.shipped import TODAY, fetch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
FIRST = dt.date(2027, 1, 1)


def announce(number: int) -> None:
    """So many rules of one place and matter, each for a day of its own; stored in bulk."""
    first = make.policy(live=True, at=TODAY - make.DAY, effective_to=FIRST - make.DAY)
    place = {"region": first.region, "scenario": first.scenario}
    days = [FIRST + n * make.DAY for n in range(number)]
    rules = ({**place, "effective_from": day, "effective_to": day} for day in days)
    store_live(rules, at=TODAY - make.DAY)


def test_the_first_are_told_in_their_order_and_all_are_counted() -> None:
    announce(MOST + 2)
    told = coming_rules(TODAY.date(), TODAY)
    numbers = coming_numbers(TODAY.date(), TODAY)
    assert [rule.effective_from for rule in told] == [*numbers][:MOST]
    assert len(numbers) == MOST + 2 and set(numbers.values()) == {1} and min(numbers) == FIRST


def test_the_first_of_one_day_and_no_merged_place_among_them() -> None:
    """Where a whole country changes on one day, those told stand in the order of places."""
    above = make.region("440000", "某省", level="province")
    places = counties(MOST + 1, above)
    merged = make.region("440901", "并入的县", level="county", parent=above, successor=places[0])
    scenario = make.scenario("settle-abroad")
    store_live(
        (
            {"region": each, "scenario": scenario, "effective_from": FIRST}
            for each in (merged, *places)
        ),
        at=TODAY - make.DAY,
    )
    told = [rule.region.code for rule in coming_rules(TODAY.date(), TODAY)]
    assert told == [each.code for each in places[:MOST]]
    assert coming_numbers(TODAY.date(), TODAY) == {FIRST: MOST + 1}


def test_the_country_is_counted_once_for_what_is_published() -> None:
    announce(3)
    counted = []
    for address in ("/zh-hans/", "/en/"):
        with CaptureQueriesContext(connection) as asked:
            fetch(address)
        counted.append(sum('AS "effective_from", COUNT(' in query["sql"] for query in asked))
    assert counted == [1, 0]
    other = make.scenario("another-matter")
    make.policy(live=True, scenario=other, at=TODAY - make.DAY, effective_from=FIRST)
    [line] = fetch("/zh-hans/").select("a[href$='#coming']")
    assert line.text.split()[0] == "2027年1月1日起，2"


def test_a_page_names_every_day_and_says_where_it_tells_less_than_there_is() -> None:
    announce(MOST + 1)
    days = fetch("/zh-hans/changes/").select("#coming details")
    assert len(days) == MOST + 1
    assert "没有列全" not in days[0].text and "可以支取（0）" in days[0].text
    assert "这里没有列全。选一个地区，看那里的全部。" in days[-1].text


def test_few_are_told_to_the_last() -> None:
    announce(2)
    assert "没有列全" not in fetch("/zh-hans/changes/").text


def test_a_calendar_holds_the_next_ones() -> None:
    announce(MOST + 1)
    text = Client().get("/zh-hans/changes.ics").content.decode()
    assert text.count("BEGIN:VEVENT") == MOST and "20270101" in text


def test_the_front_page_counts_the_next_day_alone() -> None:
    announce(3)
    [line] = fetch("/zh-hans/").select("a[href$='#coming']")
    assert line.text.split() == ["2027年1月1日起，1", "条规定要变"]
