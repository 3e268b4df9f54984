"""A page that shows the source in place of a translation does not speak for that language."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import factories as make
from tests.shipped import TODAY, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
EARLIER = TODAY - make.DAY
ANSWER = "regions/440000/settle-abroad/"
MAP, XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"
HAN = re.compile(r"[\u4e00-\u9fff]")
EN = {
    "region": {"name_en": "Guangdong"},
    "scenario": {"name_en": "Settling abroad", "question_en": "I am settling abroad."},
    "guide": {"title_en": "Abroad", "summary_en": "Ask. Prepare. Go.", "body_en": "## Ask"},
    "faq": {"question_en": "Who inherits?", "answer_en": "By will."},
    "fact_check": {"claim_en": "Anyone can.", "finding_en": "It is a fraud."},
    "term": {"name_en": "account", "definition_en": "Your own money."},
}


def alternates(page: BeautifulSoup) -> list[str]:
    return [str(link["hreflang"]) for link in page.select("link[rel=alternate][hreflang]")]


def canonical(page: BeautifulSoup) -> str:
    return str(one(page, "link[rel=canonical]")["href"])


def described(page: BeautifulSoup) -> str:
    """The description of a page that carries no language of its own."""
    meta = one(page, "meta[name=description]")
    assert "lang" not in meta.attrs
    return str(meta["content"])


def in_sitemap(client: Client, path: str) -> list[str]:
    """The languages in which the sitemap names a path, each with links to all of them."""
    response: Any = client.get("/sitemap.xml")
    said = []
    for url in ET.fromstring(response.content):  # noqa: S314 - our own
        address = str(url.findtext(f"{MAP}loc")).split("://")[1].partition("/")[2]
        language, _slash, rest = address.partition("/")
        if rest == path:
            links = [link.attrib["hreflang"] for link in url.iter(f"{XHTML}link")]
            said.append((language, len(links)))
    assert {number for _language, number in said} == {len(said)}
    return [language for language, _number in said]


def rows(**english: dict[str, str]) -> dict[str, str]:
    """Every kind of page, by its path, with these English texts."""
    make.region(**english.get("region", {}))
    scenario = make.scenario(**english.get("scenario", {}))
    policy: Any = {"answer_en": "You may apply."} if english else {}
    make.policy(live=True, at=EARLIER, **policy)
    guide = make.guide(live=True, at=EARLIER, **english.get("guide", {}))
    make.faq(live=True, at=EARLIER, scenario=scenario, **english.get("faq", {}))
    check = make.fact_check(live=True, at=EARLIER, **english.get("fact_check", {}))
    make.term(**english.get("term", {}))
    return {
        "answer": ANSWER,
        "region": "regions/440000/",
        "scenario": "scenarios/settle-abroad/",
        "guide": f"guides/{guide.slug}/",
        "guides": "guides/",
        "questions": "questions/",
        "answers": "questions/?about=settle-abroad",
        "fact-check": f"fact-checks/{check.slug}/",
        "fact-checks": "fact-checks/",
        "terms": "terms/",
    }


def test_a_page_without_english_is_offered_in_the_languages_that_it_has(client: Client) -> None:
    for path in rows().values():
        for language in ("zh-hans", "en"):
            page = fetch(f"/{language}/{path}")
            assert alternates(page) == ["zh-Hans", "zh-Hant"], path
            assert canonical(page).endswith(f"/zh-hans/{path}"), path
        if "?" not in path:
            assert in_sitemap(client, path) == ["zh-hans", "zh-hant"], path
        assert page.select("[data-fallback]")


def test_a_page_with_english_is_offered_in_every_language(client: Client) -> None:
    for path in rows(**EN).values():
        page = fetch(f"/en/{path}")
        assert alternates(page) == ["zh-Hans", "zh-Hant", "en"], path
        assert canonical(page).endswith(f"/en/{path}"), path
        if "?" not in path:
            assert in_sitemap(client, path) == ["zh-hans", "zh-hant", "en"], path


def test_what_describes_a_page_is_in_the_pages_own_language() -> None:
    english = {name: texts for name, texts in EN.items() if name in ("region", "scenario")}
    paths = rows(**english)
    for name in ("guide", "fact-check"):
        assert not HAN.search(described(fetch(f"/en/{paths[name]}"))), name
    make.procedure(live=True, at=EARLIER)
    assert "You may apply" in described(fetch(f"/en/{ANSWER}"))


def test_a_source_is_described_in_chinese_that_is_marked_as_such() -> None:
    make.policy(live=True, at=EARLIER)
    source = make.source()
    make.change(source, issuer="广东省人民政府办公厅")
    meta = one(fetch(f"/en/sources/{source.code}/"), "meta[name=description]")
    assert meta["lang"] == "zh-Hans"


def test_an_english_text_of_an_earlier_source_is_no_english_page(client: Client) -> None:
    make.region(**EN["region"])
    make.scenario(**EN["scenario"])
    draft = make.policy(answer_en="You may apply.")
    setattr(draft, "answer_zh_hans", "广东参保人不可以提取。")  # noqa: B010
    draft.save()
    make.publish(draft, at=EARLIER)
    page = fetch(f"/en/{ANSWER}")
    assert alternates(page) == ["zh-Hans", "zh-Hant"]
    assert not HAN.search(described(page))
    assert in_sitemap(client, ANSWER) == ["zh-hans", "zh-hant"]


def test_a_list_that_is_mostly_english_is_an_english_page() -> None:
    for english in (EN["faq"], EN["faq"], {}):
        make.faq(live=True, at=EARLIER, **english)
    assert "en" in alternates(fetch("/en/questions/"))
