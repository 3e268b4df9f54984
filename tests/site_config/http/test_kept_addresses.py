"""Which addresses are kept, and that what was kept never outlives its state."""

from __future__ import annotations

import datetime as dt
import threading
import time

import pytest
from django.utils import timezone

from site_config.http.kept_page import codings
from site_config.http.kept_pages import LONGEST_ADDRESS
from tests.site_config.http.kept_site import PATH, Answer, Server, Site

TODAY = timezone.localdate()


@pytest.fixture
def server() -> Server:
    return Server(Site())


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_pages_of_every_language_are_kept_whatever_a_chat_adds(
    server: Server, language: str
) -> None:
    for query in ("from=timeline", "", "scene=1", "scene=%FF", "%00", "%E6%B7=1&from=timeline"):
        server.ask(f"/{language}/compare/?{query}")
    assert server.made == 1


@pytest.mark.parametrize(
    "query",
    [
        "kind=use&regions=110000",  # another order: the site leads to its own
        "regions=110000&e=death",  # what another page reads goes along when the site leads on
    ],
)
def test_what_the_site_may_lead_elsewhere_reaches_it_as_it_came(server: Server, query: str) -> None:
    for _time in range(2):
        server.ask(f"/zh-hans/compare/?{query}")
    assert [each["QUERY_STRING"] for each in server.site.asked] == [query] * 2


def test_a_site_below_another_path_is_not_kept(server: Server) -> None:
    for _time in range(2):
        server.ask(SCRIPT_NAME="/evil")
    assert server.made == 2


def test_endless_addresses_take_no_memory(server: Server) -> None:
    for _time in range(2):
        server.ask(PATH + "字" * LONGEST_ADDRESS)
    assert server.made == 2


def test_of_a_header_only_the_compressions_are_remembered() -> None:
    assert codings("x" * 500 + ", br") == {"br"} and codings("deflate, zstd") == set()


def test_what_is_no_page_any_more_does_not_come_back_while_the_site_fails(server: Server) -> None:
    server.ask()
    server.state.state = ("2", TODAY)
    for status in ("410 Gone", "503 Service Unavailable"):
        server.site.status = status
        assert server.ask().status == status


def test_who_asks_after_midnight_never_gets_the_page_that_was_being_made_before() -> None:
    server = Server(Site(takes=0.3))
    server.state.state = ("1", TODAY - dt.timedelta(days=1))
    answers: list[Answer] = []
    before = threading.Thread(target=lambda: answers.append(server.ask()))
    before.start()
    time.sleep(0.1)
    server.state.state = ("1", TODAY)
    after = server.ask()
    before.join()
    assert server.made == 2
    assert after.headers["Cache-Control"].startswith("public")
    assert answers[0].headers["Cache-Control"] == "no-cache", "a page of the day before"
