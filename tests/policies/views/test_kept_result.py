"""A result that is kept: opened again it says whether what it rests on has changed."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from policies.models import Policy
from tests import factories as make
from tests.policies.views.test_results import EARLIER, live, retired
from tests.policies.views.walking import CHECK, follow, submit
from tests.shipped import one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ASKED = f"{CHECK}?r=440000&e=settle-abroad"


def rule() -> Policy:
    """A rule that asks whether somebody is retired, live."""
    made = retired()
    live(made)
    return made


def kept(page: BeautifulSoup) -> str:
    """Where a result says it can be kept."""
    return str(one(page, "a[href*='known_on']")["href"]).removesuffix("#kept")


def on_an_earlier_day(address: str) -> str:
    """The same address as it was made two days before."""
    day = parse_qs(urlsplit(address).query)["known_on"][0]
    return address.replace(day, str((EARLIER - make.DAY).date()))


def stands(page: BeautifulSoup) -> list[str]:
    return [str(each["data-kept"]) for each in page.select("[data-kept]")]


def test_a_result_offers_its_address_with_the_day_and_the_editions() -> None:
    made = rule()
    _, page = follow(f"{ASKED}&ret=yes")
    assert stands(page) == [] and not page.select("#kept")
    said = parse_qs(urlsplit(kept(page)).query)
    assert said["known_on"] == ["2026-11-22"]
    assert said["edition"] == [f"{made.code}-v1"]


def test_kept_today_it_shows_a_code_to_scan_and_its_whole_address() -> None:
    rule()
    address = kept(follow(f"{ASKED}&ret=yes")[1])
    landed, page = follow(address)
    assert landed == address and stands(page) == []
    section = one(page, "#kept")
    assert one(section, "svg[role=img][aria-label]")
    assert str(one(section, "a")["href"]).endswith(address)
    assert page.select("article[data-outcome=yes]")


def test_opened_later_it_says_that_nothing_changed() -> None:
    rule()
    address = on_an_earlier_day(kept(follow(f"{ASKED}&ret=yes")[1]))
    assert stands(follow(address)[1]) == ["unchanged"]


def test_opened_after_a_new_edition_it_says_so_and_leads_to_the_old_one() -> None:
    made = rule()
    address = on_an_earlier_day(kept(follow(f"{ASKED}&ret=yes")[1]))
    make.new_version(made, at=EARLIER)
    _, page = follow(address)
    assert stands(page) == ["changed"]
    section = one(page, "[data-kept]")
    assert section.select(f"a[href='/r/{made.code}/v1']")
    assert f"edition={made.code}-v2" in kept(BeautifulSoup(str(section), "html.parser"))


def test_a_rule_made_since_is_a_change_too() -> None:
    make.region("440000"), make.scenario()
    address = on_an_earlier_day(kept(follow(ASKED)[1]))
    assert stands(follow(address)[1]) == ["unchanged"]
    live(make.policy())
    assert stands(follow(address)[1]) == ["changed"]


def test_a_question_that_a_new_edition_asks_keeps_the_day() -> None:
    made = rule()
    address = f"{ASKED}&known_on={(EARLIER - make.DAY).date()}&edition={made.code}-v1"
    landed, page = follow(address)
    assert landed == address and page.select("form[data-question=ret]")
    landed, page = submit(page, "yes")
    assert "known_on=" in landed and stands(page) == ["unchanged"]


def test_another_answer_place_or_event_is_no_kept_result_any_more() -> None:
    made = rule()
    address = f"{ASKED}&ret=yes&known_on={(EARLIER - make.DAY).date()}&edition={made.code}-v1"
    _, page = follow(address)
    changes = [str(a["href"]) for a in page.select(".answers-so-far__row a")]
    assert len(changes) == 3 and not [each for each in changes if "known_on" in each]


@pytest.mark.parametrize("query", ["known_on=2031-01-01&edition=ABCDE-v1", "edition=ABCDE-v1"])
def test_a_day_to_come_or_none_keeps_nothing(query: str) -> None:
    rule()
    landed, page = follow(f"{ASKED}&ret=yes&{query}")
    assert landed == f"{ASKED}&ret=yes" and stands(page) == []


def test_what_a_chat_put_behind_the_address_is_left_out() -> None:
    made = rule()
    day = (EARLIER - make.DAY).date()
    landed, page = follow(f"{ASKED}&ret=yes&known_on={day}&edition={made.code}-v1，<b>x</b>")
    assert landed == f"{ASKED}&ret=yes&known_on={day}&edition={made.code}-v1"
    assert stands(page) == ["unchanged"]


def test_what_is_no_day_is_refused() -> None:
    rule()
    assert Client().get(f"{ASKED}&ret=yes&known_on=gestern").status_code == 400


def test_no_number_to_dial_stands_twice() -> None:
    make.contact("medical-insurance-hotline", phone="12393")
    make.contact("government-hotline", phone="12345")
    rule()
    _, page = follow(f"{ASKED}&ret=yes")
    numbers = [str(a["href"]) for a in page.select("main .hotline a")]
    assert numbers == ["tel:12393", "tel:12345"]
