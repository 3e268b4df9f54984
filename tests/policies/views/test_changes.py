"""What a coming rule changes for whom: behind its notice, and on a page of its own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import connection
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
