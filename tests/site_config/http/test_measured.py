"""Every request has an id and is counted by the name of its page; counts have their own port."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.conf import settings
from django.db import DatabaseError
from prometheus_client import REGISTRY

from policies.models import PublicationEvent
from policies.publishing import events
from site_config import health, log_lines
from site_config.http import kept_pages, measured
from site_config.http.measured import NO_PAGE, Measured, page_name
from tests import factories as make

PORT = 9180
GIVEN = "0123456789abcdef0123456789abcdef"


class Site:
    """Answers what it is told, and remembers under which id it was asked."""

    def __init__(self) -> None:
        self.status, self.found, self.asked = "200 OK", "", list[str]()
        self.breaks = False

    def __call__(self, request: Any, start_response: Any) -> Iterable[bytes]:
        self.asked.append(log_lines.request_id.get())
        if self.breaks:
            raise ZeroDivisionError
        if self.found:
            request[kept_pages.FOUND] = self.found
        start_response(self.status, [("Content-Type", "text/plain")])
        return [b"a page"]


@pytest.fixture
def site() -> Site:
    return Site()


def ask(site: Site, path: str = "/zh-hans/", **names: str) -> tuple[str, dict[str, str], bytes]:
    """Status, headers and body of an answer of what stands outside the site."""
    request: dict[str, Any] = {"PATH_INFO": path, "SERVER_PORT": "8000", **names}
    setup_testing_defaults(request)
    told: list[tuple[str, list[tuple[str, str]]]] = []
    body = b"".join(Measured(site, PORT)(request, lambda *given: told.append(given[:2])))  # type: ignore[arg-type]
    return told[-1][0], dict(told[-1][1]), body


def test_who_asks_for_the_head_alone_gets_no_body(site: Site) -> None:
    whole, head = ask(site), ask(site, REQUEST_METHOD="HEAD", HTTP_X_REQUEST_ID=GIVEN)
    assert (head[0], head[2]) == (whole[0], b"") and whole[2]


def counted(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0


def test_the_proxy_s_id_is_taken_and_given_back(site: Site) -> None:
    _status, headers, _body = ask(site, HTTP_X_REQUEST_ID=GIVEN)
    assert headers["X-Request-ID"] == GIVEN and site.asked == [GIVEN]
    assert log_lines.request_id.get() == "", "outside of a request there is none"


@pytest.mark.parametrize("given", ["", "short", "x" * 32, GIVEN.upper(), f"{GIVEN}\n", "a" * 65])
def test_what_is_no_id_is_replaced_by_one(site: Site, given: str) -> None:
    _status, headers, _body = ask(site, HTTP_X_REQUEST_ID=given)
    assert re.fullmatch("[0-9a-f]{32}", headers["X-Request-ID"])
    assert site.asked == [headers["X-Request-ID"]] != [given]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/zh-hans/", "home"),
        ("/en/regions/440300/death/", "answer"),
        ("/r/K7M2P", "short"),
        ("/healthz", "healthz"),
        ("/zh/", NO_PAGE),
        ("//", NO_PAGE),
        ("/zh-hans/110101199003077715/", NO_PAGE),
        ("/\xff", NO_PAGE),
        (f"/{settings.ADMIN_PATH}policies/policy/", measured.ADMIN),
        ("/static/css/main.css", measured.STATIC),
    ],
)
def test_answers_are_counted_by_the_names_of_pages(site: Site, path: str, name: str) -> None:
    before = counted("site_requests_total", page=name, status="200")
    ask(site, path)
    assert page_name(path) == name
    assert counted("site_requests_total", page=name, status="200") == before + 1


def test_the_status_is_counted_also_of_what_breaks(site: Site) -> None:
    for status, number in (("404 Not Found", "404"), ("503 Service Unavailable", "503")):
        before = counted("site_requests_total", page="home", status=number)
        site.status = status
        ask(site)
        assert counted("site_requests_total", page="home", status=number) == before + 1
    site.breaks, before = True, counted("site_requests_total", page="home", status="500")
    with pytest.raises(ZeroDivisionError):
        ask(site)
    assert counted("site_requests_total", page="home", status="500") == before + 1


@pytest.mark.parametrize(
    ("outcome", "renders"), [("hit", 0), ("shared", 0), ("made", 1), ("stale", 1), ("", 1)]
)
def test_only_what_is_made_is_timed(site: Site, outcome: str, renders: int) -> None:
    site.found = outcome
    kept, made = counted("site_kept_pages_total", outcome=outcome), rendered()
    ask(site)
    assert counted("site_kept_pages_total", outcome=outcome) == kept + bool(outcome)
    assert rendered() == made + renders


def rendered() -> float:
    return counted("site_render_seconds_count", page="home")


@pytest.mark.django_db
def test_the_port_gives_the_counts_and_nothing_else(site: Site) -> None:
    status, headers, body = ask(site, "/metrics", SERVER_PORT=str(PORT))
    assert status == "200 OK" and headers["Content-Type"].startswith("text/plain")
    assert b"\nsite_requests_total{" in body or b"# TYPE site_requests_total" in body
    for path, method in (("/", "GET"), ("/zh-hans/", "GET"), ("/metrics", "POST")):
        found = ask(site, path, SERVER_PORT=str(PORT), REQUEST_METHOD=method)
        assert found[0] == "404 Not Found" and found[2] == b""
    assert not site.asked


def test_on_the_site_s_port_it_is_no_address(site: Site) -> None:
    assert ask(site, "/metrics")[2] == b"a page", "what the site says of it: there is no such page"
    assert page_name("/metrics") == NO_PAGE
    without = Measured(site)
    assert without.port == ""


@pytest.mark.django_db
def test_the_counts_say_what_is_scheduled_and_how_much_was_published(site: Site) -> None:
    make.nation()
    body = ask(site, "/metrics", SERVER_PORT=str(PORT))[2].decode()
    assert re.search(r"^site_state_serial [1-9]", body, re.M)
    assert "\nsite_pending_count 0.0" in body
    newest = PublicationEvent.objects.first()
    assert newest
    PublicationEvent.objects.create(at=newest.at.replace(year=2099), subject="x")
    body = ask(site, "/metrics", SERVER_PORT=str(PORT))[2].decode()
    assert "\nsite_pending_count 1.0" in body and 'site_check{name="database"} 1.0' in body


@pytest.mark.django_db
def test_without_the_database_the_counts_are_there(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(at: object = None) -> str:
        raise DatabaseError

    monkeypatch.setattr(events, "token", fail)
    monkeypatch.setattr(health, "serial", fail)
    errors = counted("site_database_errors_total", asked_by="check")
    body = ask(site, "/metrics", SERVER_PORT=str(PORT))[2].decode()
    assert 'site_check{name="database"} 0.0' in body and "site_state_serial" not in body
    assert counted("site_database_errors_total", asked_by="check") == errors + 1
