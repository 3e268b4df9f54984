"""Situations under their kinds, wherever they are listed."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "headings"),
    [
        ("/zh-hans/", "main details h2"),
        ("/zh-hans/scenarios/", "main h2"),
        ("/zh-hans/regions/440000/", "main h2"),
        ("/zh-hans/check/?r=440000&in=440000", "main legend"),
    ],
)
def test_each_kind_stands_once_though_situations_share_a_position(
    path: str, headings: str, client: Client
) -> None:
    for code, kind in [("a", "withdraw"), ("b", "use"), ("c", "withdraw")]:
        make.policy(scenario=make.scenario(code, kind=kind), live=True)
    page = BeautifulSoup(client.get(path).content, "html.parser")
    kinds = [heading.get_text(strip=True) for heading in page.select(headings)]
    assert [kinds.count("取出来"), kinds.count("用起来")] == [1, 1], kinds


@pytest.mark.usefixtures("today")
def test_who_can_is_told_from_the_rows_with_the_places_where_that_is_enough(
    client: Client,
) -> None:
    early = make.NOON - make.DAY
    for code in ("440000", "330000"):
        rule = make.policy(region=make.region(code, f"{code}省"))
        make.condition(rule, text_zh_hans="你已经退休。")
        make.condition(rule, way=2, text_zh_hans="你在外国定居")
        if code == "330000":
            make.unasked_condition(rule, way=2, text_zh_hans="费用已经结清")
        make.publish(rule, at=early)
    make.policy(live=True, at=early, region=make.region("350000", "福建省"), verdict="no")
    page = BeautifulSoup(client.get("/zh-hans/scenarios/settle-abroad/").content, "html.parser")
    who = {
        next(li.stripped_strings): [a.text for a in li.select("a")] for li in page.select("#who li")
    }
    assert who == {
        "你已经退休": ["330000省", "440000省"],
        "你在外国定居，费用已经结清": ["330000省"],
        "你在外国定居": ["440000省"],
    }
    english = BeautifulSoup(client.get("/en/scenarios/settle-abroad/").content, "html.parser")
    assert any("你在外国定居. 费用已经结清" in li.text for li in english.select("#who li"))


@pytest.mark.usefixtures("today")
def test_a_rule_in_doubt_promises_nobody_anything(client: Client) -> None:
    rule = make.policy(review_by="2026-01-01")
    make.condition(rule)
    make.publish(rule, at=make.NOON - make.DAY)
    page = BeautifulSoup(client.get("/zh-hans/scenarios/settle-abroad/").content, "html.parser")
    assert page.select("article[data-verdict]") and not page.select("#who")


@pytest.mark.parametrize(
    ("kind", "verdict", "asked"),
    [("rule", "yes", 0), ("withdraw", "no", 0), ("withdraw", "conditional", 1)],
)
def test_only_what_somebody_may_qualify_for_leads_to_the_wizard(
    client: Client, kind: str, verdict: str, asked: int
) -> None:
    make.policy(live=True, scenario=make.scenario("a", kind=kind), verdict=verdict)
    page = BeautifulSoup(client.get("/zh-hans/scenarios/a/").content, "html.parser")
    assert len(page.select('main a[href*="/check/?e=a"]')) == asked


@pytest.mark.parametrize(("kind", "asked"), [("withdraw", 1), ("rule", 0)])
def test_what_nobody_has_recorded_somebody_may_qualify_for_unless_it_is_a_rule(
    client: Client, kind: str, asked: int
) -> None:
    make.scenario("a", kind=kind)
    page = BeautifulSoup(client.get("/zh-hans/scenarios/a/").content, "html.parser")
    assert len(page.select('main a[href$="/check/?e=a"]')) == asked


def test_what_does_not_wait_begins_with_whom_to_call_and_asks_for_no_place(client: Client) -> None:
    make.contact("police", name_zh_hans="报警电话", phone="110")
    make.policy(scenario=make.scenario("cash-out-fraud"), region=make.nation(), live=True)
    page = BeautifulSoup(client.get("/zh-hans/scenarios/cash-out-fraud/").content, "html.parser")
    main = page.select_one("main")
    assert main and main.select_one("#now a[href='tel:110']") and not main.select_one("form")
    other = client.get(f"/zh-hans/scenarios/{make.scenario().code}/").content.decode()
    assert 'id="now"' not in other and "<form" in other
