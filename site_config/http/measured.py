"""Outside everything: each request gets an id and is counted; the operator's port is answered.

The id is nginx's, or made here where there is none, so that its line and ours are found together.
It is in the answer too: whoever reports a failure may name it.
"""

from __future__ import annotations

import functools
import os
import re
import secrets
import time
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from prometheus_client import REGISTRY, CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4 as PLAIN
from prometheus_client.multiprocess import MultiProcessCollector

from policies.languages import language_of
from policies.public_page import page_of
from site_config import counted, health, log_lines
from site_config.http.kept_pages import FOUND
from site_config.patience import patience

AN_ID = re.compile(r"[0-9a-f]{16,64}")  # as nginx makes them
HEADER = "X-Request-ID"
NO_PAGE, ADMIN, STATIC = "none", "admin", "static"


class Measured:
    """The WSGI application `application`, counted; on `port`, if there is one, only the counts."""

    def __init__(self, application: WSGIApplication, port: int = 0) -> None:
        self.application = application
        self.port = str(port) if port else ""

    def __call__(self, request: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if self.port and request.get("SERVER_PORT") == self.port:
            return report(request, start_response)
        began, told = time.perf_counter(), ["500"]
        name = asked_as(request.get("HTTP_X_REQUEST_ID", ""))

        def start(status: str, headers: list[tuple[str, str]], *error: object) -> object:
            told[0] = status[:3]
            return start_response(status, [*headers, (HEADER, name)], *error)  # type: ignore[arg-type]

        before = log_lines.request_id.set(name)
        try:
            parts = self.application(request, start)  # type: ignore[arg-type]
            return parts if request["REQUEST_METHOD"] != "HEAD" else dropped(parts)
        finally:
            log_lines.request_id.reset(before)
            count(request, told[0], time.perf_counter() - began)


def dropped(parts: Iterable[bytes]) -> Iterable[bytes]:
    """None of an answer's bytes: Django gives them to HEAD too, and the server would complain."""
    if hasattr(parts, "close"):
        parts.close()
    return []


def asked_as(given: str) -> str:
    """The id of a request: the proxy's, or one of our own."""
    return given if AN_ID.fullmatch(given) else secrets.token_hex(16)


def count(request: WSGIEnvironment, status: str, seconds: float) -> None:
    """One more answer, by the name of its page."""
    name = page_name(request.get("PATH_INFO", ""))
    counted.REQUESTS.labels(name, status).inc()
    outcome = request.get(FOUND, "")
    if outcome:
        counted.KEPT.labels(outcome).inc()
    if outcome not in ("hit", "shared") and name != STATIC:
        counted.RENDER_SECONDS.labels(name).observe(seconds)


@functools.lru_cache(maxsize=4096)
def page_name(raw_path: str) -> str:
    """What the list of pages calls an address, never the address itself."""
    if raw_path.startswith(settings.STATIC_URL):
        return STATIC
    if raw_path.startswith(f"/{settings.ADMIN_PATH}"):
        return ADMIN
    try:
        path = raw_path.encode("latin-1").decode()
        with translation.override(language_of(path)):
            page = page_of(resolve(path))
    except (UnicodeError, Resolver404):
        return NO_PAGE
    return page.name if page else NO_PAGE


def report(request: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """What was counted in all processes, and the state of the site, as Prometheus reads it."""
    if request["REQUEST_METHOD"] != "GET" or request.get("PATH_INFO") != "/metrics":
        start_response("404 Not Found", [("Content-Type", "text/plain"), ("Content-Length", "0")])
        return []
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    body = generate_latest(registry) + generate_latest(state_of_the_site())
    start_response("200 OK", [("Content-Type", PLAIN), ("Content-Length", str(len(body)))])
    return [body]


def state_of_the_site() -> CollectorRegistry:
    """What is asked at this moment, and counted by no process."""
    registry, now = CollectorRegistry(), timezone.now()
    well = Gauge("site_check", "1 where a part of the site is well", ["name"], registry=registry)
    for check in health.checks(now):
        well.labels(check.name).set(check.is_well)
        for what, said in check.said.items():
            if isinstance(said, int):  # how old, how many
                Gauge(f"site_{check.name}_{what}", what, registry=registry).set(said)
    try:
        with patience(health.PATIENCE):
            found, ahead = health.serial(), health.next_publication(now)
    except (DatabaseError, InterfaceError):
        return registry
    Gauge("site_state_serial", "Publications counted", registry=registry).set(found)
    next_one = Gauge("site_pending_next_seconds", "When the next one is", registry=registry)
    next_one.set(ahead.timestamp() if ahead else 0)
    return registry
