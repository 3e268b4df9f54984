"""Rules that are overdue or whose source changed: said wherever they are shown."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.test import Client

from policies.models import Policy
from policies.rules.state import State
from tests import factories as make
from tests.shipped import TODAY, fetch, one
from tests.verifying import read_again

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
EARLIER = TODAY - 3 * make.DAY
YESTERDAY = (TODAY - make.DAY).date()
ATOM = "{http://www.w3.org/2005/Atom}"


def doubtful(state: State) -> Policy:
    """A live rule in the state, and another beside it of which nothing is wrong."""
    draft = make.policy(review_by=YESTERDAY if state == State.OVERDUE else None)
    make.condition(draft)
    policy = make.publish(draft, at=EARLIER)
    if state == State.DOUBTED:
        read_again(policy, "changed", at=TODAY - make.DAY)
    return policy


def test_from_which_day_on_a_rule_is_overdue() -> None:
    make.policy(live=True, at=EARLIER, review_by=TODAY.date())
    address = "/zh-hans/regions/440000/settle-abroad/"
    assert one(fetch(address), ".verdict")["data-kind"] == "conditional"
    later = f"{address}?on={(TODAY + make.DAY).date()}"
    assert one(fetch(later), ".verdict")["data-kind"] == "overdue"


def test_what_was_found_later_is_not_known_on_a_former_day() -> None:
    doubtful(State.DOUBTED)
    address = f"/zh-hans/regions/440000/settle-abroad/?known_on={(TODAY - 2 * make.DAY).date()}"
    assert one(fetch(address), ".verdict")["data-kind"] == "conditional"


def test_the_passage_that_changed_is_marked_where_it_is_cited() -> None:
    policy = doubtful(State.DOUBTED)
    for address in ("/zh-hans/regions/440000/settle-abroad/", f"/r/{policy.code}/v1"):
        cited = one(fetch(address), "li[data-source]")
        assert one(cited, "strong").text == "核对时发现原文有变动，正在核对"
        assert cited.select_one(f"time[datetime='{YESTERDAY}']")


@pytest.mark.parametrize(
    ("result", "said"),
    [("gone", "核对时原文已经不在那里"), ("cannot_open", "核对时打不开原文")],
)
def test_a_text_that_cannot_be_read_is_said_and_the_rule_stands(result: str, said: str) -> None:
    policy = make.policy(live=True, at=EARLIER)
    read_again(policy, result, at=TODAY - make.DAY)
    page = fetch("/zh-hans/regions/440000/settle-abroad/")
    assert said in one(page, "li[data-source]").text
    assert one(page, ".verdict")["data-kind"] == "conditional"


def entries() -> list[Any]:
    feed = ET.fromstring(Client().get("/zh-hans/changes.atom").content)  # noqa: S314 - our own
    return feed.findall(f"{ATOM}entry")


def test_the_feed_marks_no_version_that_was_replaced() -> None:
    policy = doubtful(State.OVERDUE)
    make.new_version(policy, at=TODAY - make.DAY, review_by=TODAY.date())
    found = entries()
    assert len(found) == 2 and not any(each.findall(f"{ATOM}category") for each in found)


def test_a_verified_rule_shows_the_newest_day() -> None:
    policy = make.policy(live=True, at=EARLIER)
    read_again(policy, at=TODAY - 2 * make.DAY)
    read_again(policy, at=TODAY - make.DAY)
    page = fetch("/zh-hans/regions/440000/settle-abroad/")
    assert "核实于" in one(page, ".answer__meta").text
    assert page.select_one(f".answer__meta time[datetime='{YESTERDAY}']")
