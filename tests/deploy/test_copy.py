"""With the site gone and nothing held, nginx shows the copy: the same pages, saying that they are
copies, of when, and where a page stands in for another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from guides.models import Guide
from policies.publishing import actions
from site_config.export.export import export
from site_config.export.manifest import Entry, read_manifest
from site_config.export.workers import Workers
from tests import factories as make
from tests.deploy.nginx import HOST, Answer, Nginx, nginx
from tests.servers import free_port
from tests.shipped import TODAY
from tests.site_config.export.small_copy import few_pages as few_pages

pytestmark = [
    pytest.mark.sqlite("once is enough: nginx asks no database"),
    pytest.mark.django_db,
    pytest.mark.usefixtures("content", "today", "few_pages"),
]
LINE = re.compile(rb'<aside class="center" data-copy>.*?</aside>')
HERE = {
    "SITE_URL": f"https://{HOST}",
    "ALLOWED_HOSTS": [HOST],
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "SECURE_HSTS_SECONDS": 31536000,
}
OF_THE_SITE = {"etag", "cache-control", "vary", "content-length", "last-modified"}
OF_NGINX = {"x-copy-made", "server", "date", "connection", "transfer-encoding", "accept-ranges"}


@pytest.fixture
def site() -> Iterator[None]:
    with override_settings(**HERE):
        yield


@pytest.fixture
def front(site: None, tmp_path: Path) -> Iterator[Nginx]:
    """nginx before nobody, with a copy beside it; one guide of it was withdrawn."""
    guide = Guide.objects.live(TODAY).get(slug="fraud-warning")
    actions.withdraw(guide, by=make.user("approver"), reason="写错了。", now=timezone.now())
    folder = tmp_path / "copy"
    assert not export(folder, timezone.now, workers=Workers(1)).failed
    (tmp_path / "nginx").mkdir()
    with nginx(tmp_path / "nginx", free_port(), copy=folder) as front:
        yield front


def live(address: str) -> Any:
    return Client().get(address, secure=True, headers={"host": HOST})


def without_line(answer: Answer) -> bytes:
    """What a copy says, its line left out; every page has one, and data none."""
    words, lines = LINE.subn(b"", answer.body)
    assert lines == answer.headers["content-type"].startswith("text/html")
    return words


def told(answer: Answer) -> str:
    found = LINE.search(answer.body)
    assert found
    return found[0].decode()


def entries(front: Nginx) -> list[Entry]:
    return list(read_manifest(front.folder.parent / "copy").entries.values())


def parts(headers: dict[str, str]) -> dict[str, set[str]]:
    """What each header says, in whatever order."""
    return {name: set(re.split("; *", value)) for name, value in headers.items()}


def assert_headers(copy: Answer, page: Any, address: str) -> None:
    """What browsers and programs are told is what the site tells them."""
    expected = {name.lower(): value for name, value in page.headers.items()}
    for name in OF_THE_SITE & expected.keys():
        del expected[name]
    found = {name: copy.headers.get(name, "") for name in expected}
    assert parts(found) == parts(expected), address
    assert copy.headers.keys() <= expected.keys() | OF_THE_SITE | OF_NGINX, address


def test_a_crawl_of_the_copy_is_a_crawl_of_the_site(front: Nginx) -> None:
    """Each address: the same status, the same bytes but for the line, the same headers."""
    every = entries(front)
    assert {each.status for each in every} == {200, 301, 302, 410}
    for each in every:
        copy, page = front.ask(each.address), live(each.address)
        assert copy.status == page.status_code == each.status, each.address
        if each.location:
            assert copy.headers["location"] == page.headers["Location"], each.address
        else:
            assert without_line(copy) == page.content, each.address
            assert_headers(copy, page, each.address)
        assert copy.headers["x-copy-made"].startswith("2026-11-22T")
        assert copy.headers["cache-control"] == "public, max-age=60"


def test_what_is_not_there_is_not_there_in_the_copy_either(front: Nginx) -> None:
    for address in (
        "/zh-hans/no-such-page/", "/zh-hans/guides/no-such-guide/", "/r/AAAAA", "/r/NTCMN/v9",
        "/zh-hans/regions/999999/death/", "/zh-hans/regions/440300/no-such/", "/zh/", "/fr/",
        "//zh-hans/about/", "/zh-hans//about/", "/zh-hans/about/index.html", "/r/NTCMN/v1.html",
        "/manifest.json", "/nginx/made.map", "/pages/zh-hans/about/index.html", "/unknown/en.html",
        "/zh-hans/about/index.html.gz", "/zh-hans/%2e%2e/manifest.json",
    ):  # fmt: skip
        answer = front.ask(address)
        assert answer.status == 404, address
        assert "副本" in told(answer) and b"<h1>" in answer.body, address
        if "//" not in address and not address.endswith(".html"):
            assert live(address).status_code == 404, address


def test_an_address_without_its_last_stroke_leads_to_the_one_with_it(front: Nginx) -> None:
    for address in (
        "/zh-hans", "/en/about", "/zh-hans/regions/440300/death", "/zh-hans/regions/440305/death",
        "/zh-hans/guides/no-such-guide", "/zh-hans/check?r=440300&e=death", "/data",
        "/zh-hans/questions?about=death", "/en/regions/440300?utm=1", "/en/search", "/en/feedback",
        "/zh-hans/no-such-page", "/zh-hans/regions/44030/death", "/fr/about", "/r/NTCMN/v1/x",
    ):  # fmt: skip
        copy, page = front.ask(address), live(address.replace("?utm=1", ""))
        assert copy.status == page.status_code, address
        assert copy.headers.get("location") == page.headers.get("Location"), address


def test_a_place_that_only_inherits_shows_the_level_that_holds_the_answer(front: Nginx) -> None:
    held = live("/zh-hans/regions/440300/death/").content
    for address in ("/zh-hans/regions/440305/death/", "/zh-hans/regions/440305/death/?r=440305"):
        answer = front.ask(address)
        assert answer.status == 200 and without_line(answer) == held
        assert "上一级" in told(answer) and "12393" in told(answer)
    canonical = re.search(rb'rel="canonical" href="([^"]+)"', held)
    assert canonical and canonical[1] in live("/zh-hans/regions/440305/death/").content
    place = front.ask("/en/regions/440305/")
    assert without_line(place) == live("/en/regions/440300/").content
    assert "level above" in told(place)


def test_where_nobody_recorded_a_rule_the_situation_stands_in(front: Nginx) -> None:
    answer = front.ask("/zh-hans/regions/650000/death/")
    assert without_line(answer) == live("/zh-hans/scenarios/death/").content


def test_the_wizard_becomes_the_list_of_answers(front: Nginx) -> None:
    for asked, shown in {
        "?r=440300&e=death": "regions/440300/death/",
        "?e=death&r=440305&ret=no": "regions/440300/death/",
        "?r=440300": "regions/440300/",
        "?e=death": "scenarios/death/",
    }.items():
        answer = front.ask(f"/zh-hans/check/{asked}")
        assert without_line(answer) == live(f"/zh-hans/{shown}").content, asked
        assert "查一查" in told(answer)


def test_what_the_copy_cannot_say_it_does_not_say(front: Nginx) -> None:
    """Another day, a search, a form that was sent, data of a place that inherits."""
    for address in (
        "/zh-hans/regions/440300/death/?on=2020-01-01", "/zh-hans/search/?q=x",
        "/zh-hans/feedback/", "/zh-hans/regions/440305/death.json",
        "/zh-hans/regions/440305/death.md", "/zh-hans/check/?r=440300&on=2020-01-01",
    ):  # fmt: skip
        answer = front.ask(address)
        assert answer.status == 503 and b"tel:12393" in answer.body, address
        assert answer.headers["cache-control"] == "no-store" and answer.headers["retry-after"]
    assert front.ask("/zh-hans/about/", "POST", body=b"a=1").status == 503


def test_a_site_that_is_away_is_not_said_to_be_well(front: Nginx) -> None:
    """Not by the copy, and in nginx's own words nowhere: the site's page says it."""
    for address in ("/healthz", "/readyz"):
        answer = front.ask(address)
        assert answer.status == 503 and b"tel:12393" in answer.body, address
        assert answer.headers["cache-control"] == "no-store", address
        assert "x-copy-made" not in answer.headers, address


def test_what_others_added_to_an_address_changes_nothing(front: Nginx) -> None:
    page = front.ask("/zh-hans/about/?from=groupmessage&isappinstalled=0")
    assert (page.status, page.body) == (200, front.ask("/zh-hans/about/").body)
    sent = f"GET /zh-hans/about/ HTTP/1.1\r\nHost: {HOST}\r\nTransfer-Encoding: chunked"
    assert front.raw(f"{sent}\r\n\r\n0\r\n\r\n".encode()).body == page.body
    narrowed = front.ask("/zh-hans/questions/?scene=1&about=death")
    assert without_line(narrowed) == live("/zh-hans/questions/?about=death").content
    assert front.ask("/?from=x").headers["location"] == "/zh-hans/?from=x"
    old = front.ask("/zh-hans/regions/110103/death/?from=x")
    assert (old.status, old.headers["location"]) == (301, "/zh-hans/regions/110101/death/")


def test_data_comes_compressed_as_it_lies_there(front: Nginx) -> None:
    address, accepts = "/data/policies.csv", {"Accept-Encoding": "gzip"}
    answer = front.ask(address, headers=accepts)
    assert answer.headers["content-encoding"] == "gzip"
    lying = front.folder.parent / "copy/pages/data/policies.csv.gz"
    assert answer.body == lying.read_bytes()
    assert front.ask("/zh-hans/about/", "HEAD").body == b""


def test_without_a_copy_it_is_as_before(site: None, tmp_path: Path) -> None:
    with nginx(tmp_path, free_port()) as front:
        for address in ("/zh-hans/about/", "/zh-hans/no-such-page/", "/r/NTCMN.svg"):
            answer = front.ask(address)
            assert answer.status == 503 and b"tel:12393" in answer.body
