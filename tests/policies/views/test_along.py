"""The place and the event, once said, go along: nobody is asked twice."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import factories as make
from tests.policies.views.walking import CHECK, follow, submit
from tests.shipped import LANGUAGES, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
REGIONS = "/zh-hans/regions/"


def links(page: BeautifulSoup, selector: str) -> list[str]:
    return [str(link["href"]) for link in page.select(selector)]


def test_a_place_that_is_found_leads_to_the_answer_of_the_event() -> None:
    page = fetch(f"{REGIONS}?q=南京鼓楼&e=death")
    assert links(page, "ol.results > li > a") == [f"{REGIONS}320106/death/"]
    assert one(page, "form input[name=e]")["value"] == "death"


def test_a_province_asks_for_the_city_and_keeps_the_event() -> None:
    page = fetch(f"{REGIONS}?e=death")
    (jiangsu,) = links(page, "[data-tile='32'] a")
    assert jiangsu == f"{REGIONS}?e=death&in=320000"
    assert links(page, "[data-tile='11'] a") == [f"{REGIONS}110000/death/"]
    cities = fetch(jiangsu)
    assert f"{REGIONS}320100/death/" in links(cities, ".region-list a")
    assert "江苏省哪个市？" in cities.get_text()
    assert links(cities, "section a.action") == [f"{REGIONS}320000/death/"]


def test_without_an_event_places_lead_to_their_pages() -> None:
    assert links(fetch(f"{REGIONS}?q=南京市"), "ol.results > li > a") == [f"{REGIONS}320100/"]
    assert links(fetch(REGIONS), "[data-tile='32'] a") == [f"{REGIONS}320000/"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_language_keeps_what_was_typed(language: str) -> None:
    page = fetch(f"/{language}/regions/?q=gulou&e=death")
    others = links(page, "nav a[hreflang]")
    assert len(others) == 3 and all(each.endswith("?q=gulou&e=death") for each in others)


@pytest.mark.parametrize(
    ("query", "status"), [("e=nonsense", 404), ("in=x", 400), ("in=999999", 404)]
)
def test_an_event_or_a_province_that_is_none_is_refused(query: str, status: int) -> None:
    assert Client().get(f"{REGIONS}?{query}").status_code == status


def test_in_the_wizard_a_province_asks_for_the_city() -> None:
    _, page = submit(fetch(f"{CHECK}?on=2026-12-01"), "320000")
    assert "江苏省哪个市？" in one(page, "h1").get_text()
    address, _ = submit(page, "320100")
    assert address == f"{CHECK}?r=320100&on=2026-12-01"


def test_whoever_does_not_know_the_city_goes_on_with_the_province() -> None:
    page = fetch(f"{CHECK}?r=320000")
    (last,) = page.select("form:not([data-question]) button[name=r]")
    assert last.get_text(strip=True) == "不知道 / 省直"
    form = last.find_parent("form")
    assert form and [(i["name"], i["value"]) for i in form.select("input")] == [("in", "320000")]
    _, page = follow(f"{CHECK}?r=320000&in=320000")
    address, _ = submit(page, "death")
    assert address == f"{CHECK}?r=320000&e=death"


@pytest.mark.parametrize("query", ["r=110000", "r=440300", "r=320000&e=death", "r=100000"])
def test_where_no_city_is_missing_none_is_asked(query: str) -> None:
    assert "哪个市" not in fetch(f"{CHECK}?{query}").get_text()


@pytest.mark.parametrize(
    ("page", "carried"),
    [
        ("regions/440300/", ["check/?r=440300", "scenarios/?r=440300", "compare/?regions=440300"]),
        ("regions/440300/death/", ["check/?r=440300&e=death", "regions/?e=death"]),
        ("regions/440300/death/", ["compare/?regions=440300&scenario=death"]),
        ("scenarios/death/", ["check/?e=death", "regions/?e=death", "compare/?scenario=death"]),
        ("compare/?regions=440300,110000&scenario=death", ["check/?e=death", "regions/?e=death"]),
        ("scenarios/?r=440300", ["check/?r=440300"]),
        ("check/?r=440300&e=death", ["regions/?e=death", "scenarios/?r=440300"]),
        ("check/?r=440300&e=-", ["regions/", "scenarios/?r=440300"]),
        ("regions/?e=death", ["check/?e=death"]),
        ("sources/nation-civil-code/", ["check/", "regions/", "scenarios/"]),
    ],
)
def test_the_menu_hands_on_what_was_said(page: str, carried: list[str]) -> None:
    menu = links(fetch(f"/zh-hans/{page}"), "header a")
    assert {f"/zh-hans/{each}" for each in carried} <= {*menu}


def test_a_situation_whose_code_begins_with_a_digit_is_handed_on_too() -> None:
    make.scenario("3c")
    assert "/zh-hans/check/?e=3c" in links(fetch("/zh-hans/scenarios/3c/"), "header a")


def test_a_page_that_is_not_there_hands_nothing_on() -> None:
    menu = links(fetch("/zh-hans/regions/999999/", 404), "header a")
    assert "/zh-hans/check/" in menu and not any("r=999999" in each for each in menu)


def test_where_the_place_is_said_situations_lead_straight_to_its_answers() -> None:
    page = fetch("/zh-hans/scenarios/?r=320106")
    assert "江苏省南京市鼓楼区" in one(page, "main").get_text()
    assert f"{REGIONS}320106/death/" in links(page, "main a")
    assert Client().get("/zh-hans/scenarios/?r=999999").status_code == 404


def test_a_situation_asks_for_the_place_and_leads_straight_to_the_answer() -> None:
    page = fetch("/zh-hans/scenarios/death/")
    assert one(page, "main form[role=search]")["action"] == REGIONS
    assert one(page, "main form[role=search] input[name=e]")["value"] == "death"
