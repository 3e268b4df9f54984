"""Search: what is found, in which order, in which writing."""

from __future__ import annotations

import pytest
from django.test import Client

from guides.search.words import smells_of_fraud
from policies.folding import folded
from tests import factories as make
from tests.guides.pages import hrefs, look, words_of

pytestmark = pytest.mark.usefixtures("afternoon")

RESULTS = "ol.results > li > a"


def found(client: Client, query: str, language: str = "zh-hans") -> list[str]:
    return hrefs(look(client, f"/{language}/search/?q={query}"), RESULTS)


def test_without_a_query_there_is_only_the_form(client: Client) -> None:
    page = look(client, "/zh-hans/search/")
    assert page.select("form[role=search] input[name=q]")
    assert not page.select("ol.results") and not page.select(".empty")
    assert page.select_one("meta[name=robots][content=noindex]")


def test_nothing_found_offers_ways_on(client: Client) -> None:
    page = look(client, "/zh-hans/search/?q=xyzzy")
    assert "没有找到“xyzzy”" in words_of(page.main)
    assert "/zh-hans/scenarios/" in hrefs(page, ".empty a")


@pytest.mark.parametrize("query", ["a" * 4000, "%F0%9F%98%80", "'\"<b>", "(", "%20", "。"])
def test_absurd_query_is_no_error(client: Client, query: str) -> None:
    page = look(client, f"/zh-hans/search/?q={query}")
    assert not page.select("main b")


def test_every_kind_is_found_by_a_two_character_word(client: Client) -> None:
    make.scenario("death", question_zh_hans="家人去世，能继承吗？")
    make.guide(slug="inheritance", live=True, title_zh_hans="怎样继承")
    make.faq(slug="who", live=True, question_zh_hans="谁能继承？")
    make.fact_check(
        slug="false", live=True, claim_zh_hans="只有直系亲属能继承。", verdict="outdated"
    )
    make.term("heir", name_zh_hans="继承人")
    assert set(found(client, "继承")) == {
        "/zh-hans/scenarios/death/",
        "/zh-hans/guides/inheritance/",
        "/zh-hans/questions/?about=other#who",
        "/zh-hans/fact-checks/false/",
        "/zh-hans/terms/#heir",
    }


def test_a_word_in_the_title_counts_more_than_one_in_the_text(client: Client) -> None:
    make.guide(slug="text", live=True, body_zh_hans="这里提到疫苗。")
    make.guide(slug="title", live=True, title_zh_hans="疫苗")
    make.guide(slug="other", live=True)
    assert found(client, "疫苗") == ["/zh-hans/guides/title/", "/zh-hans/guides/text/"]


def test_draft_is_not_found_and_a_new_edition_is_found_at_once(client: Client) -> None:
    draft = make.guide(slug="vaccine", title_zh_hans="疫苗")
    make.faq(question_zh_hans="疫苗？")
    make.fact_check(claim_zh_hans="疫苗。")
    assert found(client, "疫苗") == []
    make.publish(draft)
    assert found(client, "疫苗") == ["/zh-hans/guides/vaccine/"]


def test_region_is_found_by_name_pinyin_and_in_passing(client: Client) -> None:
    make.region("440300", "深圳市", level="prefecture", parent=make.region(), pinyin="shenzhenshi",
                initials="szs", name_en="Shenzhen")  # fmt: skip
    for query in ("深圳", "shenzhen", "szs", "深圳医保取现", "440300", "Shenzhen pharmacy"):
        assert "/zh-hans/regions/440300/" in found(client, query), query


def test_of_counties_of_one_name_that_of_the_named_city_is_meant(client: Client) -> None:
    for number, city in (("320100", "南京市"), ("410200", "开封市")):
        parent = make.region(number, city, level="prefecture")
        make.region(f"{number[:4]}06", "鼓楼区", level="county", parent=parent)
    assert found(client, "南京 鼓楼区")[:2] == [
        "/zh-hans/regions/320106/",
        "/zh-hans/regions/320100/",
    ]
    assert set(found(client, "我在鼓楼区参保")) == {
        "/zh-hans/regions/320106/",
        "/zh-hans/regions/410206/",
    }


def test_region_and_situation_together_lead_to_the_answer(client: Client) -> None:
    make.region("440300", "深圳市", level="prefecture")
    make.scenario("vaccine", name_zh_hans="打疫苗", question_zh_hans="能打疫苗吗？")
    assert found(client, "深圳疫苗")[0] == "/zh-hans/regions/440300/vaccine/"


def test_similar_name_is_offered_when_nothing_else_fits(client: Client) -> None:
    make.region("440300", "深圳市", level="prefecture", pinyin="shenzhenshi")
    assert found(client, "shenzenshi") == ["/zh-hans/regions/440300/"]


@pytest.mark.parametrize(
    "query",
    ["套现", "返现", "代办", "提现", "代辦提現", "cash out", "套医保",
     "医保卡回收", "高价收医保", "帮我取", "加我", "联系微信", "微信 现金", "取到微信", "微信提",
     "中介", "手续费", "醫保卡 回收"],
)  # fmt: skip
def test_words_of_fraud_bring_the_warnings_first(client: Client, query: str) -> None:
    make.scenario("cash-out-fraud", kind="rule", question_zh_hans="有人帮我换现金，可以吗？")
    make.fact_check(slug="fraud", live=True)
    make.guide(slug="proxy", live=True, title_zh_hans="请家人代办，提现、套现、返现")
    page = look(client, f"/zh-hans/search/?q={query}")
    assert hrefs(page, RESULTS)[:2] == [
        "/zh-hans/fact-checks/fraud/",
        "/zh-hans/scenarios/cash-out-fraud/",
    ]
    assert page.select(".notice[data-kind=fraud]")


@pytest.mark.parametrize("query", ["我想参加我省的医保", "微信提醒", "取消共济"])
def test_ordinary_words_smell_of_nothing(query: str) -> None:
    assert not smells_of_fraud(folded(query))


LIFE = {
    "death": "老婆死了医保余额 老公去世 老伴死了 妻子 丈夫 爱人死了 丧偶",
    "settle-abroad": "我儿子移居加拿大 深圳,加拿大 美国 澳大利亚 绿卡 出国 定居 移民"
    " Canada emigrate",
}


@pytest.mark.parametrize(
    ("query", "code"), [(query, code) for code, all_ in LIFE.items() for query in all_.split()]
)
def test_words_of_life_lead_to_the_situation(client: Client, query: str, code: str) -> None:
    make.scenario("death", name_zh_hans="参保人去世", question_zh_hans="家人去世了，我能领吗？")
    make.scenario("settle-abroad", name_zh_hans="出国（境）定居", question_zh_hans="我出国定居了。")
    make.scenario("sharing", name_zh_hans="给家人用", question_zh_hans="家人能用医保余额吗？")
    make.scenario("credit", name_zh_hans="每月进账", question_zh_hans="医保每月进多少余额？")
    assert f"/zh-hans/scenarios/{code}/" in found(client, query)[:2]


def test_claim_is_never_a_result_without_its_verdict(client: Client) -> None:
    make.fact_check(slug="old", live=True, claim_zh_hans="共济只限配偶。", verdict="outdated")
    result = look(client, "/zh-hans/search/?q=共济").select_one(RESULTS)
    assert "已经过时" in words_of(result)


def test_people_s_words_find_ours(client: Client) -> None:
    make.guide(slug="abroad", live=True, title_zh_hans="出境定居")
    make.guide(
        slug="other", live=True, title_zh_hans="药店买药", body_zh_hans="。", summary_zh_hans="。"
    )
    assert found(client, "移民")[0] == "/zh-hans/guides/abroad/"


def test_what_is_shown_by_fallback_is_found_in_either_writing(client: Client) -> None:
    make.guide(slug="transfer", live=True, title_zh_hans="转移接续", title_en="Transfers")
    assert found(client, "轉移接續", "zh-hant") == ["/zh-hant/guides/transfer/"]
    assert found(client, "转移", "en") == ["/en/guides/transfer/"]
    assert found(client, "transfer", "en") == ["/en/guides/transfer/"]
    assert found(client, "transfer", "zh-hans") == []


def test_wide_letters_are_letters(client: Client) -> None:
    make.guide(slug="app", live=True, title_zh_hans="用APP办")
    assert found(client, "ａｐｐ") == ["/zh-hans/guides/app/"]
