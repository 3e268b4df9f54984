"""Without its database the site says so, with the hotline, and at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import Client

from policies.publishing import events

PAGES = ["/zh-hans/", "/en/regions/440300/death/", "/zh-hant/check/", "/nothing-here/", "/r/K7M2P"]
AWAY = [OperationalError("connection refused"), InterfaceError("connection already closed")]


class Broken:
    """Fails every statement as a database that went away does."""

    def __init__(self, error: DatabaseError | InterfaceError) -> None:
        self.error = error

    def __call__(self, *_statement: Any) -> None:
        raise self.error


@pytest.fixture(params=AWAY, ids=["refused", "closed"])
def away(request: pytest.FixtureRequest, db: None) -> Iterator[None]:
    with connection.execute_wrapper(Broken(request.param)):
        yield


def ask(path: str, method: str = "GET") -> Any:
    return Client(raise_request_exception=False).generic(method, path)


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_503_with_the_hotline(path: str) -> None:
    response = ask(path)
    assert response.status_code == 503
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one('a[href="tel:12393"]')
    assert response.headers["Cache-Control"] == "no-store"
    assert int(response.headers["Retry-After"]) > 0
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert not response.cookies


@pytest.mark.usefixtures("away")
def test_the_admin_answers_503_too() -> None:
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "a" * 32
    assert client.get("/admin/").status_code == 503


@pytest.mark.usefixtures("away")
def test_the_root_and_the_health_of_the_process_need_no_database() -> None:
    assert ask("/").status_code == 302
    assert ask("/healthz").status_code == 200
    assert ask("/readyz").status_code == 503


def test_another_fault_is_ours(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(at: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(events, "token", fail)
    response = ask("/zh-hans/")
    assert response.status_code == 500
    assert response.headers["Cache-Control"] == "no-store"
    assert "tel:12393" in response.content.decode()
