"""Pages about the site, and what machines ask it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from policies.languages import CODES

pytestmark = pytest.mark.django_db


def test_about_says_that_this_is_no_government_site(client: Client) -> None:
    assert "不是政府网站" in client.get("/zh-hans/about/").content.decode()


def test_about_shows_the_answers_that_must_not_be_confused(client: Client) -> None:
    page = BeautifulSoup(client.get("/zh-hans/about/").content, "html.parser")
    kinds = [badge["data-kind"] for badge in page.select("main .verdict")]
    honest = ["no", "depends", "unclear", "none", "unverified", "conflicting"]
    assert kinds == [*honest, "unknown-day", "expired", "withdrawn", "overdue", "source-changed"]


def test_robots_may_see_everything_but_answers_of_the_wizard(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://example.org"
    lines = client.get("/robots.txt").content.decode().splitlines()
    disallowed = [line for line in lines if line.startswith("Disallow")]
    assert disallowed == [f"Disallow: /{each}/check/?" for each in CODES]
    assert "Sitemap: https://example.org/sitemap.xml" in lines


def test_health_asks_nothing_of_the_database(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("address", ["/robots.txt", "/healthz", "/readyz"])
def test_machines_may_only_ask(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
    assert client.head(address).content == b""


def test_the_root_leads_to_simplified_chinese_and_keeps_the_query() -> None:
    response = Client(headers={"accept-language": "en"}).get("/?from=timeline")
    assert response.status_code == 302
    assert response.headers["Location"] == "/zh-hans/?from=timeline"
    assert not response.cookies
