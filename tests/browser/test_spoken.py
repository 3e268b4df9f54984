"""What a screen reader meets on the main pages, kept in files: whoever changes it sees how.

The parts of a page with their names, not its sentences: the content may change without a word here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
KEPT = Path(__file__).with_name("spoken")
PAGES = {
    "home": "/zh-hans/",
    "region": "/zh-hans/regions/440300/",
    "answer": "/zh-hans/regions/440300/death/",
    "comparison": "/zh-hans/compare/?regions=110000,310000&kind=use",
    "check": "/zh-hans/check/?r=440300&e=death",
    "message": "/zh-hans/message/",
}
PART = re.compile(
    r"^ *- (?P<role>heading|region|navigation|article|search|table|list|group|form|textbox"
    r"|button)\b"
    r"(?: \"(?P<name>[^\"]*)\")?(?P<level> \[level=\d\])?"
)
NAMED = {"heading", "region", "navigation", "search", "table", "textbox", "button"}


@pytest.fixture(scope="module")
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 780})
    yield context.new_page()
    context.close()


def outline(snapshot: str) -> list[str]:
    """The parts of a snapshot in their order, equal ones in a row once."""
    found = (PART.match(line) for line in snapshot.splitlines())
    parts = [
        " ".join(
            filter(None, (each["role"], each["name"] if each["role"] in NAMED else "",
                          (each["level"] or "").strip()))
        )
        for each in found if each
    ]  # fmt: skip
    return [part for part, _equal in groupby(parts)]


@pytest.mark.parametrize("name", PAGES)
def test_a_main_page_is_spoken_as_it_was(site: str, phone: Page, name: str) -> None:
    """A file that is taken away is written anew; read what changed before it is committed."""
    phone.goto(f"{site}{PAGES[name]}")
    said = outline(phone.locator("main").aria_snapshot())
    kept = KEPT / f"{name}.txt"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        kept.write_text("\n".join(said) + "\n", encoding="utf-8")
        pytest.fail(f"{kept.name} was not there and is written: look at it")
    assert said == kept.read_text(encoding="utf-8").splitlines()


def test_equal_parts_in_a_row_are_one_and_words_are_none() -> None:
    snapshot = '- heading "题" [level=2]\n- list:\n  - listitem: 一\n- list:\n- paragraph: 字'
    assert outline(snapshot) == ["heading 题 [level=2]", "list"]
