"""A real browser on the site with its shipped content, and what it complained of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.databases import States
from tests.shipped import put_shipped

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's own; nothing is downloaded."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def site(transactional_db: None, live_server: Any, database: States) -> str:
    """The address of the site with the shipped content; the flush after the test takes it away."""
    put_shipped(database)
    return str(live_server.url)


@pytest.fixture
def said() -> list[str]:
    """Errors, blocked resources and failed requests of every window of the test."""
    return []


@pytest.fixture
def window(chromium: Browser, said: list[str]) -> Iterator[Any]:
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
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda line: note(said, line.type, line.text))
        page.on("requestfailed", lambda request: note_failure(said, request.failure, request.url))
        page.on("response", lambda answer: note_status(said, answer.status, answer.url))
        return page

    yield opened
    for context in contexts:
        context.close()


def note(said: list[str], kind: str, text: str) -> None:
    if kind == "error" or "Content Security Policy" in text:
        said.append(text)


def note_failure(said: list[str], why: str | None, url: str) -> None:
    if why != "net::ERR_ABORTED":  # the test went on to the next page
        said.append(f"{why}: {url}")


def note_status(said: list[str], status: int, url: str) -> None:
    if status >= 400:
        said.append(f"{status}: {url}")
