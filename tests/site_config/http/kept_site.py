"""A site that counts how often it is asked, behind pages that are kept."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone

from site_config.http.kept_pages import FOUND, KeptPages
from site_config.http.site_state import State, StateOfTheSite

PATH = "/zh-hans/regions/440300/death/"
FOR_ALL = "public, max-age=60"
WORDS = "可以，先打电话问。" * 100


@dataclass
class Site:
    """An application: what it answers, and what it was asked."""

    status: str = "200 OK"
    keep: str = FOR_ALL
    words: str = WORDS
    takes: float = 0.0  # seconds
    fails: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked.append(environ)
        time.sleep(self.takes)
        if self.fails:
            raise OSError
        headers = [("Content-Type", "text/html"), ("Cache-Control", self.keep)]
        start_response(self.status, [*headers, ("ETag", 'W/"a"'), ("Content-Length", "1")])
        return [self.words.encode()]


class StateOfATest(StateOfTheSite):
    """A state that a test sets."""

    def __init__(self) -> None:
        super().__init__()
        self.state: State | None = ("1", timezone.localdate())

    def now(self) -> State | None:
        return self.state


@dataclass
class Answer:
    status: str
    headers: dict[str, str]
    body: bytes
    found: str = field(compare=False)  # how the page was found, as it is counted


class Server:
    """A site behind its kept pages."""

    def __init__(self, site: Any, **options: Any) -> None:
        self.site: Site = site
        self.state = StateOfATest()
        self.kept = KeptPages(site, state=self.state, **options)

    def ask(self, address: str = PATH, method: str = "GET", **environ: str) -> Answer:
        path, _, query = address.partition("?")
        asked: dict[str, Any] = {}
        setup_testing_defaults(asked)
        asked |= {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query}
        told: list[Any] = []

        def tell(*answer: Any) -> Any:
            told.extend(answer)

        request = asked | {"HTTP_HOST": "testserver"} | environ
        body = b"".join(self.kept(request, tell))
        return Answer(told[0], dict(told[1]), body, request.get(FOUND, ""))

    @property
    def made(self) -> int:
        return len(self.site.asked)


@contextmanager
def one_connection() -> Iterator[None]:
    """A request does not close the connection of the test, whose rows no other one would see;
    Django's own test client does the same, and connects these signals again."""
    signals = (request_started, request_finished)
    for each in signals:
        each.disconnect(close_old_connections)
    try:
        yield
    finally:
        for each in signals:
            each.connect(close_old_connections)
