"""Text without a translation: shown in Chinese, marked as such, with one notice."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from policies.models import Policy
from tests import factories as make
from tests.shipped import LANGUAGES, TODAY, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ANSWER = "/zh-hans/regions/440000/settle-abroad/"
EARLIER = TODAY - make.DAY


def live(**columns: Any) -> Policy:
    return make.policy(live=True, at=EARLIER, **columns)


def test_a_policy_in_every_language_needs_no_notice() -> None:
    make.region(name_zh_hant="廣東省", name_en="Guangdong")
    make.scenario(
        name_zh_hant="出境定居", name_en="Settling abroad",
        question_zh_hant="我要出國定居，錢能取嗎？", question_en="I am settling abroad. May I?",
    )  # fmt: skip
    live(answer_zh_hant="可以申請。", answer_en="You may apply.")
    for language, words in zip(
        LANGUAGES, ("可以申请提取。", "可以申請。", "You may apply."), strict=True
    ):
        page = fetch(f"/{language}/regions/440000/settle-abroad/")
        assert not page.select("[data-fallback]")
        assert words in one(page, "article[data-verdict]").text
        assert not one(page, "article[data-verdict]").select("[lang]")


def test_text_without_a_translation_is_chinese_marked_as_such_with_one_notice() -> None:
    live(notes_zh_hans="- 要本人申请。")
    make.procedure(live=True, at=EARLIER)
    page = fetch("/en/regions/440000/settle-abroad/")
    one(page, "[data-fallback]")
    assert page.html and page.html["lang"] == "en"
    for words in ("可以申请提取", "要本人申请", "到窗口提交材料", "居民身份证"):
        assert spoken(page, words) == "zh-Hans", words


def test_what_nobody_translated_is_converted_and_needs_no_notice() -> None:
    live(notes_zh_hans="- 要本人申请。")
    make.procedure(live=True, at=EARLIER)
    page = fetch("/zh-hant/regions/440000/settle-abroad/")
    assert not page.select("[data-fallback]")
    for words in ("可以申請提取", "要本人申請", "到窗口提交材料", "居民身份證"):
        assert words in one(page, "main").text


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_a_translation_of_an_earlier_text_is_shown_nowhere(client: Client, language: str) -> None:
    """The old words beside the new verdict would say the opposite of it."""
    said = {"zh-hant": "能夠申請提取。", "en": "You may apply."}[language]
    column = f"answer_{language.replace('-', '_')}"
    draft = make.policy()
    for name, text in ((column, said), ("verdict", "no"), ("answer_zh_hans", "不可以提取。")):
        setattr(draft, name, text)
        draft.save()
    make.publish(draft, at=EARLIER)
    page = fetch(f"/{language}/regions/440000/settle-abroad/")
    assert spoken(page, "不可以提取") == "zh-Hans"
    one(page, "[data-fallback]")
    places = "regions=440000&kind=withdraw"
    for address in (
        f"/{language}/regions/440000/settle-abroad/",
        f"/{language}/regions/440000/",
        f"/{language}/compare/?{places}",
        f"/{language}/compare.csv?{places}",
        f"/{language}/compare.json?{places}",
        f"/{language}/scenarios/settle-abroad/",
        "/data/policies.csv",
        "/data/policies.json",
    ):
        answered: Any = client.get(address)
        assert answered.status_code == 200
        assert said not in answered.content.decode(), address


def spoken(page: BeautifulSoup, words: str) -> str:
    """The language that a screen reader takes for the words inside the page's text."""
    text = next(text for text in one(page, "main").find_all(string=True) if words in text)
    marked = next(
        parent for parent in text.parents if isinstance(parent, Tag) and "lang" in parent.attrs
    )
    return str(marked["lang"])


EVERYWHERE = (
    "/en/regions/440000/",
    "/en/regions/440000/settle-abroad/",
    "/en/scenarios/",
    "/en/scenarios/settle-abroad/",
    "/en/compare/?regions=440000",
    "/en/check/?r=440000&in=440000",
    "/en/check/?r=440000&e=settle-abroad",
    "/en/check/?r=440000&e=settle-abroad&ret=-",
    "/en/check/?r=440000&e=settle-abroad&ret=no",
    "/en/check/?r=440000&e=settle-abroad&ret=yes",
)
MARK = "〔缺〕"  # stands in every text that has no translation


@pytest.fixture
def untranslated() -> None:
    """A region with an English name, and everything else in Chinese only."""
    region = make.region(name_en="Guangdong")
    text = {"name_zh_hans": f"出境{MARK}", "question_zh_hans": f"能取吗{MARK}"}
    scenario = make.scenario(**text, summary_zh_hans=f"总之{MARK}")
    asked = make.question(
        "ret", ("yes", "no"), text_zh_hans=f"退休了吗{MARK}", hint_zh_hans=f"看证{MARK}",
        where_to_find_out_zh_hans=f"问单位{MARK}",
    )  # fmt: skip
    with make.permitted("a test"):
        asked.options.update(text_zh_hans=f"选项{MARK}")
    draft = make.policy(
        region=region, scenario=scenario, answer_zh_hans=f"可以{MARK}",
        notes_zh_hans=f"本人{MARK}", conditions_modelled=True,
    )  # fmt: skip
    texts = {"text_zh_hans": f"已退{MARK}", "text_if_unmet_zh_hans": f"没退{MARK}"}
    make.condition(draft, ("yes",), question=asked, **texts)
    make.publish(draft, at=EARLIER)
    make.material(name_zh_hans=f"身份证{MARK}", how_to_get_zh_hans=f"派出所{MARK}")
    make.procedure(
        live=True, at=EARLIER, place_zh_hans=f"窗口{MARK}", who_may_apply_zh_hans=f"本人{MARK}",
        offline_help_zh_hans=f"到窗口{MARK}",
    )  # fmt: skip


@pytest.mark.usefixtures("untranslated")
@pytest.mark.parametrize("address", EVERYWHERE)
def test_text_that_fell_back_brings_one_notice_on_every_page(address: str) -> None:
    page = fetch(address)
    assert MARK in one(page, "main").text
    one(page, "[data-fallback]")


@pytest.mark.usefixtures("untranslated")
@pytest.mark.parametrize("address", EVERYWHERE)
def test_text_that_fell_back_is_marked_wherever_it_stands_and_nothing_else(address: str) -> None:
    main = one(fetch(address), "main")
    for text in main.find_all(string=lambda string: MARK in string):
        if text.find_parent(["h1", "title"]) is None:  # names put together with English
            assert text.find_parent(lang="zh-Hans"), text
    for marked in main.select("[lang='zh-Hans']"):
        for text in marked.find_all(string=str.strip):  # type: ignore[arg-type]
            assert text.find_parent("q") or any(ord(letter) > 0x2E80 for letter in text), text


def test_simplified_chinese_never_needs_the_notice() -> None:
    live()
    assert not fetch(ANSWER).select("[data-fallback]")
