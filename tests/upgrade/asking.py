"""Asks a page as the fixtures of former releases did, and keeps what a later release must say."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

HOOKS = (
    "data-region", "data-scenario", "data-verdict", "data-evidence", "data-level", "data-edition",
    "data-kind", "data-source", "data-question", "data-outcome", "data-material", "data-fallback",
)  # fmt: skip


def ask(browser: Client, address: str) -> dict[str, Any]:
    """What the site answers at an address: status, location, canonical, languages, hooks, text."""
    response = browser.get(address)
    found: dict[str, Any] = {
        "status": response.status_code,
        "location": response.headers.get("Location", ""),
    }
    if not response.headers["Content-Type"].startswith("text/html"):
        return found | {"hooks": [], "text": response.content.decode()}
    page = BeautifulSoup(response.content.decode(), "html.parser")
    canonical = page.select_one("link[rel=canonical]")
    return found | {
        "h1": [_plain(each) for each in page.select("h1")],
        "canonical": str(canonical["href"]) if canonical else "",
        "hreflang": [
            [str(each["hreflang"]), str(each["href"])]
            for each in page.select("link[rel=alternate][hreflang]")
        ],
        "hooks": _hooks(page),
        "text": " ".join(_plain(each) for each in page.select("main")),
    }


def _hooks(page: BeautifulSoup) -> list[dict[str, str]]:
    """What scripts rely on, in document order: data-* attributes, and what a question sends."""
    sent = {id(each) for each in page.select("form[data-question] [name][value]")}
    found = []
    for each in page.select("main *"):
        names = (*HOOKS, "name", "value") if id(each) in sent else HOOKS
        found.append({name: str(each[name]) for name in names if each.has_attr(name)})
    return [hooks for hooks in found if hooks]


def _plain(element: Tag) -> str:
    for number in element.select("a[href^='tel:']"):
        number.unwrap()  # a number reads as before, whether it dials or not
    element.smooth()
    return re.sub(r"\s+", " ", element.get_text(" ")).strip()
