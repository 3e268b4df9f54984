"""Opens a page as a citizen's browser does."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client


def look(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    """The page at an address, which must answer with this status."""
    response: Any = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return BeautifulSoup(response.content, "html.parser")


def words_of(page: Any) -> str:
    return str(page.get_text(" ", strip=True))


def hrefs(page: Any, selector: str) -> list[str]:
    return [str(link["href"]) for link in page.select(selector)]
