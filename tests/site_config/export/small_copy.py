"""A copy of a few pages of every kind, which a test has time to make and to read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

import pytest

from guides.models import Guide
from policies.public_page import Place, PublicPage
from site_config.export import addresses, former
from site_config.pages import PAGES
from tests.shipped import TODAY

KEPT = {
    *("440300", "death", "NTCMN", "1"),
    *("fraud-warning", "any-one-of-three-death-papers", "nation-civil-code"),
}
NAMES = {
    *("about", "guide-list", "question-list", "term-list", "region", "scenario", "answer"),
    *("answer-sheet", "answer-json", "guide", "fact-check", "source", "short-version"),
    *("badge", "robots", "llms", "changes-feed", "changes-calendar", "data-policies-csv"),
}


def only_few(page: PublicPage) -> PublicPage:
    def places(on: dt.date, at: dt.datetime) -> Iterable[Place]:
        return [each for each in page.places(on, at) if {*map(str, each.arguments)} <= KEPT]

    return replace(page, places=places)


@pytest.fixture
def few_pages(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """Only these are copied: of each kind the places that are made of what is kept."""
    few = tuple(only_few(page) for page in PAGES if page.name in NAMES)
    every_region, every_code = former._regions, former._codes
    guide = Guide.objects.live(TODAY).get(slug="fraud-warning")
    kept = {*KEPT, guide.code}

    def regions() -> Iterator[str]:
        return islice(every_region(), 2)

    def codes(at: dt.datetime) -> Iterator[str]:
        return (each for each in every_code(at) if each.split("/")[2] in kept)

    monkeypatch.setattr(addresses, "PAGES", few)
    monkeypatch.setattr(former, "_regions", regions)
    monkeypatch.setattr(former, "_codes", codes)
    monkeypatch.setattr(addresses, "CODES", ("zh-hans", "en"))
    monkeypatch.setattr(addresses, "PLAIN_QUERY", re.compile("about=death"))
