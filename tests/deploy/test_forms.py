"""The forms in which nginx holds a page: as the site compressed it, one for each compression."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from site_config.http.compressing import COMPRESS
from site_config.http.kept_page import codings
from tests.deploy.nginx import Answer, Nginx
from tests.deploy.test_nginx import (
    PAGE,
    StandIn,
    front,  # noqa: F401 - a fixture
    site,  # noqa: F401 - a fixture
)
from tests.servers import ROOT

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
WORDS = b"a page\n"
ACCEPTED = {
    "": "",
    "identity": "",
    "br": "br",
    "gzip": "gzip",
    "gzip, deflate, br, zstd": "br",  # browsers
    "gzip, deflate": "gzip",  # over http, and in WeChat
    "GZIP": "gzip",
    "BR;q=1.0, gzip;q=0.8": "br",
    "gzip;q=1.0, br;q=0.001": "br",
    "br;q=0, gzip": "gzip",
    "br ; q = 0.000, gzip ; q = 0": "",
    "gzip;q=0": "",
    "x-gzip, brotli, br2, abr": "",
    "*": "",
    "deflate, \tgzip": "gzip",
}


def ask(front: Nginx, path: str, accepted: str) -> Answer:  # noqa: F811
    return front.ask(path, headers={"Accept-Encoding": accepted})


@pytest.mark.parametrize("accepted", ACCEPTED, ids=repr)
def test_the_site_is_asked_for_the_one_form_that_a_reader_takes(
    front: Nginx,  # noqa: F811
    site: StandIn,  # noqa: F811
    accepted: str,
) -> None:
    path = f"{PAGE}?page={list(ACCEPTED).index(accepted)}"
    answers = [ask(front, path, accepted) for _ in range(2)]
    coding = ACCEPTED[accepted]
    assert site.accepted[-1] == (coding or None)
    assert [each.held for each in answers] == ["MISS", "HIT"]
    expected = COMPRESS[coding](WORDS) if coding else WORDS
    assert {each.body for each in answers} == {expected}
    assert {each.headers.get("content-encoding", "") for each in answers} == {coding}


def test_nginx_and_the_site_read_what_is_accepted_alike() -> None:
    read = {each: codings(each) for each in ACCEPTED}
    assert {each: "br" if "br" in read[each] else "".join(read[each]) for each in read} == ACCEPTED


def test_a_page_is_held_in_three_forms_however_it_is_asked_for(
    front: Nginx,  # noqa: F811
    site: StandIn,  # noqa: F811
) -> None:
    path = f"{PAGE}?on=2026-03-01"
    odd = [f"gzip;q=0.{number}, zstd, x-{number}" for number in range(40)]
    held = Counter(ask(front, path, each).held for each in [*ACCEPTED, *odd])
    assert site.asked[path] == held["MISS"] == 3


def test_who_waits_for_a_page_asks_the_site_before_nginx_would_look_again() -> None:
    """nginx itself looks each half second whether a page is there by now."""
    example = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    waits = re.search(r"^    proxy_cache_lock_timeout (\d+)ms;$", example, re.M)
    assert waits and int(waits[1]) < 200
