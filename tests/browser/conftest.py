"""A real browser on the site with its shipped content, and what it complained of."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import pytest
import time_machine
from django.core.servers.basehttp import ThreadedWSGIServer
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    sync_playwright,
)
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.shipped import TODAY

# Without windows the same pages take two fifths less CPU; where only the other is, it will do.
PROGRAMS = ("chromium-headless-shell", "chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Nothing is painted until it is asked for: what is measured alone costs a sixth less CPU so. A
# click waits for a painted page, and only the browser without windows knows this.
UNPAINTED = ["--enable-begin-frame-control", "--run-all-compositor-stages-before-draw"]


class AttentiveServer(ThreadedWSGIServer):
    """Ends only after the last of its threads, so that none meets a connection shared no more.

    A browser keeps lines open over which it asks nothing; those are hung up first.
    """

    daemon_threads = False  # those are not waited for

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._lines: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._lines.add(request)
        super().process_request(request, client_address)

    def close_request(self, request: Any) -> None:
        self._lines.discard(request)
        super().close_request(request)

    def server_close(self) -> None:
        for line in tuple(self._lines):
            with suppress(OSError):  # the other end was quicker
                line.shutdown(socket.SHUT_RDWR)
        super().server_close()


@contextmanager
def served() -> Iterator[LiveServer]:
    server = LiveServer("localhost", start=False)
    server.thread.server_class = AttentiveServer  # type: ignore[attr-defined]
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@contextmanager
def launched(driver: Playwright, more: Sequence[str] = ()) -> Iterator[Browser]:
    """Debian's own; nothing is downloaded."""
    program = str(next(filter(None, map(shutil.which, PROGRAMS))))
    more = more if program.endswith(PROGRAMS[0]) else ()
    browser = driver.chromium.launch(executable_path=program, args=[*ARGUMENTS, *more])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def chromium(driver: Playwright) -> Iterator[Browser]:
    """Started once. Each test or module has its windows."""
    with launched(driver) as browser:
        yield browser


@pytest.fixture(scope="session")
def measuring(driver: Playwright) -> Iterator[Browser]:
    """A browser that lays pages out and paints none: for what is measured, not for clicks."""
    with launched(driver, UNPAINTED) as browser:
        yield browser


@pytest.fixture(scope="module")
def site(content: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of the site with the shipped content, on the day it was compiled.

    One server for the tests of a module, on a free port; they may read only.
    """
    with django_db_blocker.unblock(), time_machine.travel(TODAY, tick=True), served() as server:
        yield server.url


class Complaints(list[str]):
    """Errors, blocked resources and failed requests of every window of a test.

    `forgiven` are addresses that answer with an error on purpose.
    """

    def __init__(self) -> None:
        self.forgiven: set[str] = set()

    def listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.append(str(error)))
        page.on("console", self._note)
        page.on("requestfailed", lambda request: self._note_failure(request.failure, request.url))
        page.on("response", lambda answer: self._note_status(answer.status, answer.url))

    def taken(self) -> list[str]:
        """All until now; the list is empty afterwards."""
        found = list(self)
        self.clear()
        return found

    def _note(self, line: ConsoleMessage) -> None:
        if line.location.get("url") in self.forgiven and "Failed to load" in line.text:
            return
        if line.type == "error" or "Content Security Policy" in line.text:
            self.append(line.text)

    def _note_failure(self, why: str | None, url: str) -> None:
        if why != "net::ERR_ABORTED":  # the test went on to the next page
            self.append(f"{why}: {url}")

    def _note_status(self, status: int, url: str) -> None:
        if status >= 400 and url not in self.forgiven:
            self.append(f"{status}: {url}")


@pytest.fixture
def said() -> Complaints:
    return Complaints()


@pytest.fixture
def window(chromium: Browser, said: Complaints) -> Iterator[Any]:
    """Opens windows of a width: `window(320)`; scripts are off unless asked for."""
    contexts: list[BrowserContext] = []

    def opened(width: int = 360, *, scripts: bool = False, **options: Any) -> Page:
        viewport = {"width": width, "height": 800}
        context = chromium.new_context(
            locale="zh-CN",
            viewport=viewport,  # type: ignore[arg-type]
            java_script_enabled=scripts,
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        said.listen(page)
        return page

    yield opened
    for context in contexts:
        context.close()
