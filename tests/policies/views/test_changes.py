"""What a coming rule changes for whom: behind its notice, and on a page of its own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from policies.models import Policy
from tests import factories as make
from tests.shipped import fetch, one

pytestmark = pytest.mark.django_db
NEW_YEAR = dt.date(2027, 1, 1)
OLD = {"effective_from": dt.date(2022, 1, 1), "effective_to": dt.date(2026, 12, 31)}
HERE = "/zh-hans/regions/440000/settle-abroad/"
THERE = f"{HERE}changes/"


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(make.NOON + make.DAY, tick=False):
        yield


def rule(*accepts: str, **columns: Any) -> Policy:
    """A live rule that asks `ret`, or nothing."""
    draft = make.policy(**columns)
    if accepts:
        make.condition(draft, accepts)
    return make.publish(draft)


def turn(*accepts: str) -> None:
    """Only the retired until the end of the year, then others."""
    rule("yes", **OLD)
    rule(*accepts, effective_from=NEW_YEAR)


def test_the_notice_of_a_coming_rule_leads_to_what_it_changes() -> None:
    turn("yes", "no")
    link = one(fetch(HERE), f".notice a[href$='/changes/?on={NEW_YEAR}']")
    assert link.get_text() == "对你有什么变化"
    assert one(fetch(str(link["href"])), "[data-change]")


def test_a_group_says_how_many_and_shows_one_of_them() -> None:
    turn("yes", "no")
    page = fetch(THERE)
    assert "2 种情况里，1 种的结果会变。" in page.get_text()
    line = one(page, "[data-change]")
    badges = [str(each["data-kind"]) for each in line.select("[data-kind]")]
    assert badges == ["no", "conditional"]
    assert [each.get_text() for each in line.select("li")] == ["你退休了吗？ no"]
    journey = one(fetch(str(one(line, "a")["href"])), "article[data-outcome]")
    assert journey["data-outcome"] == "conditional"
    sides = [str(each["href"]) for each in page.select("[data-side] a")]
    assert sides == [f"{HERE}?on=2026-12-31", f"{HERE}?on=2027-01-01"]


def test_a_rule_that_ends_alike_says_that_nothing_changes() -> None:
    turn("yes")
    page = fetch(THERE)
    assert "查出来的结果不变" in page.get_text() and not page.select("[data-change]")


def test_a_place_below_and_a_chosen_day_are_compared_too() -> None:
    make.region("440300", "深圳市", level="prefecture", parent=make.region())
    turn("no")
    below = "/zh-hans/regions/440300/settle-abroad/changes/"
    assert len(fetch(below).select("[data-change]")) == 2
    quiet = fetch(f"{below}?on=2026-12-31")
    assert "这一天规定没有变。" in quiet.get_text()


def test_without_a_coming_rule_the_page_says_so() -> None:
    rule("yes")
    page = fetch(THERE)
    assert "没有查到以后要实行的新规定。" in page.get_text() and not page.select("[data-side]")


def test_a_rule_that_is_not_published_yet_is_no_coming_one() -> None:
    rule("yes", **OLD)
    draft = make.policy(effective_from=NEW_YEAR, publish_at=make.NOON + 3 * make.DAY)
    make.publish(draft, at=make.NOON)
    assert "没有查到以后要实行的新规定。" in fetch(THERE).get_text()


def test_the_page_is_not_to_be_found_and_costs_seven_queries() -> None:
    turn("yes", "no")
    assert "noindex" in str(one(fetch(THERE), "meta[name=robots]")["content"])
    with CaptureQueriesContext(connection) as queries:
        fetch(THERE)
    assert len(queries) <= 7


def test_the_page_speaks_three_languages() -> None:
    turn("yes", "no")
    said = {
        language: one(fetch(THERE.replace("zh-hans", language)), "#changes h2").get_text()
        for language in ("zh-hans", "zh-hant", "en")
    }
    assert list(said.values()) == ["对你有什么变化", "對你有什麼變化", "What changes for you"]


def test_a_merged_place_leads_on_to_the_one_it_became(client: Client) -> None:
    gone = make.region("440399", "旧市", level="prefecture", parent=make.region())
    make.scenario()
    make.change(gone, successor=make.region())
    answer = client.get("/zh-hans/regions/440399/settle-abroad/changes/")
    assert (answer.status_code, answer["Location"]) == (301, THERE)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{THERE}?on=yesterday", 400),
        (THERE.replace("settle-abroad", "unheard-of"), 404),
        (THERE.replace("440000", "449999"), 404),
    ],
)
def test_what_is_no_day_and_no_place_is_refused(client: Client, address: str, status: int) -> None:
    turn("yes")
    assert client.get(address).status_code == status


def test_before_anything_is_known_nothing_turns() -> None:
    turn("yes", "no")
    assert "这一天规定没有变。" in fetch(f"{THERE}?on=1990-01-01").get_text()


def test_the_day_before_a_first_rule_had_none() -> None:
    rule("yes", effective_from=NEW_YEAR)
    page = fetch(THERE)
    kinds = [str(each["data-kind"]) for each in page.select("[data-side] [data-kind]")]
    assert kinds == ["none", "conditional"] and len(page.select("[data-change]")) == 2


def test_what_was_known_is_compared_as_it_was_known() -> None:
    rule("yes", **OLD)
    with time_machine.travel(make.NOON + 3 * make.DAY, tick=False):
        later = make.policy(effective_from=NEW_YEAR)
        make.condition(later, ("yes", "no"))
        make.publish(later, at=make.NOON + 2 * make.DAY)
        assert fetch(THERE).select("[data-change]")
        known = fetch(f"{THERE}?known_on={(make.NOON + make.DAY).date()}")
    assert "没有查到以后要实行的新规定。" in known.get_text()


def test_a_side_of_which_nothing_is_known_is_called_so_at_every_situation() -> None:
    make.policy(live=True, verdict="yes", effective_to=dt.date(2026, 12, 31))
    rule("yes", effective_from=NEW_YEAR)
    page = fetch(f"{THERE}?on=1999-01-01")
    assert "1998年12月31日" in page.select("[data-side]")[0].get_text()
    rule("yes", scenario=make.scenario("death"), effective_from=NEW_YEAR)
    page = fetch("/zh-hans/regions/440000/death/changes/")
    before = [each.select("[data-kind]")[0]["data-kind"] for each in page.select("[data-change]")]
    assert before == ["none", "none"]


def test_nobody_passes_a_rule_that_lays_down_how_much() -> None:
    credit = make.scenario("monthly-credit", kind="rule")
    make.publish(make.policy(scenario=credit, verdict="yes", effective_from=NEW_YEAR))
    page = fetch("/zh-hans/regions/440000/monthly-credit/changes/")
    (line,) = page.select("[data-change]")
    assert [str(each["data-kind"]) for each in line.select("[data-kind]")] == ["none", "rule"]
