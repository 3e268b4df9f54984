"""Each page reads the parameters that the list of pages says, and no others.

nginx passes on and keeps apart what the list names; a page that reads another would be wrong there.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict
from django.test import Client

from policies.public_page import TYPED, Kind, PublicPage
from site_config.pages import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
EVERY = "*"


class Watched(QueryDict):
    """A query that remembers which of its parameters were asked for."""

    read: set[str]

    def __getitem__(self, key: Any) -> Any:
        self.read.add(key)
        return super().__getitem__(key)

    def getlist(self, key: Any, default: Any = None) -> Any:
        self.read.add(key)
        return super().getlist(key, default)

    def items(self) -> Any:
        self.read.add(EVERY)
        return super().items()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of all parameters that are read during the test."""
    names: set[str] = set()

    def watched(request: WSGIRequest) -> Watched:
        query = Watched(request.META.get("QUERY_STRING", ""))
        query.read = names
        return query

    def replaced(request: WSGIRequest, query: QueryDict) -> None:
        request.META["QUERY_STRING"] = query.urlencode()

    monkeypatch.setattr(WSGIRequest, "GET", property(watched, replaced))
    return names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_reads_what_the_list_says(page: PublicPage, read: set[str]) -> None:
    for address in page.addresses("zh-hans"):
        Client().get(address)
    if page.takes_any_parameter:
        assert EVERY in read and read >= set(page.parameters)
    else:
        taken_out = {TYPED} if page.kind is Kind.MARKDOWN else set()  # before the page asks
        assert read - taken_out == set(page.parameters)
