"""Addresses that no page can mean are answered 400, on either side of the site."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "DELETE"])
def test_the_whole_server_is_no_page(method: str) -> None:
    response = Client(raise_request_exception=False).generic(method, "*", PATH_INFO="*")
    assert response.status_code == 400


@pytest.mark.parametrize("query", ["%00", "q=%00", "a=1&%00=2", "q=%ff", "state__exact=a%00b"])
@pytest.mark.parametrize("path", ["/admin/", "/admin/autocomplete/", "/healthz", "/zh-hans/check/"])
def test_no_address_holds_nul_or_broken_letters(path: str, query: str) -> None:
    assert Client().get(f"{path}?{query}").status_code == 400


@pytest.mark.parametrize(
    "path", ["/", "/zh-hans/", "/en/regions/", "/zh-hant/compare/", "/data/regions.json"]
)
def test_what_others_added_may_be_unreadable(path: str) -> None:
    plain = Client().get(path)
    for query in ("%00", "x=%FF", "%FF=1", "a=1&%00=2", "on%FF=1", "on%00=2026-01-01", "&%E6%B7&"):
        noisy = Client().get(f"{path}?{query}")
        assert (noisy.status_code, noisy.content) == (plain.status_code, plain.content), query
    assert Client().get(f"{path}?%FF=1&on=%FF").status_code == 400


def test_a_nul_in_the_path_is_refused() -> None:
    assert Client().get("/admin/policies/%00/").status_code == 400
