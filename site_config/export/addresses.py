"""Which addresses are copied: what has rows of its own, and what those pages lead to."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve, reverse
from django.utils import translation

from policies.languages import CODES, SOURCE, language_of
from policies.public_page import Kind, PublicPage, page_of
from site_config.pages import PAGES

Unit = tuple[str, ...]  # an address, and that of the same page as Markdown where there is one
LINK = re.compile(r'href="(/[^"#]*\?[^"#]*)')
PLAIN_QUERY = re.compile(r"[a-z_]+=[a-z0-9,-]+")
# What a page with one of these parameters says, no page without it does.
FOLLOWED = {
    "answer": {"on"},
    "changes": {"page"},
    "changes-for-you": {"on"},
    "compare": {"kind", "only", "regions", "scenario"},
    "coverage": {"region"},
    "fact-check-list": {"page"},
    "question-list": {"about"},
}


def is_copied(page: PublicPage) -> bool:
    """Whether a page can be answered without the site: not what somebody types, sends or answers,
    nor how the site is now."""
    is_asked = page.is_personal or page.takes_post
    return page.is_kept and page.kind is not Kind.REDIRECT and not is_asked


def units(on: dt.date, at: dt.datetime) -> Iterator[Unit]:
    """Every place with rows of its own of every page that is copied, in every language."""
    for page in PAGES:
        if is_copied(page) and page.kind is not Kind.MARKDOWN:
            places = list(page.places(on, at))
            for language in CODES if page.in_languages else (SOURCE,):
                with translation.override(language):
                    for place in places:
                        yield unit_of(page, reverse(page.name, args=place.arguments))


def unit_of(page: PublicPage, address: str) -> Unit:
    return (address, page.text_address(address)) if page.has_text else (address,)


def narrowed(page: str) -> list[str]:
    """The addresses with a parameter that a page leads to and that are copied."""
    found = (html.unescape(each) for each in LINK.findall(page))
    return sorted({each for each in found if is_followed(each)})


def is_followed(address: str) -> bool:
    """Whether an address with a query is copied: one parameter, plainly written, that matters."""
    path, _, query = address.partition("?")
    if not PLAIN_QUERY.fullmatch(query):
        return False
    with translation.override(language_of(path)):
        try:
            page = page_of(resolve(path))
        except Resolver404:
            return False
    return page is not None and query.partition("=")[0] in FOLLOWED.get(page.name, ())


def file_of(address: str, *, is_page: bool) -> str:
    """Where the copy of an address lies, as nginx finds it: no address ends in `.html`."""
    parts = urlsplit(address)
    query = f"~{parts.query}" if parts.query else ""
    if parts.path.endswith("/"):
        return f"{parts.path[1:]}index{query}.html"
    return f"{parts.path[1:]}{query}.html" if is_page else parts.path[1:]
