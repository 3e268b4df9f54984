"""The site with its shipped content, as the tests of public pages see it.

The fixtures `content` and `today` of `tests/conftest.py` put it there and stop the clock.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import platform
from pathlib import Path

import django
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.test import Client

from policies.languages import CODES
from policies.pack.load import load_content
from policies.pack.read import default_roots, read_pack
from policies.pack.refusals import PackRow
from tests.databases import States

LANGUAGES = CODES
SHANGHAI = dt.timezone(dt.timedelta(hours=8))
LOADED_AT = dt.datetime(2026, 11, 22, 8, tzinfo=SHANGHAI)
TODAY = dt.datetime(2026, 11, 22, 12, tzinfo=SHANGHAI)
SHIPPED = "shipped"
FOLDER = settings.VAR_DIR / "test-content"  # of states that later runs use again
# What decides how the loaded rows look: content, models, migrations, the loader and its libraries.
MADE_FROM = ("policies", "guides", "site_config", "requirements.txt", "tests/shipped.py")
WITHOUT = {"admin", "views", "templatetags", "templates", "__pycache__"}


def put_shipped(states: States) -> None:
    """Show the database with the shipped content; loading takes seconds, so it is kept."""
    if not states.has(SHIPPED):
        states.make(SHIPPED, key(settings.BASE_DIR), _load, FOLDER)
    states.put(SHIPPED)


@functools.cache
def shipped_rows() -> tuple[PackRow, ...]:
    """The shipped content as it stands in its files, read once: that takes a second."""
    return tuple(read_pack(default_roots(), {}).rows)


def _load() -> None:
    load_content(now=LOADED_AT)


def key(root: Path) -> str:
    """A hash of everything that the loaded content depends on, below the project's folder."""
    seen = hashlib.sha256(f"{platform.python_version()} {django.__version__}".encode())
    for path in sorted(each for name in MADE_FROM for each in _files(root / name)):
        seen.update(f"\0{path.relative_to(root)}\0".encode())
        seen.update(path.read_bytes())
    return seen.hexdigest()[:16]


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    inside = (each for each in path.rglob("*.*") if each.is_file())
    return [each for each in inside if not WITHOUT & {*each.relative_to(path).parts}]


def fetch(path: str, status: int = 200, **headers: str) -> BeautifulSoup:
    """The page at an address, which must answer with this status."""
    response = Client().get(path, headers=headers)
    assert response.status_code == status, (path, response.status_code)
    return BeautifulSoup(response.content, "html.parser")


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    """The only element of this kind."""
    found = page.select(selector)
    assert len(found) == 1, f"{len(found)} of {selector}"
    return found[0]


def answer_on(path: str) -> Tag:
    """The article that answers on an answer page."""
    return one(fetch(path), "main article[data-verdict]")


def condition_of(row: Tag) -> str:
    """The sentence of a row of conditions, without the word that joins it to the one before."""
    return next(text for text in row.stripped_strings if text != "并且")
