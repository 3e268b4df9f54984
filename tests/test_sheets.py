"""Each page loads one sheet, of the looks that its parts are drawn by and of no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_config.storage import ENTRIES, IMPORT, bundle

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES, STATIC = ROOT / "templates", ROOT / "static"
EVERYWHERE, *KINDS, ALL = ENTRIES
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


def imported(entry: str) -> list[str]:
    text = (STATIC / entry).read_text(encoding="utf-8")
    return [f"css/{part['name']}" for part in IMPORT.finditer(text)]


def looks(entry: str) -> set[str]:
    """The sheets that one puts together, of those that draw something of their own."""
    if entry == EVERYWHERE:
        return set()
    if any("components/" in part for part in imported(entry)):
        return {entry}
    return {each for part in imported(entry) for each in looks(part)}


LOOKS = sorted({each for kind in KINDS for each in looks(kind)})


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
    """The looks besides those of every page that some part of a page is drawn by."""
    needless = named(EVERYWHERE)
    if template in WITHOUT_OPTIONS:
        needless |= named("css/choosing.css")
    return {entry for entry in LOOKS if drawn(template) & (named(entry) - needless)}


def test_there_are_pages_and_sheets_to_ask() -> None:
    assert len(PAGES) > 30 and len(LOOKS) >= 4
    assert all(named(entry) - named(EVERYWHERE) for entry in LOOKS)


@pytest.mark.parametrize("entry", [*KINDS, ALL])
def test_a_sheet_holds_that_of_every_page_once(entry: str) -> None:
    every, text = bundle(STATIC / EVERYWHERE), bundle(STATIC / entry)
    assert text.startswith(every) and text.count(every) == 1
    assert looks(entry) <= set(looks(ALL)) == set(LOOKS)


@pytest.mark.parametrize("template", PAGES)
def test_a_page_loads_the_sheet_of_its_parts_and_no_other(template: str) -> None:
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    sheets = [entry for entry in SHEET.findall(text) if entry in KINDS]
    assert text.count("{% block sheet %}") == bool(sheets)
    assert {each for entry in sheets for each in looks(entry)} == wanted(template)
