"""Each public page, asked for once: its answer, its HTML, its addresses."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import resolve
from django.utils import translation

from policies.public_page import Kind, PublicPage
from site_config.pages import PAGES

LANGUAGES = [code for code, _name in settings.LANGUAGES]
OURS = "zh-hans"


def named(pages: Iterable[PublicPage]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", pages, ids=lambda page: page.name)


on_every_page = named(PAGES)
on_every_page_to_read = named([page for page in PAGES if page.kind is Kind.HTML])
on_every_page_of_readers = named([page for page in PAGES if page.is_kept])


@functools.cache
def answer(address: str) -> Any:
    response = Client().get(address)
    expected = 302 if page_at(address).kind is Kind.REDIRECT else 200
    assert response.status_code == expected, address
    return response


@functools.cache
def html(address: str) -> BeautifulSoup:
    return BeautifulSoup(answer(address).content, "html.parser")


def page_at(address: str) -> PublicPage:
    """The page that an address belongs to. Raises KeyError if none does."""
    language = address.split("/")[1]
    with translation.override(language if language in LANGUAGES else OURS):
        name = resolve(address.partition("?")[0]).url_name
    return {page.name: page for page in PAGES}[str(name)]


def addresses(page: PublicPage) -> list[tuple[str, str]]:
    """The examples of a page with their language, in every language that it has."""
    languages = LANGUAGES if page.in_languages else [OURS]
    return [(language, address) for language in languages for address in page.addresses(language)]
