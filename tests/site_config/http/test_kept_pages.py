"""Pages kept in front of Django: made once, given again, and never to the wrong reader."""

from __future__ import annotations

import datetime as dt
import gzip
import threading
import time
from collections.abc import Iterable
from typing import Any

import brotli
import pytest
from django.utils import timezone

from tests.site_config.http.kept_site import PATH, WORDS, Answer, Server, Site


@pytest.fixture
def server() -> Server:
    return Server(Site())


def test_a_page_is_made_once_and_is_the_same_again(server: Server) -> None:
    assert server.ask() == server.ask()
    assert server.made == 1 and server.ask().body.decode() == WORDS


@pytest.mark.parametrize(
    "query", ["from=timeline", "isappinstalled=0&scene=1", "&".join(f"x{n}=1" for n in range(100))]
)
def test_what_no_page_reads_reaches_neither_the_key_nor_the_site(
    server: Server, query: str
) -> None:
    server.ask()
    server.ask(f"{PATH}?{query}")
    server.ask(f"{PATH}?{query}&on=2026-12-31")
    assert [each["QUERY_STRING"] for each in server.site.asked] == ["", "on=2026-12-31"]


@pytest.mark.parametrize(
    ("address", "method"),
    [
        ("/zh-hans/search/?q=x", "GET"),
        ("/zh-hans/check/?r=440300", "GET"),
        ("/admin/", "GET"),
        ("/static/css/main.css", "GET"),
        ("/healthz", "GET"),
        ("/", "GET"),
        (PATH, "POST"),
        (f"{PATH}?on=%00", "GET"),
        (f"{PATH}?x={'y' * 5000}", "GET"),
    ],
)
def test_everything_else_passes_as_it_came(server: Server, address: str, method: str) -> None:
    cookie = {"HTTP_COOKIE": "sessionid=1"}
    for _time in range(2):
        assert server.ask(address, method, **cookie).status == "200 OK"
    assert [each["HTTP_COOKIE"] for each in server.site.asked] == ["sessionid=1"] * 2
    assert server.site.asked[0]["QUERY_STRING"] == address.partition("?")[2]


def test_another_host_is_refused_by_the_site_itself(server: Server) -> None:
    for _time in range(2):
        server.ask(HTTP_HOST="evil.example")
    assert [each["HTTP_HOST"] for each in server.site.asked] == ["evil.example"] * 2


def test_no_reader_is_known_to_the_page(server: Server) -> None:
    server.ask(HTTP_COOKIE="a=1", HTTP_IF_NONE_MATCH='W/"b"', HTTP_ACCEPT_ENCODING="gzip")
    unsaid = {"HTTP_COOKIE", "HTTP_IF_NONE_MATCH", "HTTP_ACCEPT_ENCODING"}
    assert not unsaid & set(server.site.asked[0])


def test_another_state_of_the_site_makes_the_page_anew(server: Server) -> None:
    server.ask()
    for state in (("2", timezone.localdate()), ("2", timezone.localdate() + dt.timedelta(days=1))):
        server.state.state = state
        server.site.words = f"现在 {state}"
        assert server.ask().body.decode() == server.site.words
    assert server.made == 3


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "301 Moved Permanently"])
def test_only_pages_are_kept(server: Server, status: str) -> None:
    server.site.status = status
    assert [server.ask().status for _time in range(2)] == [status] * 2
    assert server.made == 2


@pytest.mark.parametrize("keep", ["private, no-cache", "no-store", ""])
def test_what_no_cache_may_keep_is_not_kept_here(server: Server, keep: str) -> None:
    server.site.keep = keep
    assert [server.ask().headers["Cache-Control"] for _time in range(2)] == [keep] * 2
    assert server.made == 2


def test_head_says_what_get_says_without_the_body(server: Server) -> None:
    head, page = server.ask(method="HEAD"), server.ask()
    assert server.site.asked[0]["REQUEST_METHOD"] == "GET"
    assert head.headers == page.headers and not head.body and server.made == 1


@pytest.mark.parametrize("known", ['W/"a"', '"a"', '"x", W/"a"', 'W/"y","a"'])
def test_whoever_has_the_page_is_told_so(server: Server, known: str) -> None:
    told = server.ask(HTTP_IF_NONE_MATCH=known)
    assert told.status == "304 Not Modified" and not told.body
    assert told.headers["ETag"] == 'W/"a"' and "max-age=60" in told.headers["Cache-Control"]
    assert "Content-Length" not in told.headers


@pytest.mark.parametrize("status", ["404 Not Found", "503 Service Unavailable"])
def test_not_modified_is_said_of_pages_only(server: Server, status: str) -> None:
    server.site.status = status
    assert server.ask(HTTP_IF_NONE_MATCH='W/"a"').status == status


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("br, gzip", "br"),
        ("gzip, deflate", "gzip"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("BR", "br"),
        ("xbrx, *;q=0.5", ""),
        ("gzip; q = 0.000", ""),
        ("", ""),
        (";;;,,,", ""),
    ],
)
def test_a_page_is_given_in_the_form_that_the_reader_takes(
    server: Server, accepted: str, coding: str
) -> None:
    page = server.ask(HTTP_ACCEPT_ENCODING=accepted)
    read = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[coding]
    assert read(page.body).decode() == WORDS
    assert page.headers.get("Content-Encoding", "") == coding
    assert page.headers["Content-Length"] == str(len(page.body))


def test_a_few_words_are_not_compressed() -> None:
    page = Server(Site(words="可以")).ask(HTTP_ACCEPT_ENCODING="br")
    assert "Content-Encoding" not in page.headers and page.body.decode() == "可以"


def test_the_least_read_page_goes_first() -> None:
    server = Server(Site(), room=3 * (2 * len(WORDS.encode()) + 1024))
    pages = [f"{PATH}?on=2026-12-{day:02}" for day in range(1, 5)]
    for page in (*pages[:3], pages[0], pages[3], pages[0]):
        server.ask(page)
    assert server.made == 4
    server.ask(pages[1])
    assert server.made == 5


def test_over_tls_and_without_it_are_two_pages(server: Server) -> None:
    server.ask()
    server.ask(**{"wsgi.url_scheme": "https"})
    assert server.made == 2


def test_a_page_is_made_once_however_many_ask_at_the_same_time() -> None:
    server = Server(Site(takes=0.2))
    answers: list[Answer] = []
    readers = [threading.Thread(target=lambda: answers.append(server.ask())) for _n in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(answers) == 8 and {each.body.decode() for each in answers} == {WORDS}
    assert server.made == 1


def test_what_is_for_one_reader_is_never_anothers() -> None:
    server = Server(Site(takes=0.1, keep="no-store"))
    readers = [threading.Thread(target=server.ask) for _n in range(3)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert server.made == 3


def test_who_waits_for_a_page_that_fails_asks_alone(server: Server) -> None:
    calls = []

    def once_broken(environ: Any, start_response: Any) -> Iterable[bytes]:
        calls.append(environ)
        if len(calls) == 1:
            time.sleep(0.2)
            raise OSError
        return server.site(environ, start_response)

    def broken() -> None:
        with pytest.raises(OSError, match=r"^$"):
            server.ask()

    server.kept.application = once_broken
    first = threading.Thread(target=broken)
    first.start()
    time.sleep(0.05)
    assert server.ask().body.decode() == WORDS
    first.join()


def test_while_the_site_fails_the_page_of_this_day_is_given_and_none_of_another(
    server: Server,
) -> None:
    server.ask()
    server.site.status = "503 Service Unavailable"
    server.state.state = ("2", timezone.localdate())
    assert server.ask().status == "200 OK"
    server.state.state = ("2", timezone.localdate() + dt.timedelta(days=1))
    assert server.ask().status == "503 Service Unavailable"


def test_before_the_state_is_known_nothing_is_kept(server: Server) -> None:
    server.state.state = None
    server.ask()
    server.ask()
    assert server.made == 2
