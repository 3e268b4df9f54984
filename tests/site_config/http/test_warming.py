"""A process that has just started makes a page of each kind, and no reader depends on it."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

import pytest

from policies.public_page import Kind
from site_config.http import warming
from site_config.http.kept_pages import KeptPages
from site_config.http.warming import addresses, make_one_of_each, warm_up
from site_config.pages import PAGES
from tests.shipped import LANGUAGES
from tests.site_config.http.kept_site import Site, StateOfATest

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "PAUSE", 0)


def test_every_page_to_read_is_made_in_every_language() -> None:
    read = [p for p in PAGES if p.kind is Kind.HTML and p.in_languages and not p.takes_post]
    found = list(addresses())
    for page in read:
        assert {page.addresses(code)[0] for code in LANGUAGES} <= set(found), page.name
    assert found[0].startswith("/zh-hans/") and any("search/?q=" in each for each in found)


def test_pages_are_kept_under_the_name_of_the_site(settings: Any) -> None:
    host = settings.ALLOWED_HOSTS[0]
    settings.SITE_URL = f"https://{host}"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site = Site()
    kept = KeptPages(site, state=StateOfATest())
    make_one_of_each(kept)
    assert len(site.asked) == len(list(addresses()))
    assert 0 < len(kept._kept) < len(site.asked), "what somebody types is nobody else's"
    assert {each["HTTP_HOST"] for each in site.asked} == {urlsplit(settings.SITE_URL).netloc}
    assert all(is_secure for _address, is_secure in kept._kept)


def test_a_site_that_fails_is_left_alone() -> None:
    site = Site(status="503 Service Unavailable")
    make_one_of_each(site)
    assert len(site.asked) == 1


def test_what_goes_wrong_is_written_down_and_stops_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    site = Site(fails=True)
    with caplog.at_level(logging.ERROR):
        warm_up(site).join()
    assert len(site.asked) == 1 and "made in advance" in caplog.text


def test_readers_do_not_wait_for_it() -> None:
    thread = warm_up(Site(takes=0.01))
    assert thread.daemon and thread.is_alive()
    thread.join()
