"""Prose that names rules shows what they say on the day, in the language of the page."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from policies.models import Policy, Region
from policies.publishing import actions
from tests import factories as make
from tests.guides.pages import hrefs, look, words_of

pytestmark = pytest.mark.usefixtures("afternoon")

RULE = "[[policy:440100:settle-abroad]]"
PLACES = "[[places:settle-abroad]]"
GUANGZHOU_URL = "/regions/440100/settle-abroad/"


@pytest.fixture
def guangzhou(afternoon: None) -> Region:
    named = {"name_en": "Guangzhou", "level": "prefecture", "parent": make.region()}
    return make.region("440100", "广州市", **named)


def rule(region: Region, **columns: Any) -> Policy:
    make.scenario(name_en="Settling abroad")
    return make.policy(live=True, region=region, **columns)


def article(client: Client, body: str, language: str = "zh-hans") -> str:
    slug = f"g{abs(hash((body, language)))}"
    make.guide(slug=slug, live=True, body_zh_hans=body, body_en=body, title_en="A guide")
    return words_of(look(client, f"/{language}/guides/{slug}/").select_one("article.prose"))


def test_a_rule_is_a_link_with_its_verdict_and_period(client: Client, guangzhou: Region) -> None:
    rule(guangzhou, effective_from=dt.date(2022, 1, 17))
    make.guide(slug="abroad", live=True, body_zh_hans=f"看{RULE}。")
    page = look(client, "/zh-hans/guides/abroad/").select_one("article.prose")
    assert words_of(page) == "看 广州市“出境定居”的规定 （符合条件才可以，2022年1月17日起）。"
    assert hrefs(page, "a:not(.say)") == [f"/zh-hans{GUANGZHOU_URL}"]


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        (
            "en",
            "Guangzhou rule on “Settling abroad” "
            "(Only if you meet the conditions, from 17 Jan 2022)",
        ),
        ("zh-hant", "廣州市「出境定居」的規定 （符合條件才可以，2022年1月17日起）"),
    ],
)
def test_names_and_words_are_in_the_language_of_the_page(
    client: Client, guangzhou: Region, language: str, shown: str
) -> None:
    rule(guangzhou, effective_from=dt.date(2022, 1, 17))
    assert shown in article(client, RULE, language).replace(" (", " (")


def test_an_inherited_rule_says_whose_it_is(client: Client, guangzhou: Region) -> None:
    rule(make.region(), verdict="no")
    assert "（不可以，依广东省的规定）" in article(client, RULE)


def test_a_county_is_named_with_its_city(client: Client, guangzhou: Region) -> None:
    make.region("440103", "荔湾区", level="county", parent=guangzhou)
    rule(guangzhou)
    assert "广州市荔湾区“出境定居”的规定" in article(client, "[[policy:440103:settle-abroad]]")


def test_a_rule_that_ended_or_was_withdrawn_says_so(client: Client, guangzhou: Region) -> None:
    ended = rule(guangzhou, effective_to=dt.date(2025, 1, 1))
    assert "广州市“出境定居”的规定 （规定已过期）" in article(client, RULE)
    actions.withdraw(ended, by=make.user("second"), reason="依据错了。")
    lasting = rule(guangzhou, effective_from=dt.date(2025, 2, 1))
    actions.withdraw(lasting, by=make.user("second"), reason="依据错了。")
    assert "广州市“出境定居”的规定 （已撤回，正在核对）" in article(client, f"{RULE}。")


def test_places_are_those_with_a_rule_of_their_own_by_what_it_says(
    client: Client, guangzhou: Region
) -> None:
    rule(make.region())
    rule(make.region("310000", "上海市"), verdict="no")
    rule(make.region("330000", "浙江省"))
    make.policy(live=True, region=guangzhou, scenario=make.scenario("death"))
    make.guide(slug="abroad", live=True, body_zh_hans=f"有：{PLACES}。")
    page = look(client, "/zh-hans/guides/abroad/").select_one("article.prose")
    shown = words_of(page).replace(" ", "")
    assert shown == "有：浙江省、广东省（符合条件才可以）；上海市（不可以）。" or shown == (
        "有：上海市（不可以）；浙江省、广东省（符合条件才可以）。"
    )
    assert "/zh-hans/regions/330000/settle-abroad/" in hrefs(page, "a")


def test_places_say_whom_a_rule_is_for_and_leave_out_the_nation(
    client: Client, guangzhou: Region
) -> None:
    rule(make.nation())
    rule(guangzhou, covers_zh_hans="归侨")
    rule(make.region("310000", "上海市"))
    shown = article(client, f"{PLACES}。").replace(" ", "")
    assert shown == "上海市（符合条件才可以）；广州市（符合条件才可以，只限归侨）。"


def test_places_are_those_of_the_day(client: Client, guangzhou: Region) -> None:
    rule(guangzhou, effective_to=dt.date(2025, 12, 31))
    assert "广州市" in article(client, PLACES)
    with time_machine.travel(dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC), tick=False):
        assert "没有记录到有自己规定的地方" in article(client, f"{PLACES}。")


def test_a_text_in_another_language_names_places_in_its_own(
    client: Client, guangzhou: Region
) -> None:
    rule(guangzhou)
    make.guide(slug="abroad", live=True, body_zh_hans=RULE, title_en="Abroad")
    page = look(client, "/en/guides/abroad/").select_one("article.prose")
    assert "广州市“出境定居”的规定" in words_of(page)
    assert hrefs(page, "a:not(.say)") == [f"/en{GUANGZHOU_URL}"]


def test_answers_and_findings_name_rules_too(client: Client, guangzhou: Region) -> None:
    rule(guangzhou)
    make.faq(live=True, scenario=make.scenario(), answer_zh_hans=f"看{RULE}。")
    page = look(client, "/zh-hans/questions/?about=settle-abroad")
    assert f"/zh-hans{GUANGZHOU_URL}" in hrefs(page, "main a")
    make.fact_check(slug="claim", live=True, finding_zh_hans=f"只在{RULE}。")
    page = look(client, "/zh-hans/fact-checks/claim/")
    assert f"/zh-hans{GUANGZHOU_URL}" in hrefs(page, "main a")
    described = page.select_one("meta[name=description]")
    assert described and "广州市“出境定居”的规定（符合条件才可以" in str(described["content"])


def test_open_data_holds_what_the_page_says(client: Client, guangzhou: Region) -> None:
    rule(guangzhou)
    make.fact_check(live=True, finding_zh_hans=RULE, finding_en=RULE)
    data: Any = client.get("/data/fact-checks.json").json()
    (record,) = data["fact_checks"]
    assert record["finding_zh_hans"].startswith(
        f"[广州市“出境定居”的规定](/zh-hans{GUANGZHOU_URL})（"
    )
    assert record["finding_en"].startswith(
        f"[Guangzhou rule on “Settling abroad”](/en{GUANGZHOU_URL}) ("
    )


def test_search_shows_names_and_finds_by_them(client: Client, guangzhou: Region) -> None:
    rule(guangzhou)
    make.faq(live=True, question_zh_hans="问什么？", answer_zh_hans=f"看{RULE}，{PLACES}。")
    shown = words_of(look(client, "/zh-hans/search/?q=问什么").main)
    assert "看广州市“出境定居”的规定，（名单见网页）。" in shown and "[[" not in shown


def test_the_page_of_one_version_names_rules_as_well(client: Client, guangzhou: Region) -> None:
    rule(guangzhou)
    faq = make.faq(live=True, answer_zh_hans=f"看{RULE}。", answer_en=f"See {RULE}.")
    main = look(client, f"/r/{faq.code}/v1").main
    assert "广州市“出境定居”的规定" in words_of(main)
    assert f"/en{GUANGZHOU_URL}" in hrefs(main, "a")


def test_names_cost_two_queries_and_places_a_third_whatever_their_number(
    client: Client, guangzhou: Region
) -> None:
    rule(guangzhou)
    rule(make.region("310000", "上海市"))
    bodies = {"none": "没有。", "one": RULE, "many": f"{RULE}{PLACES}[[places:death]]" * 9}
    costs = {}
    for slug, body in bodies.items():
        make.guide(slug=slug, live=True, body_zh_hans=body)
        look(client, f"/zh-hans/guides/{slug}/")
        with CaptureQueriesContext(connection) as queries:
            look(client, f"/zh-hans/guides/{slug}/")
        costs[slug] = len(queries)
    assert costs["one"] == costs["none"] + 2
    assert costs["many"] == costs["none"] + 3  # first, whether the places are too many
