"""The checklist that holds for every reading page."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.guides.pages import look

pytestmark = pytest.mark.usefixtures("afternoon")

PAGES = (
    "guides/", "guides/inheritance/", "questions/", "fact-checks/", "fact-checks/pay-first/",
    "terms/", "search/", "search/?q=继承", "changes/", "changes/?region=440000", "coverage/",
    "feedback/", "feedback/thanks/", "about/", "accessibility/", "privacy/",
)  # fmt: skip
DATA = (
    "/data/policies.csv", "/data/policies.json", "/data/regions.json", "/data/fact-checks.json",
    "/sitemap.xml", "/robots.txt", "/zh-hans/changes.atom",
)  # fmt: skip
LANGUAGES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}
ENOUGH_QUERIES = 14


@pytest.fixture(autouse=True)
def _content(db: None) -> None:
    """One of everything."""
    make_one("")
    make.guide(slug="inheritance", live=True)
    make.fact_check(slug="pay-first", live=True, instead=make.scenario())


def make_one(suffix: str) -> None:
    """One more of everything, in a place of its own."""
    number = int(suffix or 0)
    place = make.region(f"44{number:02}00", f"地区{number}") if suffix else make.region()
    situation = make.scenario(f"settle-abroad{suffix}")
    make.policy(live=True, region=place, scenario=situation)
    make.procedure(live=True, region=place, scenario=situation)
    make.guide(live=True)
    make.faq(live=True, region=place, scenario=situation)
    make.fact_check(live=True, instead=situation)
    make.term(f"term{suffix}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_page_stands_in_every_language(client: Client, address: str, language: str) -> None:
    page = look(client, f"/{language}/{address}")
    assert page.html is not None and page.title is not None
    assert page.html["lang"] == LANGUAGES[language]
    assert len(page.select("h1")) == 1 and page.select_one("h1").get_text(strip=True)  # type: ignore[union-attr]
    assert len(page.select("main#main")) == 1
    assert page.title.get_text(strip=True)
    assert not page.select("script")
    hreflangs = {str(link["hreflang"]) for link in page.select("link[rel=alternate][hreflang]")}
    assert hreflangs == set(LANGUAGES.values())


@pytest.mark.parametrize("address", [*(f"/zh-hans/{each}" for each in PAGES), *DATA])
def test_answer_depends_on_the_address_alone(client: Client, address: str) -> None:
    response: Any = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    assert client.head(address).status_code == 200
    assert client.head(address).content == b""


@pytest.mark.parametrize("address", [*(f"/zh-hans/{each}" for each in PAGES), *DATA])
def test_only_the_feedback_form_takes_a_post(client: Client, address: str) -> None:
    takes_posts = address == "/zh-hans/feedback/"
    assert client.post(address).status_code == (200 if takes_posts else 405)
    assert client.delete(address).status_code == 405


@pytest.mark.parametrize("address", [f"/zh-hans/{each}" for each in PAGES])
def test_parameters_of_other_programs_change_nothing(client: Client, address: str) -> None:
    joined = "&" if "?" in address else "?"
    plain: Any = client.get(address)
    shared: Any = client.get(f"{address}{joined}from=singlemessage&isappinstalled=0&scene=1")
    assert shared.content == plain.content


def test_number_of_queries_does_not_grow_with_the_content(client: Client) -> None:
    addresses = [*(f"/zh-hans/{each}" for each in PAGES), *DATA]
    before = {address: queries(client, address) for address in addresses}
    for number in range(1, 5):
        make_one(str(number))
    assert {address: queries(client, address) for address in addresses} == before
    assert max(before.values()) <= ENOUGH_QUERIES, before


def queries(client: Client, address: str) -> int:
    """How many queries a page costs, the caches of the process filled."""
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    return len(found)
