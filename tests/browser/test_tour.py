"""Every public page in a real browser: each is opened once and asked everything in that visit.

The pages are those of the registry, on both sides, and the pages of errors. Every address is asked
in simplified Chinese; a sample, which holds each page, is asked what lies in its markup, and in
English whatever depends on the length of words. `bin/test long` asks everything of every address
in every language.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker

from policies.public_page import Kind
from policies.publishing import actions
from site_config.pages import PAGES, browser_sample, browser_tour
from tests import factories as make
from tests.browser import questions as ask
from tests.browser.conftest import Complaints
from tests.browser.questions import DESK, HEIGHT, PHONE, SMALL_PHONE, Question
from tests.databases import States
from tests.shipped import LANGUAGES, TODAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
IS_LONG = os.environ.get("TEST_TIER") == "long"
ERRORS = {
    "nowhere/": 404,
    "regions/999999/": 404,
    "compare/?on=tomorrow": 400,
    "/r/QQQQQ": 404,
    "guides/withdrawn/": 410,
}
OF_WORDS: dict[str, Question] = {
    "one heading": ask.has_one_heading,
    "fits a phone": ask.fits(PHONE),
    "easy to tap on a phone": ask.is_easy_to_tap(PHONE),
    "fits a small phone": ask.fits(SMALL_PHONE),
    "fits a desk": ask.fits(DESK),
    "easy to tap at a desk": ask.is_easy_to_tap(DESK),
    "fits with large text": ask.fits_with_text_twice_as_large,
}
OF_MARKUP: dict[str, Question] = {"axe": ask.axe_but_for_colours}
OF_COLOURS: dict[str, Question] = {
    "light": ask.is_readable_in_the_light(judged_once=not IS_LONG),
    "dark": ask.is_readable_in_the_dark(judged_once=not IS_LONG),
    "forced colours": ask.is_readable_in_forced_colours(judged_once=not IS_LONG),
}
IN_COLOURS = LANGUAGES if IS_LONG else ("zh-hans",)
IN_WORDS = LANGUAGES if IS_LONG else ("zh-hans", "en")
# What longer words can break on a page that is sound in Chinese.
OF_LONGER_WORDS = ("one heading", "fits a small phone", "fits with large text")


class Tour(NamedTuple):
    """What was found: by question and address, and which addresses were opened."""

    complaints: dict[str, dict[str, list[str]]]
    seen: list[str]


@pytest.fixture(scope="module", autouse=True)
def something_withdrawn(
    site: str, database: States, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """A guide whose page is gone."""
    with django_db_blocker.unblock():
        guide = make.guide(slug="withdrawn", live=True)
        actions.withdraw(guide, by=make.user("approver"), reason="引错了。", now=TODAY)
        yield
        database.restore()


@pytest.fixture(scope="module")
def tour(site: str, measuring: Browser) -> Tour:
    """Every page of every language, asked every question of its language."""
    complaints: dict[str, dict[str, list[str]]] = defaultdict(dict)
    seen: list[str] = []
    for language in IN_WORDS:
        for address, question, found in visits(site, measuring, language):
            seen.append(address)
            if found:
                complaints[question][address] = found
    return Tour(complaints, list(dict.fromkeys(seen)))


def visits(site: str, measuring: Browser, language: str) -> Iterator[tuple[str, str, list[str]]]:
    """Address, question and complaints of each visit; windows are a phone's, with touch."""
    said = Complaints()
    size = {"width": PHONE, "height": HEIGHT}
    context = measuring.new_context(locale="zh-CN", viewport=size, has_touch=True)  # type: ignore[arg-type]
    page = context.new_page()
    said.listen(page)
    # Axe itself tries inline styles, which the policy forbids: what is said of a page after its
    # complaints were taken is dropped when the next one comes. (Leaving for an empty page would
    # end its process, and a new one for each page costs a third more.)
    page.on("framenavigated", lambda _frame: said.clear())
    sample = {*browser_sample(language), *errors(language)}
    for address, status in addresses(language).items():
        if status != 200:
            said.forgiven.add(f"{site}{address}")
        ask.resize(page, PHONE)
        answer = page.goto(f"{site}{address}")
        yield address, "answers", wrong_status(answer.status if answer else 0, status)
        for name in OF_WORDS if language in IN_COLOURS else OF_LONGER_WORDS:
            yield address, name, OF_WORDS[name](page)
        yield address, "complaints", said.taken()
        if language in IN_COLOURS:
            ask.resize(page, PHONE)
            for name, question in asked_beside_words(is_sample=address in sample).items():
                yield address, name, question(page)
    context.close()


def wrong_status(found: int, wanted: int) -> list[str]:
    return [] if found == wanted else [f"{found}, not {wanted}"]


def asked_beside_words(*, is_sample: bool) -> dict[str, Question]:
    return OF_MARKUP | OF_COLOURS if is_sample or IS_LONG else OF_COLOURS


def addresses(language: str) -> dict[str, int]:
    """Every address to open, and what it answers with."""
    pages = browser_tour if language in IN_COLOURS else browser_sample
    return dict.fromkeys(pages(language), 200) | errors(language)


def errors(language: str) -> dict[str, int]:
    return {
        address if address[0] == "/" else f"/{language}/{address}": status
        for address, status in ERRORS.items()
    }


def test_every_page_of_the_registry_is_opened(tour: Tour) -> None:
    for language in IN_WORDS:
        assert set(browser_sample(language)) <= set(tour.seen)
    for language in IN_COLOURS:
        assert set(browser_tour(language)) <= set(tour.seen)
    assert len(tour.seen) >= 80


def test_the_sample_holds_each_page() -> None:
    shown = [page for page in PAGES if page.kind is Kind.HTML]
    sample = browser_sample("zh-hans")
    assert all(set(page.addresses("zh-hans")) & set(sample) for page in shown)
    assert set(sample) < set(browser_tour("zh-hans")) and len(sample) == len(set(sample))


@pytest.mark.parametrize("question", ["answers", "complaints", *OF_MARKUP, *OF_COLOURS, *OF_WORDS])
def test_no_page_leaves_a_question_open(tour: Tour, question: str) -> None:
    assert tour.complaints.get(question, {}) == {}
