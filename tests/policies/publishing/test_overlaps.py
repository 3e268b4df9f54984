"""Two rules for one place and scenario never hold on the same day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User

from policies.models import Edition, Policy
from policies.publishing import actions
from tests import factories as make
from tests.policies.publishing.verbs import live_at, reasons

pytestmark = pytest.mark.django_db
State = Edition.State
T0, DAY = make.NOON, make.DAY

YEARS = {2025: (dt.date(2025, 1, 1), dt.date(2025, 12, 31)), 2026: (dt.date(2026, 1, 1), None)}


def dated(year: int, **columns: Any) -> Policy:
    start, end = YEARS[year]
    return make.policy(effective_from=start, effective_to=end, **columns)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (dt.date(2025, 12, 31), None),
        (None, dt.date(2025, 1, 1)),
        (None, None),
        (dt.date(2025, 6, 1), dt.date(2025, 6, 1)),
    ],
)
def test_approve_refuses_a_period_that_shares_a_day(
    author: User, approver: User, start: dt.date | None, end: dt.date | None
) -> None:
    dated(2025, live=True)
    other = make.policy(effective_from=start, effective_to=end)
    (told,) = reasons(actions.submit, other, by=author)
    assert "有效期重叠（2025-01-01 至 2025-12-31）" in told and "不写就不能批准" in told
    actions.submit(other, by=author, acknowledged="另一条会先写上失效日期。")
    assert (
        "有效期重叠（2025-01-01 至 2025-12-31）" in reasons(actions.approve, other, by=approver)[0]
    )


def test_approve_takes_a_period_that_follows() -> None:
    dated(2025, live=True)
    dated(2026, live=True)
    assert len(live_at(T0)) == 2


@pytest.mark.parametrize("elsewhere", ["region", "scenario"])
def test_approve_takes_the_same_period_elsewhere(elsewhere: str) -> None:
    dated(2025, live=True)
    place = {"region": make.nation} if elsewhere == "region" else {"scenario": other_scenario}
    dated(2025, live=True, **{name: row() for name, row in place.items()})


def other_scenario() -> Any:
    return make.scenario("death")


def test_a_code_never_overlaps_with_its_own_former_version() -> None:
    make.new_version(dated(2026, live=True), at=T0 + DAY)


def test_a_withdrawn_policy_makes_room(approver: User) -> None:
    actions.withdraw(dated(2025, live=True), by=approver, reason="写错了。", now=T0 + DAY)
    dated(2025, live=True, at=T0 + DAY)


def test_a_scheduled_end_makes_room_from_that_day(author: User, approver: User) -> None:
    """v2 of the old rule ends it; the new rule may go live with v2 but not before."""
    old = make.policy(live=True)
    ended = YEARS[2025][1]
    make.new_version(old, at=T0, publish_at=T0 + 2 * DAY, effective_to=ended)
    new = dated(2026)
    actions.submit(new, by=author)
    assert "有效期重叠" in reasons(actions.approve, new, by=approver, now=T0 + DAY)[0]
    new.publish_at = T0 + 2 * DAY
    new.save()
    actions.approve(new, by=approver, now=T0 + DAY, left_out=("en",))
    assert len(live_at(T0 + 2 * DAY)) == 2


def test_calling_off_a_scheduled_end_is_refused_once_another_rule_counts_on_it(
    approver: User,
) -> None:
    old = make.policy(live=True)
    ending = make.new_version(old, at=T0, publish_at=T0 + 2 * DAY, effective_to=YEARS[2025][1])
    make.publish(dated(2026), publish_at=T0 + 2 * DAY)
    found = reasons(actions.withdraw, ending, by=approver, reason="不改了。", now=T0 + DAY)
    assert len(found) == 1 and "有效期重叠" in found[0]
