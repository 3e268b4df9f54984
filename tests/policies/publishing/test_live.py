"""Which editions the site shows, and which policies are in force on a day.

That at most one edition of a code is live, and which, is in `test_histories`.
"""

from __future__ import annotations

import datetime as dt

import pytest

from policies.models import Policy
from policies.publishing import actions
from tests import factories as make

HOUR = dt.timedelta(hours=1)


@pytest.mark.django_db
def test_published_before_knows_withdrawn_editions_but_none_that_never_went_live() -> None:
    first = make.policy(live=True)
    called_off = make.new_version(first, at=make.NOON, publish_at=make.NOON + 3 * HOUR)
    actions.withdraw(called_off, by=make.user("approver"), reason="不改了。", now=make.NOON + HOUR)
    actions.withdraw(first, by=make.user("approver"), reason="写错了。", now=make.NOON + 2 * HOUR)
    known = Policy.objects.published_before(make.NOON + 9 * HOUR)
    assert [edition.version for edition in known] == [1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "is_in_force"),
    [
        (dt.date(2025, 12, 31), False),
        (dt.date(2026, 1, 1), True),
        (dt.date(2026, 6, 30), True),
        (dt.date(2026, 7, 1), False),
    ],
)
def test_both_ends_of_a_period_are_in_force(day: dt.date, is_in_force: bool) -> None:
    make.policy(effective_from=dt.date(2026, 1, 1), effective_to=dt.date(2026, 6, 30))
    assert Policy.objects.in_force(day).exists() is is_in_force


@pytest.mark.django_db
def test_an_end_that_is_not_known_is_open() -> None:
    make.policy()
    assert Policy.objects.in_force(dt.date(2090, 1, 1)).exists()
