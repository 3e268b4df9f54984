"""Other days on the pages of places and answers: announced, chosen, marked, never ignored."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from policies.models import Policy
from tests import factories as make
from tests.shipped import TODAY, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
REGION = "/zh-hans/regions/440000/"
ANSWER = f"{REGION}settle-abroad/"
BOTH = pytest.mark.parametrize("address", [REGION, ANSWER], ids=["region", "answer"])
LATER = dt.date(2027, 1, 1)


def live(**columns: Any) -> Policy:
    return make.policy(live=True, at=TODAY - make.DAY, **columns)


def now_and_later() -> None:
    live(effective_to=dt.date(2026, 12, 31), answer_zh_hans="余额可以申请支取一半。")
    live(effective_from=LATER, answer_zh_hans="余额可以申请支取全部。")


@BOTH
def test_a_day_in_the_address_is_the_day_of_the_page(address: str) -> None:
    live(effective_from=LATER)
    shown = one(fetch(f"{address}?on=2027-01-01"), "article[data-scenario=settle-abroad]")
    assert shown["data-verdict"] == "conditional"
    page = fetch(address)
    assert one(page, "article[data-scenario=settle-abroad]")["data-verdict"] == "none"


@BOTH
def test_a_page_of_another_day_says_so_and_is_not_to_be_found(address: str) -> None:
    live(effective_from=dt.date(2020, 1, 1))
    page = fetch(f"{address}?on=2021-01-01")
    assert "这是2021年1月1日那一天的规定" in page.get_text()
    assert "2021年1月1日" in one(page, "h1").text
    assert one(page, "meta[name=robots]")["content"] == "noindex"


def test_answers_of_a_region_on_another_day_lead_to_that_day() -> None:
    live(effective_from=dt.date(2020, 1, 1))
    links = fetch(f"{REGION}?on=2021-01-01").select("article[data-scenario] a")
    assert links and all(str(a["href"]).endswith("?on=2021-01-01") for a in links)


@BOTH
@pytest.mark.parametrize("name", ["on", "known_on"])
def test_what_is_no_day_shows_the_page_with_the_mistake_at_its_field(
    address: str, name: str
) -> None:
    live()
    other = "known_on" if name == "on" else "on"
    page = fetch(f"{address}?{name}=明天&{other}=2026-11-21", 400)
    field = one(page, f"input[name={name}]")
    assert (field["value"], field["aria-invalid"]) == ("明天", "true")
    assert page.find(id=str(field["aria-describedby"]))
    assert one(page, f"input[name={other}]")["value"] == "2026-11-21"
    assert page.select(f"[role=alert] a[href='#{name}']")
    assert one(page, "article[data-scenario=settle-abroad]")


@BOTH
def test_a_day_as_people_write_it_leads_to_its_one_address(address: str) -> None:
    live()
    response = Client().get(f"{address}?on=2027年1月1日")
    assert (response.status_code, response.headers["Location"]) == (301, f"{address}?on=2027-01-01")


def test_what_comes_is_announced_with_its_day_and_changed_words_marked() -> None:
    now_and_later()
    marks = [mark.text for mark in fetch(ANSWER).select(".notice mark")]
    assert marks == ["全部"]
    strip = one(fetch(REGION), "details.coming")
    assert "2027年1月1日起，1 条规定要变" in strip.text
    assert strip.select("a[href$='settle-abroad/?on=2027-01-01']")
    assert strip.select("a[href$='settle-abroad/changes/?on=2027-01-01']")


def test_sentences_that_share_little_have_no_marks() -> None:
    live(effective_to=dt.date(2026, 12, 31), answer_zh_hans="可以。")
    live(effective_from=LATER, answer_zh_hans="打电话问参保地。")
    assert not fetch(ANSWER).select("mark")


def test_the_list_of_changes_begins_with_what_comes() -> None:
    now_and_later()
    coming = one(fetch("/zh-hans/changes/"), "#coming")
    assert "open" in one(coming, "details").attrs and "支取全部" in coming.text
    make.region("310000", "上海市")
    assert not fetch("/zh-hans/changes/?region=310000").select("#coming")


def test_matters_without_a_rule_are_one_block() -> None:
    live()
    for code in ("death", "enlist"):
        make.scenario(code)
    block = one(fetch(REGION), "#not-found")
    assert "还没查到的 2 件事" in block.text
    codes = {str(each["data-scenario"]) for each in block.select("article[data-verdict=none]")}
    assert codes == {"death", "enlist"}


def test_a_fraud_page_begins_with_what_to_do_at_once() -> None:
    for code, phone in (("anti-fraud-hotline", "96110"), ("police", "110")):
        make.contact(code, phone=phone)
    scenario = make.scenario("cash-out-fraud", kind="rule")
    live(scenario=scenario, verdict="no")
    page = fetch(f"{REGION}cash-out-fraud/")
    numbers = [str(a["href"]) for a in page.select("#now a")]
    assert numbers == ["tel:96110", "tel:110"]
    order = list(page.find_all(True))
    assert order.index(one(page, "#now")) < order.index(one(page, "article[data-verdict]"))
    assert "办理步骤" not in one(page, "main").text and not page.select("main a[href*='/check/?']")


def test_what_comes_stands_in_the_order_of_its_days() -> None:
    now_and_later()
    for code, day in (("death", dt.date(2027, 3, 1)), ("enlist", dt.date(2026, 12, 15))):
        live(scenario=make.scenario(code), effective_from=day)
    days = [str(each["href"]) for each in fetch(REGION).select("a[href*='changes/?on=']")]
    assert [each[-10:] for each in days] == ["2026-12-15", "2027-01-01", "2027-03-01"]


def test_a_place_whose_rules_are_not_known_of_a_day_is_not_called_without_any() -> None:
    live(verdict="yes")
    said = fetch(f"{REGION}?on=1999-01-01").get_text()
    assert (
        "广东省自己的规定，有 1 项那一天不清楚。" in said and "没有记录到广东省自己的" not in said
    )
