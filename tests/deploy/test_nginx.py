"""What the example for nginx holds, for how long, and what it says by itself.

The site behind it is a stand-in that answers, fails, hangs and dies as it is told; the whole site
stands behind nginx in test_outage.py.
"""

from __future__ import annotations

import datetime as dt
import http.server
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.test.utils import override_settings

from site_config.http.compressing import COMPRESS
from tests.deploy.nginx import Answer, Nginx, nginx

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
PAGE = "/zh-hans/regions/440300/death/"
PATIENCE = 5.0  # seconds that a reader waits
HANGS = 5.5
EVENING = dt.datetime(2026, 11, 26, 15, 59, 56, tzinfo=dt.UTC)  # four seconds before midnight
OLD = 2.1  # seconds after which nginx, which counts whole ones, no longer takes one for fresh


class StandIn(http.server.ThreadingHTTPServer):
    """Answers every page with what `mode` says, and counts what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.mode = "works"
        self.fresh = self.renewing = 60
        self.asked: Counter[str] = Counter()
        self.named: list[str] = []  # the ids under which it was asked
        self.accepted: list[str | None] = []  # the compressions that it was asked for
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: StandIn

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        self.server.named.append(self.headers.get("X-Request-ID", ""))
        self.server.accepted.append(self.headers.get("Accept-Encoding"))
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.server.mode == "hangs":
            time.sleep(HANGS)
        if self.server.mode == "dies":
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        if self.path == "/":
            self.answer(302, [("Location", "/zh-hans/")])
        elif self.server.mode.isdigit():
            self.answer(int(self.server.mode), [("Cache-Control", "no-store")])
        else:
            self.answer(200, [])

    do_HEAD = do_POST = do_GET  # noqa: N815 - the names that the server looks for

    def answer(self, status: int, headers: list[tuple[str, str]]) -> None:
        coding = self.headers.get("Accept-Encoding", "")
        body = COMPRESS.get(coding, bytes)(b"a page\n")
        self.send_response(status)
        self.send_header("Content-Encoding", coding)
        self.send_header("ETag", 'W/"of this page"')
        allowed = f"max-age={self.server.fresh}, stale-while-revalidate={self.server.renewing}"
        for name, value in [("Cache-Control", allowed), *headers]:
            if name not in dict(headers) or (name, value) in headers:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[StandIn]:
    site = StandIn()
    yield site
    site.shutdown()
    site.server_close()


@pytest.fixture(autouse=True)
def _works_again(site: StandIn) -> None:
    site.mode = "works"
    site.fresh = site.renewing = 60


@pytest.fixture(scope="module")
def front(site: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    with nginx(tmp_path_factory.mktemp("nginx"), site.server_address[1]) as front:
        yield front


def timed(front: Nginx, path: str) -> tuple[Answer, float]:
    started = time.monotonic()
    return front.ask(path), time.monotonic() - started


def test_a_held_page_is_shown_at_once_while_it_is_asked_for_again(
    front: Nginx, site: StandIn
) -> None:
    site.fresh = 1
    path = f"{PAGE}?on=2026-01-01"
    assert front.ask(path).held == "MISS"
    time.sleep(OLD)
    site.mode = "hangs"
    answer, waited = timed(front, path)
    assert (answer.status, answer.held) == (200, "STALE")
    assert waited < 1.5


def test_a_held_page_outlives_the_failures_of_the_site(front: Nginx, site: StandIn) -> None:
    site.fresh = 1
    site.renewing = 0
    pages = {mode: f"{PAGE}?on=2026-02-0{day}" for day, mode in enumerate(("500", "dies"), 1)}
    assert {front.ask(path).held for path in pages.values()} == {"MISS"}
    time.sleep(OLD)
    for mode, path in pages.items():
        site.mode = mode
        answer, waited = timed(front, path)
        assert (answer.status, answer.held, answer.body) == (200, "STALE", b"a page\n")
        assert waited < PATIENCE


def test_a_page_that_is_not_held_is_a_503_with_the_hotline_in_time(
    front: Nginx, site: StandIn
) -> None:
    site.mode = "hangs"
    answer, waited = timed(front, "/zh-hans/check/")
    assert waited < PATIENCE
    assert_own_page(answer, 503)
    assert int(answer.headers["retry-after"]) > 0
    site.mode = "dies"
    assert_own_page(front.ask("/zh-hans/check/"), 503)


def test_the_root_is_held_and_keeps_what_was_asked(front: Nginx, site: StandIn) -> None:
    assert front.ask("/?q=x").headers["location"] == "/zh-hans/?q=x"
    site.mode = "dies"
    asked = site.asked["/"]
    for query in ("", "?from=singlemessage&isappinstalled=0", "?regions=1&regions=2"):
        answer = front.ask(f"/{query}")
        assert (answer.status, answer.held) == (302, "HIT")
        assert answer.headers["location"] == f"/zh-hans/{query}"
    assert site.asked["/"] == asked


def test_the_admin_is_neither_held_nor_given_up_so_soon(front: Nginx, site: StandIn) -> None:
    assert not front.ask("/admin/").held
    site.mode = "hangs"
    answer, waited = timed(front, "/admin/policies/")
    assert answer.status == 200 and waited > PATIENCE


def assert_own_page(answer: Answer, status: int) -> None:
    """A page of nginx itself: in Chinese first, with the hotline and every header of the site."""
    assert answer.status == status
    page = BeautifulSoup(answer.body, "html.parser")
    assert page.html and page.html["lang"] == "zh-Hans"
    assert len(page.select('a[href="tel:12393"]')) == 3 and len(page.select("h1")) == 1
    assert {part["lang"] for part in page.select("[lang]")} == {"zh-Hans", "zh-Hant", "en"}
    assert answer.headers["server"] == "nginx"
    assert answer.headers["cache-control"] == "no-store"
    expected = security_headers()
    assert {name: directives(answer.headers.get(name, "")) for name in expected} == expected


def directives(header: str) -> set[str]:
    """The parts of a header, whose order says nothing."""
    return {part.strip() for part in header.split(";")}


def security_headers() -> dict[str, set[str]]:
    """What the site itself says to browsers behind TLS, whatever the page."""
    with override_settings(
        SECURE_HSTS_SECONDS=31536000,
        SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
    ):
        sent = Client().get("/healthz", secure=True).headers
    of_this_page = {"Content-Type", "Content-Length", "Vary", "Cache-Control", "Expires"}
    return {
        name.lower(): directives(value) for name, value in sent.items() if name not in of_this_page
    }


def test_no_page_is_shown_on_the_next_day_in_china(site: StandIn, tmp_path: Path) -> None:
    zones = ("Asia/Shanghai", "UTC", "America/New_York")
    with ExitStack() as stack:
        until = time.monotonic() + 4
        fronts = []
        for zone in zones:
            folder = tmp_path / zone.replace("/", "-")
            folder.mkdir()
            started = nginx(folder, site.server_address[1], zone=zone, clock=EVENING)
            fronts.append(stack.enter_context(started))
        for front in fronts:
            assert {front.ask(path).held for path in (PAGE, "/static/a.css", "/")} == {"MISS"}
        site.mode = "dies"
        held = [front.ask(PAGE).held for front in fronts]
        assert time.monotonic() < until and held == ["HIT"] * len(zones), "still the same day"
        time.sleep(max(0, until + 1 - time.monotonic()))
        for zone, front in zip(zones, fronts, strict=True):
            offset = EVENING.astimezone(ZoneInfo(zone)).isoformat()[-6:]
            assert offset in (front.folder / "site.log").read_text(), "nginx is in this zone"
            assert_own_page(front.ask(PAGE), 503)
            assert front.ask("/static/a.css").held == "HIT"
            assert front.ask("/").status == 302
