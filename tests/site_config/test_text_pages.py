"""Every page as Markdown: the same words, for whoever reads without a screen."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

from policies.public_page import Kind, PublicPage, listed_pages
from tests import factories as make
from tests.site_config.asked_pages import answer, html, named

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "content")]
WORDS = re.compile(r"\w+")
PAGES = [page for page in listed_pages() if page.has_text]


@named(PAGES)
def test_the_same_words_stand_in_the_same_order(page: PublicPage) -> None:
    address = page.addresses("en")[-1]
    path, mark, query = address.partition("?")
    text = answer(page.text_address(path) + mark + query)
    assert text.status_code == 200 and text["Content-Type"].startswith(Kind.MARKDOWN.value)
    shown = html(address)
    for drawn in shown.select("main svg, main form, main #picture, main .screen-only"):
        drawn.decompose()
    [main] = shown.select("main")
    said = iter(WORDS.findall(text.content.decode().replace("\\", "")))
    missing = [word for word in WORDS.findall(main.get_text(" ")) if word not in said]
    assert not missing
    canonical = str(shown.select("link[rel=canonical]")[0]["href"])
    assert text["Link"] == f'<{canonical}>; rel="canonical"'


@named(PAGES)
def test_a_page_names_its_text(page: PublicPage) -> None:
    for address in page.addresses("zh-hans")[:1]:
        [link] = html(address).select("link[rel=alternate][type='text/markdown']")
        assert answer(str(link["href"])).status_code == 200


def test_a_day_as_people_write_it_leads_to_the_text_of_that_day() -> None:
    moved = Client().get("/zh-hans/regions/440300/death.md?on=2027.1.1")
    assert (moved.status_code, moved["Location"]) == (
        301, "/zh-hans/regions/440300/death.md?on=2027-01-01",
    )  # fmt: skip
    then = answer(moved["Location"]).content.decode()
    assert "2027" in then.partition("\n")[0]


def test_nothing_that_was_typed_is_repeated_as_ours() -> None:
    address = "/zh-hans/regions.md"
    typed = Client().get(f"{address}?q=雄安](http://evil.example/)<script>", secure=True)
    assert typed.content == answer(address).content


def test_a_text_is_no_page_to_be_found_and_tells_a_drawing_once() -> None:
    text = answer("/zh-hans/regions/440300/death.md")
    assert text["X-Robots-Tag"] == "noindex" and text["Access-Control-Allow-Origin"] == "*"
    assert "这是怎样判断的" not in text.content.decode()
    assert "本站不是政府网站" in text.content.decode()


def test_links_and_the_warning_work_from_anywhere() -> None:
    text = answer("/zh-hans/guides/death.md").content.decode()
    assert f"]({settings.SITE_URL}/zh-hans/" in text and "](/" not in text and "](#" not in text
    assert "96110" in text and text.startswith("# ")


def test_a_page_too_long_to_be_told_says_what_to_open(monkeypatch: pytest.MonkeyPatch) -> None:
    page, text = "/zh-hans/guides/death/", "/zh-hans/guides/death.md"
    length = len(Client().get(page, secure=True).content)
    monkeypatch.setattr("site_config.text_pages.LONGEST", length - 1)
    refused = Client().get(text, secure=True)
    assert refused.status_code == 400 and "这一页太长" in refused.content.decode()
    monkeypatch.setattr("site_config.text_pages.LONGEST", length)
    assert Client().get(text, secure=True).status_code == 200


def test_what_was_typed_has_no_text() -> None:
    for address in ("/zh-hans/check.md", "/zh-hans/search.md", "/zh-hans/feedback.md"):
        assert Client().get(address, secure=True).status_code == 404
    assert not html("/zh-hans/search/?q=x").select("link[type='text/markdown']")


def test_a_merged_place_leads_to_the_text_of_what_it_became(database: object) -> None:
    heir = make.region(code="440300")
    make.region(code="440399", name="旧区", level="county", parent=heir, successor=heir)
    moved = Client().get("/zh-hans/regions/440399.md?on=2026-01-01", secure=True)
    assert moved.status_code == 301
    assert moved["Location"].startswith("/zh-hans/regions/440300.md")


@pytest.mark.parametrize(
    ("address", "status", "word"),
    [("regions/440300/death.md?on=typed", 400, "日期要写成"), ("regions/999999/death.md", 404, ""),
     ("guides/nothing.md", 404, ""), ("compare.md?kind=typed", 404, "")],
)  # fmt: skip
def test_what_is_refused_is_refused_as_text(address: str, status: int, word: str) -> None:
    refused = Client().get(f"/zh-hans/{address}")
    assert refused.status_code == status
    assert refused["Content-Type"].startswith(Kind.MARKDOWN.value)
    assert refused["X-Robots-Tag"] == "noindex" and "Link" not in refused
    text = refused.content.decode()
    assert word in text and "<html" not in text and "typed" not in text


@pytest.mark.parametrize(
    ("language", "to_ask"), [("en", "Where to find out"), ("zh-hans", "这一条要自己去问")]
)
def test_what_is_folded_stands_in_lines_of_its_own(language: str, to_ask: str) -> None:
    text = answer(f"/{language}/regions/320000/death.md").content.decode()
    assert to_ask in [line.strip() for line in text.splitlines()]
    assert not re.search(r"\\\]\w|[.。](Sources|依据)", text)
