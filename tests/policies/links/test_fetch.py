"""Opening addresses politely: hops, robots, pauses, and nothing inside a network."""

from __future__ import annotations

from collections.abc import Iterator

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
