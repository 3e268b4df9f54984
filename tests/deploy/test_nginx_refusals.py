# ruff: noqa: F811 - fixtures of another module
"""What nginx refuses by itself is said in Chinese, with the hotline; what the site says passes."""

from __future__ import annotations

import http.client
from pathlib import Path

import pytest

from tests.deploy.nginx import HOST, Answer, Nginx, nginx
from tests.deploy.test_nginx import (  # noqa: F401
    PAGE,
    StandIn,
    _works_again,
    assert_own_page,
    front,
    site,
)

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")


@pytest.mark.parametrize(
    ("request_line", "headers", "status"),
    [
        ("GET /zh-hans/ HTTP/1.1", "no colon here", 400),
        ("GET /zh-hans/ HTTP/1.1", "Cookie: " + "a" * 20000, 400),
        ("GET /" + "a" * 20000 + " HTTP/1.1", "Accept: */*", 414),
        ("POST /zh-hans/feedback/ HTTP/1.1", "Content-Length: 2000000", 413),
        ("TRACE / HTTP/1.1", "Accept: */*", 405),
        ("OPTIONS * HTTP/1.1", "Accept: */*", 400),
        ("GET /zh-hans/ HTTP/9.0", "Accept: */*", 505),
        ("POST / HTTP/1.1", "Content-Length: 2000000", 413),
        ("POST /admin/ HTTP/1.1", "Content-Length: 2000000", 413),
        ("GET /zh-hans/about/ HTTP/1.1", 'If-Match: "another"', 412),
        ("GET /nginx-pages/503.html HTTP/1.1", "Accept: */*", 404),
        ("GET /gone/x HTTP/1.1", "Accept: */*", 404),
        ("GET /unknown/en.html HTTP/1.1", "Accept: */*", 404),
        ("POST /zh-hans/message/ HTTP/1.1", "Transfer-Encoding: gzip", 501),
        ("GET / HTTP/1.1", "Transfer-Encoding: gzip, chunked", 501),
    ],
    ids=[
        "header", "cookie", "address", "body", "method", "asterisk", "protocol", "body to the root",
        "body to the desk", "another version", "page of nginx", "page of the copy", "copied 404",
        "packed body", "packed body to the root",
    ],
)  # fmt: skip
def test_what_nginx_refuses_it_refuses_in_chinese(
    front: Nginx,
    request_line: str,
    headers: str,
    status: int,
) -> None:
    request = f"{request_line}\r\nHost: {HOST}\r\n{headers}\r\nConnection: close\r\n\r\n"
    assert_own_page(front.raw(request.encode()), status)


@pytest.mark.parametrize("plain", [False, True], ids=["tls", "plain"])
@pytest.mark.parametrize(
    ("request_line", "header"),
    [
        ("GET /zh-hans/ HTTP/1.1", "Accept: */*"),
        ("GET /zh-hans/ HTTP/1.1", "Host: a b"),
        ("GET /zh-hans/ HTTP/1.1", f"Host: {HOST}\r\nno colon here"),
        ("PRI * HTTP/2.0", "Host: elsewhere.example"),
    ],
    ids=["nameless", "no name", "header", "another protocol"],
)
def test_what_no_server_can_read_is_refused_in_chinese_too(
    front: Nginx, request_line: str, header: str, plain: bool
) -> None:
    asked = f"{request_line}\r\n{header}\r\nConnection: close\r\n\r\n"
    assert_own_page(front.raw(asked.encode(), plain=plain), 400)


def test_other_names_get_no_answer_and_ours_are_led_to_tls(front: Nginx) -> None:
    for name in ("elsewhere.example", "127.0.0.1"):
        for plain in (False, True):
            with pytest.raises(http.client.RemoteDisconnected):
                front.raw(f"GET / HTTP/1.1\r\nHost: {name}\r\n\r\n".encode(), plain=plain)
    led = front.raw(f"GET /zh-hans/?a=b HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode(), plain=True)
    assert (led.status, led.headers["location"]) == (301, f"https://{HOST}/zh-hans/?a=b")


def in_chunks(front: Nginx, path: str, body: str) -> Answer:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nTransfer-Encoding: chunked\r\nConnection: close"
    )
    return front.raw(f"{head}\r\n\r\n{body}".encode())


@pytest.mark.parametrize("body", ["ZZ\r\nabc\r\n", "3\r\nabcXX\r\n", "-1\r\n\r\n"])
@pytest.mark.parametrize("path", ["/zh-hans/about/?a=b", "/", "/admin/", "/static/b.css"])
def test_a_body_in_broken_chunks_is_refused_in_chinese(front: Nginx, path: str, body: str) -> None:
    assert_own_page(in_chunks(front, path, body), 400)


def test_a_body_in_whole_chunks_arrives_and_what_the_site_says_passes(
    front: Nginx, site: StandIn
) -> None:
    for status in (200, 400, 422):
        site.mode = str(status)
        answer = in_chunks(front, "/zh-hans/about/", "3\r\na=b\r\n0\r\n\r\n")
        assert (answer.status, answer.body) == (status, b"a page\n")


def test_of_a_site_that_is_gone_a_body_in_chunks_gets_the_page(front: Nginx, site: StandIn) -> None:
    site.mode = "dies"
    for path in ("/zh-hans/feedback/", "/", "/data/policies.csv"):
        assert_own_page(in_chunks(front, path, "3\r\na=b\r\n0\r\n\r\n"), 503)


def test_who_sends_too_much_is_told_to_wait(front: Nginx) -> None:
    answers = [front.ask("/zh-hans/feedback/", "POST", body=b"a=1") for _ in range(8)]
    assert [answer.status for answer in answers[:2]] == [200, 200]
    assert_own_page(answers[-1], 429)
    assert int(answers[-1].headers["retry-after"]) > 0


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 410, 422])
@pytest.mark.parametrize("path", [PAGE, "/admin/"])
def test_what_the_site_refuses_it_says_itself(
    front: Nginx,
    site: StandIn,
    status: int,
    path: str,
) -> None:
    site.mode = str(status)
    answer = front.ask(f"{path}?on=2026-03-{status % 28:02}")
    assert (answer.status, answer.body) == (status, b"a page\n")


@pytest.mark.parametrize("path", ["/admin/", "/healthz", "/zh-hans/check/", "/static/b.css"])
def test_nothing_of_a_site_that_is_gone_is_left_unsaid(
    front: Nginx, site: StandIn, path: str
) -> None:
    site.mode = "dies"
    assert_own_page(front.ask(path), 503)


def test_the_root_leads_on_before_anybody_asked_for_it(site: StandIn, tmp_path: Path) -> None:
    site.mode = "dies"
    with nginx(tmp_path, site.server_address[1]) as front:
        answer = front.ask("/?q=x")
    assert (answer.status, answer.headers["location"]) == (302, "/zh-hans/?q=x")
