"""Pages that refuse: each leads on."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]
REFUSED = [
    ("get", "check/?on=yesterday", 400),
    ("get", "compare/?on=%FF", 400),
    ("get", "no-such-page/", 404),
    ("post", "about/", 405),
    ("get", "guides/given-up/", 410),
]


@pytest.fixture(autouse=True)
def _given_up() -> None:
    make.old_address("/guides/given-up/", gone_because="不再需要。")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("method", "address", "status"), REFUSED)
def test_refusal_leads_to_the_regions_the_front_page_and_the_search(
    client: Client, method: str, address: str, status: int, language: str
) -> None:
    response: Any = getattr(client, method)(f"/{language}/{address}")
    assert response.status_code == status
    assert b'rel="canonical"' not in response.content
    main: Any = BeautifulSoup(response.content, "html.parser").main
    links = [link["href"] for link in main.select("a[href]")]
    assert f"/{language}/regions/" in links and f"/{language}/" in links
    assert main.select_one("form[role=search]")["action"] == f"/{language}/search/"
    assert all(links)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "address", ["nothing.json", "regions/4403/death.json", "compare.json/x.json"]
)
def test_a_program_is_told_why_there_is_nothing(
    client: Client, address: str, language: str
) -> None:
    told = client.get(f"/{language}/{address}")
    assert told.status_code == 404 and told.json()["reason"]


@pytest.mark.parametrize("path", ["death.json", "death/", "death.md"])
@pytest.mark.parametrize("host", ["a.example", "::"])
def test_who_asks_a_site_of_another_name_is_not_told_of_the_address(
    client: Client, path: str, host: str
) -> None:
    told = client.get(f"/en/regions/440300/{path}", HTTP_HOST=host)
    said = f"{told.json()}" if "json" in path else told.content.decode()
    assert told.status_code == 400 and "This request cannot be read" in said
    assert "The site is named wrongly" in said and "address" not in said.partition("<footer")[0]
