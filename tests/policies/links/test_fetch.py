"""Opening addresses politely: hops, robots, pauses, and nothing inside a network."""

from __future__ import annotations

import http.client
import itertools
import socket
from collections.abc import Iterator
from typing import cast

import pytest

from policies.links.fetch import Browser, NotOpened, public_address
from tests.policies.links.office import Office, Reply, open_office


@pytest.fixture
def office() -> Iterator[Office]:
    with open_office() as found:
        yield found


def why(browser: Browser, url: str) -> str:
    with pytest.raises(NotOpened) as refused:
        browser.open(url)
    return refused.value.why


def test_a_page_is_read_with_its_status_and_headers(office: Office) -> None:
    office.replies["/a?b=1"] = Reply(body=b"text", headers={"Content-Type": "text/html"})
    answer = office.browser().open(office.url("/a?b=1"))
    assert (answer.status, answer.body, answer.moved) == (200, b"text", False)
    assert answer.headers["content-type"] == "text/html"
    assert office.asked[-1][1]["User-Agent"] == "zhanghu-links (+https://example.org)"


def test_a_chain_is_followed_and_is_a_move_only_if_every_hop_is_for_good(office: Office) -> None:
    office.replies |= {
        "/a": Reply(301, headers={"Location": "/b"}),
        "/b": Reply(308, headers={"Location": "/c"}),
        "/c": Reply(body=b"here"),
        "/t": Reply(301, headers={"Location": "/u"}),
        "/u": Reply(302, headers={"Location": "/c"}),
    }
    answer = office.browser().open(office.url("/a"))
    assert answer.moved and answer.url == office.url("/c") and answer.body == b"here"
    assert not office.browser().open(office.url("/t")).moved


@pytest.mark.parametrize(
    "leads",
    ["http://[", "http://[::1", "http://a:99999999/", "http://a..b/", f"http://{'a' * 70}.cn/",
     "http://a@b/", "//[/", "javascript:alert(1)"],
)  # fmt: skip
def test_a_move_to_what_is_no_address_is_a_page_that_does_not_open(
    office: Office, leads: str
) -> None:
    office.replies["/a"] = Reply(302, headers={"Location": leads})
    assert why(office.browser(), office.url("/a")) in ("blocked", "gone", "timed_out")
    assert why(office.browser(), leads) in ("blocked", "gone", "timed_out")


def test_an_address_with_characters_as_they_are_is_asked_for_by_its_bytes(office: Office) -> None:
    """Offices send UTF-8, or what their machines were set to, in the header."""
    office.replies["/%E6%94%BF%E7%AD%96?%BA%C5=1"] = Reply(body=b"here")
    for name in ("/政策".encode(), b"/%E6%94%BF%E7%AD%96"):
        office.replies["/a"] = Reply(
            301, headers={"Location": (name + b"?\xba\xc5=1").decode("latin-1")}
        )
        assert office.browser().open(office.url("/a")).body == b"here"
    office.replies["/%E6%94%BF"] = Reply(body=b"typed")
    assert office.browser().open(office.url("/政")).body == b"typed"


def test_a_chain_without_end_is_left(office: Office) -> None:
    office.replies["/a"] = Reply(301, headers={"Location": "/a"})
    assert why(office.browser(), office.url()) == "gone"
    assert len(office.paths()) == 6


def test_robots_are_obeyed_and_asked_once_a_host(office: Office) -> None:
    office.replies["/robots.txt"] = Reply(body=b"User-agent: *\nDisallow: /secret")
    office.replies["/a"] = Reply(body=b"x")
    browser = office.browser()
    assert why(browser, office.url("/secret/a")) == "blocked"
    browser.open(office.url("/a"))
    assert office.paths() == ["/a"]
    assert [path for path, *_rest in office.asked].count("/robots.txt") == 1


def test_a_host_that_shows_no_robots_to_programs_is_not_asked(office: Office) -> None:
    office.replies["/robots.txt"] = Reply(403)
    assert why(office.browser(), office.url()) == "blocked" and office.paths() == []


def test_between_two_requests_to_a_host_a_second_passes(office: Office) -> None:
    office.replies["/a"] = Reply(body=b"x")
    naps: list[float] = []
    browser = office.browser(naps=naps)
    browser.clock = lambda: 100.0
    browser.open(office.url("/a"))
    browser.open(office.url("/a", "www.other.gov.cn"))
    assert naps == [1.0, 1.0], "one nap a host: robots, then the page"


def test_who_says_later_is_left_alone_for_the_run(office: Office) -> None:
    office.replies["/a"] = Reply(429, headers={"Retry-After": "120"})
    browser = office.browser()
    assert browser.open(office.url("/a")).status == 429
    assert why(browser, office.url("/b")) == "later"
    assert office.paths() == ["/a"]


def test_a_host_that_does_not_answer_is_not_waited_for_long(office: Office) -> None:
    office.replies["/a"] = Reply(seconds=1.5)
    assert why(office.browser(seconds=0.2), office.url()) == "timed_out"


def test_a_port_that_nobody_listens_on_is_no_answer(office: Office) -> None:
    closed = office.url().replace(str(office.port), "9")
    assert why(office.browser(), closed) == "timed_out"


def test_conditions_are_sent(office: Office) -> None:
    office.replies["/a"] = Reply(body=b"x", etag='"1"')
    answer = office.browser().open(office.url(), etag='"1"', last_modified="Mon")
    assert answer.status == 304 and answer.body == b""
    assert office.asked[-1][1]["If-Modified-Since"] == "Mon"


@pytest.mark.parametrize(
    "address",
    [
        "ftp://www.office.gov.cn/a",
        "file:///etc/passwd",
        "http:///a",
        "http://user@www.office.gov.cn/a",
        "http://127.0.0.1/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://localhost/",
        "http://0.0.0.0/",
    ],
)
def test_nothing_inside_a_network_is_opened(address: str) -> None:
    assert why(Browser(agent="x"), address) == "blocked"


def test_a_hop_into_the_network_is_not_followed(office: Office) -> None:
    office.replies["/a"] = Reply(302, headers={"Location": f"http://localhost:{office.port}/in"})
    office.replies["/in"] = Reply(body=b"secret")
    browser = office.browser()
    browser.address_of = lambda host, port: (
        "127.0.0.1" if host.endswith(".gov.cn") else public_address(host, port)
    )
    assert why(browser, office.url()) == "blocked"
    assert office.paths() == ["/a"]


def test_a_name_that_no_machine_has_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_args: object, **_options: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert why(Browser(agent="x"), "https://www.no-such-office.gov.cn/a") == "gone"


@pytest.mark.parametrize(
    ("found", "opened"),
    [
        (["93.184.215.14", "8.8.8.8"], "8.8.8.8"),
        (["8.8.8.8", "10.0.0.1"], None),
        (["8.8.8.8", "::1"], None),
        ([], None),
    ],
)
def test_a_host_is_opened_only_if_all_its_machines_are_public(
    found: list[str], opened: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(None, None, None, "", (address, 443)) for address in found]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: rows)
    if opened:
        assert public_address("www.office.gov.cn", 443) == opened
    else:
        with pytest.raises(NotOpened) as refused:
            public_address("www.office.gov.cn", 443)
        assert refused.value.why == "blocked"


def test_what_the_system_says_of_a_machine_without_a_way_to_it_is_told() -> None:
    def no_route(_host: str, _port: int) -> str:
        raise OSError(101, "Network is unreachable")

    browser = Browser(agent="x", address_of=no_route)
    with pytest.raises(NotOpened, match="Network is unreachable") as refused:
        browser.open("https://www.office.gov.cn/a")
    assert refused.value.why == "timed_out"


def test_a_machine_that_speaks_no_tls_is_no_answer(office: Office) -> None:
    assert why(office.browser(), office.url().replace("http://", "https://")) == "timed_out"


def test_a_body_that_drips_for_ever_is_given_up() -> None:
    class Dripping:
        def read1(self, _size: int) -> bytes:
            return b"."

    seconds = itertools.count(0, 8)
    browser = Browser(agent="x", clock=lambda: float(next(seconds)), seconds=20)
    with pytest.raises(TimeoutError):
        browser._read(cast(http.client.HTTPResponse, Dripping()))
    assert next(seconds) == 32, "given up with the first piece after 20 seconds"
