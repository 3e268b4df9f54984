"""Each page loads one sheet, of the looks that its parts are drawn by and of no other."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_config.storage import ENTRIES, IMPORT, bundle

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES, CSS = ROOT / "templates", ROOT / "static" / "css"
EVERYWHERE, *KINDS, ALL = ENTRIES
PART = re.compile(r'\{% (?:include|kept|extends) "([^"]+)"')
SHEET = re.compile(r'\{% static "(css/[\w-]+\.css)" %\}')
CLASSES = re.compile(r'class="([^"]*)"')
FIELDS = re.compile(r"<(input|select|textarea)\b")
HANDLES = re.compile(r"\{% load [^%]*\breports\b")  # at sentences, which no template writes
OF_HANDLES = "components/inline.css"
# Places are links there, and options to tap only in the wizard: one component shows both.
WITHOUT_OPTIONS = {"policies/compare.html", "policies/regions.html"}
OPTIONS = "components/choice.css"
PAGES = sorted(
    path.relative_to(TEMPLATES).as_posix()
    for path in TEMPLATES.rglob("*.html")
    if '{% extends "base.html" %}' in path.read_text(encoding="utf-8")
)


def imported(entry: str) -> set[str]:
    """The looks that a sheet puts together, besides those of every page."""
    text = (ROOT / "static" / entry).read_text(encoding="utf-8")
    return {part["name"] for part in IMPORT.finditer(text)} - {"main.css"}


def named(look: Path) -> set[str]:
    """The classes that a sheet draws, and the fields of forms."""
    text = re.sub(r"url\([^)]*\)", "", bundle(look))
    return set(re.findall(r"\.([a-z][\w-]*)", text)) | set(re.findall(r"\b(textarea)\b", text))


ON_EVERY_PAGE = named(ROOT / "static" / EVERYWHERE)
LOOKS = {name: named(CSS / name) - ON_EVERY_PAGE for name in sorted(imported(ALL))}
DRAWN_BY = Counter(name for names in LOOKS.values() for name in names)


def parts(template: str, seen: set[str]) -> Iterator[str]:
    """A template and all that it includes."""
    if template not in seen:
        seen.add(template)
        text = (TEMPLATES / template).read_text(encoding="utf-8")
        yield text
        for part in PART.findall(text):
            yield from parts(part, seen)


@functools.cache
def drawn(template: str) -> set[str]:
    """The classes that a page may have, and `textarea` for a field of any kind."""
    text = "\n".join(parts(template, set()))
    classes = set(re.findall(r"[a-z][\w-]*", " ".join(CLASSES.findall(text))))
    fields = {"textarea"} if FIELDS.search(text) else set()
    return classes | fields


def wanted(template: str) -> set[str]:
    """The looks that some part of a page is drawn by: of classes that no other look draws, or,
    where a look has none of its own, of any."""
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    found = {OF_HANDLES} if HANDLES.search(text) else set()
    for look, names in LOOKS.items():
        own = {name for name in names if DRAWN_BY[name] == 1} or names
        found |= {look} if own & drawn(template) else set()
    return found - {OPTIONS} if template in WITHOUT_OPTIONS else found


def sheets(template: str) -> set[str]:
    """The sheets of which a page loads one."""
    found = SHEET.findall((TEMPLATES / template).read_text(encoding="utf-8"))
    return {entry for entry in found if entry in KINDS}


def test_there_are_pages_and_looks_to_ask() -> None:
    assert len(PAGES) > 30 and len(LOOKS) > 25
    assert all(LOOKS.values())


@pytest.mark.parametrize("entry", [*KINDS, ALL])
def test_a_sheet_holds_what_every_page_shows(entry: str) -> None:
    assert named(ROOT / "static" / entry) >= ON_EVERY_PAGE
    assert imported(entry) <= LOOKS.keys()


@pytest.mark.parametrize("template", PAGES)
def test_a_page_loads_a_sheet_with_the_looks_of_all_its_parts(template: str) -> None:
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    assert text.count("{% block sheet %}") == bool(sheets(template))
    assert wanted(template) <= {look for entry in sheets(template) for look in imported(entry)}


@pytest.mark.parametrize("entry", KINDS)
def test_no_sheet_holds_a_look_that_none_of_its_pages_shows(entry: str) -> None:
    its_pages = [template for template in PAGES if entry in sheets(template)]
    assert its_pages
    assert imported(entry) <= {look for template in its_pages for look in wanted(template)}
