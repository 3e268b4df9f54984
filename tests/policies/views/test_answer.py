"""The answer page on small rows: days, regions that moved, and what may be found."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client

from policies.models import Policy
from tests import factories as make
from tests.shipped import TODAY, answer_on, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ANSWER = "/zh-hans/regions/440000/settle-abroad/"
EARLIER = TODAY - make.DAY


def live(**columns: Any) -> Policy:
    return make.policy(live=True, at=EARLIER, **columns)


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
    links = page.select(".notice a[href*='on=2027-01-01']")
    assert ["known_on=2026-11-21" in str(link["href"]) for link in links] == [True, True]


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
    make.lift_database_rules()
    first = make.region("440001", "甲市", level="prefecture")
    second = make.region("440002", "乙市", level="prefecture", successor=first)
    third = make.region("440003", "丙市", level="prefecture", successor=second)
    make.change(first, successor=second)
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
    assert page.select("[data-channel=counter]")
    section = one(page, "section#how")
    assert "广东省" in section.text and section.select("ol.steps > li")


def test_seen_is_not_dressed_up_as_verified() -> None:
    live()
    item = one(fetch(ANSWER), "ol.source-list > li")
    assert item.select(f"time[datetime='{make.NOON.date()}']")
    assert "核实于" not in item.text


def test_an_address_outside_gov_cn_is_shown_without_a_link() -> None:
    make.source(url="https://example.com/notice")
    live()
    assert not fetch(ANSWER).select("a[href*='example.com']")


def test_markup_in_a_text_is_shown_and_not_run() -> None:
    live(answer_zh_hans="<script>alert(1)</script>可以", notes_zh_hans="<img src=x onerror=y>")
    page = fetch(ANSWER)
    assert not page.select("img")
    (described,) = page.select("script")  # a block of data, which no browser runs
    assert described["type"] == "application/ld+json" and json.loads(described.string or "")
