"""Each page loads the sheets that its parts are drawn by, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_config.storage import ENTRIES, bundle

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES, STATIC = ROOT / "templates", ROOT / "static"
EVERYWHERE, *BESIDES = ENTRIES
PART = re.compile(r'\{% (?:include|kept|extends) "([^"]+)"')
SHEET = re.compile(r'\{% static "(css/[\w-]+\.css)" %\}')
CLASSES = re.compile(r'class="([^"]*)"')
# Places are links there, and options to tap only in the wizard: one component shows both.
WITHOUT_OPTIONS = {"policies/compare.html", "policies/regions.html"}
PAGES = sorted(
    path.relative_to(TEMPLATES).as_posix()
    for path in TEMPLATES.rglob("*.html")
    if '{% extends "base.html" %}' in path.read_text(encoding="utf-8")
)


def named(entry: str) -> set[str]:
    """The classes that a sheet draws."""
    return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"url\([^)]*\)", "", bundle(STATIC / entry))))


def parts(template: str, seen: set[str]) -> Iterator[str]:
    """A template and all that it includes."""
    if template not in seen:
        seen.add(template)
        text = (TEMPLATES / template).read_text(encoding="utf-8")
        yield text
        for part in PART.findall(text):
            yield from parts(part, seen)


def drawn(template: str) -> set[str]:
    """The classes that a page may have."""
    text = "\n".join(parts(template, set()))
    return {word for found in CLASSES.findall(text) for word in re.findall(r"[a-z][\w-]*", found)}


def wanted(template: str) -> set[str]:
    """The sheets besides that of every page that some part of a page is drawn by."""
    needless = named(EVERYWHERE)
    if template in WITHOUT_OPTIONS:
        needless |= named("css/choosing.css")
    return {entry for entry in BESIDES if drawn(template) & (named(entry) - needless)}


def test_there_are_pages_and_sheets_to_ask() -> None:
    assert len(PAGES) > 30 and len(BESIDES) >= 4
    assert all(named(entry) - named(EVERYWHERE) for entry in BESIDES)


@pytest.mark.parametrize("template", PAGES)
def test_a_page_loads_the_sheets_of_its_parts_and_no_other(template: str) -> None:
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    assert set(SHEET.findall(text)) & set(BESIDES) == wanted(template)
