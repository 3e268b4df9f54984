"""The pages in English and Traditional Chinese hold nothing of another language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from policies.models import Policy
from policies.public_page import Kind
from policies.publishing import actions
from policies.speech import HTML_LANGUAGE
from site_config.pages import PAGES
from tests import factories as make
from tests.site_config.chinese import CHINESE, TRADITIONAL
from tests.site_config.translated_site import make_site


@pytest.fixture
def site(db: None) -> Policy:
    return make_site()


ATTRIBUTES = ("aria-label", "title", "alt", "placeholder", "value", "content", "summary")


# Beside every place of every page: what is inherited, missing, asked for by a query.
FURTHER = (
    "regions/?q=guang",
    "regions/?q=xyzxyz",
    "regions/100000/",
    "regions/440300/",
    "regions/440300/settle-abroad/",
    "regions/440000/settle-abroad/?on=2026-01-01",
    "regions/440000/settle-abroad/?on=2025-01-01",
    "regions/110000/settle-abroad/",
    "regions/110000/cash-out-fraud/",
    "compare/?regions=440000,440300,110000&on=2026-01-01",
    "compare/?kind=move",
    "check/?q=guang",
    "check/?q=xyzxyz",
    "check/?r=440000",
    "check/?r=440000&e=settle-abroad",
    "check/?r=440000&e=settle-abroad&ret=yes",
    "check/?r=440000&e=settle-abroad&ret=no",
    "check/?r=440000&e=settle-abroad&ret=-",
    "check/?r=110000&e=-",
    "search/?q=guangdong+abroad",
    "search/?q=xyzxyz",
    "search/?q=%E5%A5%97%E7%8E%B0",
    "changes/?region=440000&size=major",
)
REFUSED = (
    ("regions/440300/?on=x&q=%00", 400),
    ("regions/440300/settle-abroad/?on=tomorrow", 400),
    ("compare/?regions=4x", 400),
    ("compare/?kind=x", 404),
    ("changes/?size=x", 400),
    ("regions/999999/", 404),
    ("scenarios/nothing/", 404),
    ("sources/nothing/", 404),
    ("guides/nothing/", 404),
    ("no/such/page/", 404),
)


def page(language: str, path: str, status: int = 200) -> BeautifulSoup:
    response = Client().get(f"/{language}/{path}", follow=True)
    assert response.status_code == status, path
    return BeautifulSoup(response.content, "html.parser")


def paths() -> list[str]:
    """Every page in the languages, with rows of its own, and what else can be asked of them."""
    now = timezone.now()
    own = [
        reverse(each.name, args=place.arguments).partition("/zh-hans/")[2]
        for each in PAGES
        if each.in_languages and each.kind is Kind.HTML
        for place in each.places(timezone.localdate(now), now)
    ]
    return [*own, *FURTHER]


def is_in_another_language(tag: Tag | None, own: str) -> bool:
    """Whether the nearest `lang` around a piece of text is not the page's."""
    while tag is not None and not tag.get("lang"):
        tag = tag.parent
    return tag is not None and tag["lang"] != own


def interface(found: BeautifulSoup, language: str) -> Iterator[str]:
    """Every text of a page that claims to be in its language, attributes too."""
    own = HTML_LANGUAGE[language]
    for text in found.find_all(string=True):
        if not is_in_another_language(text.parent, own):
            yield str(text)
    for tag in found.find_all(True):
        if not is_in_another_language(tag, own):
            yield from (str(tag[name]) for name in ATTRIBUTES if name in tag.attrs)


def unmarkable(site: Policy, path: str) -> tuple[str, ...]:
    """Chinese that no `lang` can mark: a document's title in <title>, what the reader typed."""
    if path.startswith("sources/g"):
        source = site.citations.get().source
        return source.title, source.issuer
    return ("套现", "搜索：套现", "搜尋：套现") if path.startswith("search/?q=%") else ()


def test_english_pages_hold_no_chinese(site: Policy) -> None:
    left = {
        (path, text.strip())
        for path in paths()
        for text in interface(page("en", path), "en")
        for chinese in CHINESE.findall(text)
        if chinese not in unmarkable(site, path)
    }
    assert sorted(left) == []


def test_traditional_pages_hold_nothing_simplified(site: Policy) -> None:
    left = {
        (path, text.strip())
        for path in paths()
        for text in interface(page("zh-hant", path), "zh-hant")
        for chinese in CHINESE.findall(text)
        if chinese != TRADITIONAL(chinese) and chinese not in unmarkable(site, path)
    }
    assert sorted(left) == []


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_refusals_speak_the_language(site: Policy, language: str) -> None:
    for path, status in REFUSED:
        wrong = CHINESE.findall("\n".join(interface(page(language, path, status), language)))
        assert [text for text in wrong if language == "en" or text != TRADITIONAL(text)] == [], path


def test_a_post_and_a_withdrawn_page_speak_english(site: Policy, client: Client) -> None:
    posted = BeautifulSoup(client.post("/en/feedback/", {}).content, "html.parser")
    assert posted.select(".error-list li")
    assert not CHINESE.search("\n".join(interface(posted, "en")))
    guide = make.guide(live=True, slug="gone")
    actions.withdraw(guide, by=make.user("approver"), reason="写错了，见新的一版。")
    gone = page("en", "guides/gone/", 410)
    assert "Version 1" in gone.get_text() and "withdrawn" in gone.get_text()


def test_feed_speaks_english(site: Policy, client: Client) -> None:
    assert not CHINESE.search(client.get("/en/changes.atom").content.decode())


def test_numbers_take_their_word(site: Policy) -> None:
    """One of something and several of it."""
    text = page("en", "regions/440000/settle-abroad/").get_text(" ", strip=True)
    assert "1 original" in text and "2 copies" in text and "1 originals" not in text
    assert "2 working days" in text and "1 working day" in text and "1 visit" in text
    assert "Call 12393 Hotline" in text


def test_the_default_name_is_translated_and_another_is_kept(settings: Any, db: None) -> None:
    assert "Personal Account Guide" in page("en", "about/").get_text()
    assert "醫保賬戶問路" in page("zh-hant", "about/").get_text()
    settings.SITE_NAME = "医保问问"
    assert "医保问问" in page("en", "about/").get_text()
