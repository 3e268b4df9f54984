"""The answer page on small rows: languages, days, drafts, and regions that moved."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from policies.models import Policy, Region
from policies.publishing import actions
from tests import factories as make
from tests.shipped import LANGUAGES, TODAY, answer_on, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ANSWER = "/zh-hans/regions/440000/settle-abroad/"
SECRET = "未公布的句子"
EARLIER = TODAY - make.DAY
PUBLIC = (
    "/{}/", "/{}/regions/", "/{}/regions/440000/", "/{}/regions/440000/settle-abroad/",
    "/{}/scenarios/", "/{}/scenarios/settle-abroad/", "/{}/compare/",
    "/{}/compare/?regions=440000", "/{}/compare.csv?regions=440000",
    "/{}/compare.json?regions=440000", "/{}/check/?r=440000",
    "/{}/check/?r=440000&e=settle-abroad", "/{}/check/?r=440000&e=-", "/{}/sources/",
    "/{}/sources/guangdong-yuefuban-2021-56/", "/{}/compare/?regions=440000&known_on=2099-01-01",
    "/{}/regions/440000/settle-abroad/?known_on=2099-01-01",
    "/{}/regions/440000/settle-abroad/?on=2027-06-01",
)  # fmt: skip


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


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_text_without_a_translation_is_chinese_marked_as_such_with_one_notice(
    language: str,
) -> None:
    live(conditions_zh_hans="- 要本人申请。")
    make.procedure(live=True, at=EARLIER)
    page = fetch(f"/{language}/regions/440000/settle-abroad/")
    one(page, "[data-fallback]")
    assert page.html and page.html["lang"] == {"zh-hant": "zh-Hant", "en": "en"}[language]
    for words in ("可以申请提取", "要本人申请", "到窗口提交材料", "居民身份证"):
        assert spoken(page, words) == "zh-Hans", words


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
    "/en/check/?r=440000",
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
    asked.options.update(text_zh_hans=f"选项{MARK}")
    draft = make.policy(
        region=region, scenario=scenario, answer_zh_hans=f"可以{MARK}",
        conditions_zh_hans=f"本人{MARK}", conditions_modelled=True,
    )  # fmt: skip
    make.condition(draft, ("yes",), question=asked, text_if_unmet_zh_hans=f"没退{MARK}")
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_shows_nowhere(language: str) -> None:
    make.policy(answer_zh_hans=SECRET)
    in_review = make.policy(answer_zh_hans=SECRET, region=make.nation())
    actions.submit(in_review, by=make.user("author"))
    nothing_leaks(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_draft_leaves_the_published_text_alone(language: str) -> None:
    draft = actions.revise(live(), by=make.user("author"))
    draft.answer_zh_hans = SECRET  # type: ignore[attr-defined]
    draft.save()
    nothing_leaks(language)
    assert answer_on(ANSWER)["data-edition"].endswith("/v1")  # type: ignore[union-attr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_scheduled_edition_shows_nowhere_before_its_time(language: str) -> None:
    made = make.policy(answer_zh_hans=SECRET)
    make.publish(made, at=EARLIER, publish_at=TODAY + make.DAY)
    nothing_leaks(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_withdrawn_edition_shows_nowhere(language: str) -> None:
    withdrawn = live(answer_zh_hans=SECRET)
    actions.withdraw(withdrawn, by=make.user("approver"), reason="写错了。", now=TODAY)
    nothing_leaks(language)


def nothing_leaks(language: str) -> None:
    make.source()
    for address in PUBLIC:
        response = Client().get(address.format(language), follow=True)
        assert response.status_code == 200, address
        assert SECRET not in response.content.decode(), address
        assert "\\u672a\\u516c" not in response.content.decode(), address


def test_a_scheduled_edition_shows_from_its_instant(today: Any) -> None:
    made = make.publish(make.policy(), at=EARLIER, publish_at=TODAY + make.DAY)
    today.move_to(TODAY + make.DAY - dt.timedelta(seconds=1))
    assert answer_on(ANSWER)["data-verdict"] == "none"
    today.move_to(TODAY + make.DAY)
    assert answer_on(ANSWER)["data-edition"] == made.edition_label


def test_a_rule_that_ended_is_expired_and_neither_none_nor_no() -> None:
    live(effective_from=dt.date(2020, 1, 1), effective_to=dt.date(2026, 11, 21))
    page = fetch(ANSWER)
    answer = one(page, "article[data-verdict]")
    assert (answer["data-verdict"], answer["data-kind"]) == ("none", "expired")
    assert page.select("ul.former a[href$='on=2026-11-21']")
    assert answer_on(f"{ANSWER}?on=2026-11-21")["data-verdict"] == "conditional"


def test_a_rule_to_come_is_announced_and_not_answered() -> None:
    live(effective_from=dt.date(2027, 1, 1))
    page = fetch(ANSWER)
    assert one(page, "article[data-verdict]")["data-verdict"] == "none"
    assert page.select(".notice a[href$='on=2027-01-01']")


def test_the_link_to_another_day_keeps_what_was_known() -> None:
    live(effective_from=dt.date(2027, 1, 1))
    page = fetch(f"{ANSWER}?known_on=2026-11-21")
    (link,) = page.select(".notice a[href*='on=2027-01-01']")
    assert "known_on=2026-11-21" in str(link["href"])


def test_conflicting_sources_look_like_a_conflict() -> None:
    live(verdict="yes", evidence="conflicting")
    page = fetch(ANSWER)
    answer = one(page, "article[data-verdict]")
    assert answer["data-kind"] == "conflicting" and answer["data-evidence"] == "conflicting"
    assert one(answer, ".verdict")["data-kind"] == "conflicting"
    assert page.select(".notice[data-kind=warning]")


def test_a_merged_region_redirects_once_and_for_ever() -> None:
    live()
    make.region("440001", "旧市", level="prefecture", successor=make.region())
    for path in ("", "settle-abroad/"):
        response = Client().get(f"/zh-hans/regions/440001/{path}")
        assert response.status_code == 301
        assert response.headers["Location"] == f"/zh-hans/regions/440000/{path}"
        assert Client().get(response.headers["Location"]).status_code == 200
    landed = Client().get("/zh-hans/check/?r=440001&e=settle-abroad")
    assert landed.headers["Location"] == "/zh-hans/check/?r=440000&e=settle-abroad"


def test_a_merged_region_keeps_the_day_that_was_asked_for() -> None:
    live()
    make.region("440001", "旧市", level="prefecture", successor=make.region())
    response = Client().get("/zh-hans/regions/440001/settle-abroad/?on=2026-11-01&from=timeline")
    assert response.headers["Location"] == f"{ANSWER}?on=2026-11-01"


def test_regions_whose_successors_go_in_a_circle_answer_for_themselves() -> None:
    live()
    first = make.region("440001", "甲市", level="prefecture")
    second = make.region("440002", "乙市", level="prefecture", successor=first)
    third = make.region("440003", "丙市", level="prefecture", successor=second)
    Region.objects.filter(pk=first.pk).update(successor=second)  # past every form
    for region in (first, second, third):
        for path in ("", "settle-abroad/"):
            address = f"/zh-hans/regions/{region.code}/{path}"
            assert Client().get(address).status_code == 200, address


def test_a_merged_region_in_a_table_stands_as_its_successor() -> None:
    live()
    make.region("440001", "旧市", level="prefecture", successor=make.region())
    page = fetch("/zh-hans/compare/?regions=440001")
    assert {str(td["data-region"]) for td in page.select("td[data-verdict]")} == {"440000"}


def test_a_page_with_rows_of_its_own_may_be_found_and_one_without_may_not() -> None:
    live()
    make.region("440300", "深圳市", level="prefecture", parent=make.region())
    own, inherited = fetch(ANSWER), fetch("/zh-hans/regions/440300/settle-abroad/")
    assert not own.select("meta[name=robots]")
    assert one(inherited, "meta[name=robots]")["content"] == "noindex"
    assert str(one(inherited, "link[rel=canonical]")["href"]).endswith(ANSWER)


def test_a_procedure_of_ones_own_makes_the_page_ones_own() -> None:
    live()
    shenzhen = make.region("440300", "深圳市", level="prefecture", parent=make.region())
    make.procedure(live=True, at=EARLIER, region=shenzhen)
    page = fetch("/zh-hans/regions/440300/settle-abroad/")
    assert str(one(page, "link[rel=canonical]")["href"]).endswith("/440300/settle-abroad/")
    assert not page.select("meta[name=robots]")


def test_a_procedure_of_the_level_above_says_so() -> None:
    live()
    make.procedure(live=True, at=EARLIER)
    make.region("440300", "深圳市", level="prefecture", parent=make.region())
    page = fetch("/zh-hans/regions/440300/settle-abroad/")
    section = one(page, "section[data-channel=counter]")
    assert "广东省" in section.text and section.select("ol.steps > li")


def test_seen_is_not_dressed_up_as_verified() -> None:
    live()
    item = one(fetch(ANSWER), "main > section > ol.source-list > li")
    assert item.select(f"time[datetime='{make.NOON.date()}']")
    assert "核实于" not in item.text


def test_an_address_outside_gov_cn_is_shown_without_a_link() -> None:
    make.source(url="https://example.com/notice")
    live()
    assert not fetch(ANSWER).select("a[href*='example.com']")


def test_markup_in_a_text_is_shown_and_not_run() -> None:
    live(answer_zh_hans="<script>alert(1)</script>可以", conditions_zh_hans="<img src=x onerror=y>")
    page = fetch(ANSWER)
    assert not page.select("script, img")
