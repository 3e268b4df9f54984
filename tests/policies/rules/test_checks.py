"""What the newest reading of a passage makes of the rule that rests on it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from policies.models import Policy, Source, Verification
from policies.publishing import actions
from policies.publishing.verification import passages_of, record
from policies.rules.checks import with_checks
from policies.rules.citations import Cited, citations_of
from policies.rules.state import State, review_due, state_of
from tests import factories as make
from tests.verifying import read_again

pytestmark = pytest.mark.django_db
T0, DAY = make.NOON, make.DAY
LATER = T0 + 300 * DAY
DUE = dt.date(2026, 2, 28)


def known(at: dt.datetime = LATER) -> Policy:
    """The live policy with what is known of it at an instant."""
    found: Policy = with_checks(Policy.objects.live(at), at).get()
    return found


def cited(policy: Policy, at: dt.datetime = LATER) -> Cited:
    return citations_of([policy], at=at).of_policy[policy.pk][0]


def test_the_newest_day_is_shown_whatever_was_recorded_last() -> None:
    policy = make.policy(live=True)
    read_again(policy, at=T0 + 3 * DAY)
    read_again(policy, "gone", at=T0 + 5 * DAY)
    late = {"by": make.user("third"), "result": "unchanged", "day": (T0 + DAY).date()}
    record(passages_of(policy), now=T0 + 6 * DAY, **late)  # type: ignore[arg-type]
    assert cited(policy).doubt == "gone" and cited(policy).verified_on is None
    assert cited(policy, T0 + 4 * DAY).verified_on == (T0 + 3 * DAY).date()


def test_what_was_recorded_later_was_not_known_then() -> None:
    policy = make.policy(live=True)
    read_again(policy, "changed", at=T0 + 2 * DAY)
    assert cited(policy, T0 + DAY).doubt == "" and not known(T0 + DAY).is_doubted
    assert cited(policy, T0 + 2 * DAY).doubt == "changed" and known(T0 + 2 * DAY).is_doubted


def test_a_clone_with_the_same_words_keeps_the_day() -> None:
    policy = make.policy(live=True)
    read_again(policy)
    newer = make.new_version(policy, at=T0 + 2 * DAY, verdict="no")
    assert cited(newer).verified_on == (T0 + DAY).date()
    assert known().verified_since == (T0 + DAY).date()


@pytest.mark.parametrize("changed", ["quote", "locator", "source"])
def test_other_words_another_article_and_another_source_lose_it(changed: str) -> None:
    policy = make.policy(live=True)
    read_again(policy)
    draft: Any = actions.revise(policy, by=make.user("author"), now=T0 + 2 * DAY)
    other: dict[str, str | Source] = {
        "quote": "另一句话",
        "locator": "第九条",
        "source": make.source("another"),
    }
    draft.citations.update(**{changed: other[changed]})
    newer = make.publish(draft, at=T0 + 2 * DAY)
    assert cited(newer).verified_on is None and known().verified_since is None
    assert Verification.objects.count() == 1


def test_a_rule_is_verified_from_the_day_on_which_the_last_of_its_passages_was_not() -> None:
    draft = make.policy()
    draft.citations.create(**make.citation(locator="第九条"))
    policy = make.publish(draft)
    first, second = passages_of(policy)
    signed: Any = {"by": make.user("checker"), "result": "unchanged"}
    record([first], now=T0 + DAY, **signed)
    assert known().verified_since is None
    record([second], now=T0 + 3 * DAY, **signed)
    assert known().verified_since == (T0 + DAY).date()


def test_a_change_is_answered_by_a_newer_reading() -> None:
    policy = make.policy(live=True)
    read_again(policy, "changed", at=T0 + DAY)
    assert state_of(known(), LATER.date()) == State.DOUBTED
    read_again(policy, at=T0 + 2 * DAY)
    assert state_of(known(), LATER.date()) == State.CONDITIONAL
    assert cited(policy).doubt == ""


def test_a_change_is_answered_by_an_edition_approved_later() -> None:
    policy = make.policy(live=True)
    (draft,) = read_again(policy, "changed", at=T0 + DAY).drafts
    assert known().is_doubted
    newer: Any = make.publish(draft, at=T0 + 2 * DAY)
    assert not known().is_doubted and cited(newer).doubt == ""
    assert cited(newer).verified_on is None, "nobody has compared the new text yet"


def test_an_edition_approved_before_the_change_was_found_does_not_answer_it() -> None:
    policy = make.policy(live=True)
    make.new_version(policy, at=T0, publish_at=T0 + 5 * DAY, verdict="no")
    read_again(policy, "changed", at=T0 + DAY)
    assert known(T0 + 6 * DAY).is_doubted


def overdue(on: dt.date) -> bool:
    return state_of(known(), on) == State.OVERDUE


def test_a_rule_is_overdue_from_the_day_after_its_day() -> None:
    make.policy(live=True, review_by=DUE)
    assert not overdue(DUE)
    assert overdue(DUE + dt.timedelta(days=1))


def test_a_rule_without_a_day_is_never_overdue() -> None:
    make.policy(live=True)
    assert not overdue(dt.date(2099, 1, 1))


def read_on(day: dt.date) -> None:
    read_again(Policy.objects.get(), at=dt.datetime.combine(day, dt.time(12), T0.tzinfo))


@pytest.mark.parametrize("before", [-3, 0, 30])
def test_reading_all_sources_when_that_was_due_gives_as_much_time_again(before: int) -> None:
    policy = make.policy(live=True, review_by=DUE)
    day = DUE - dt.timedelta(days=before)
    read_on(day)
    again = day + (DUE - T0.date())
    assert review_due(known()) == again
    assert not overdue(again) and overdue(again + dt.timedelta(days=1))
    assert policy.review_by == DUE, "the edition's own day is text and stays"


def test_reading_long_before_the_day_moves_nothing() -> None:
    make.policy(live=True, review_by=DUE)
    read_on(DUE - dt.timedelta(days=31))
    assert review_due(known()) == DUE


def test_a_doubt_does_not_move_the_day() -> None:
    policy = make.policy(live=True, review_by=DUE)
    read_again(policy, "cannot_open", at=T0 + 98 * DAY)
    assert overdue(DUE + dt.timedelta(days=1))


def test_nothing_is_read_again_in_fewer_than_thirty_days() -> None:
    make.policy(live=True, review_by=T0.date() + dt.timedelta(days=2))
    read_on(T0.date() + dt.timedelta(days=2))
    assert review_due(known()) == T0.date() + dt.timedelta(days=32)


def test_what_is_known_of_a_rule_is_asked_of_its_own_row() -> None:
    """What a subquery joins again it may ask for by itself: without statistics, as just after a
    restore, PostgreSQL did so for every citation of the country, for a few rules each time."""
    asked = str(with_checks(Policy.objects.all().order_by(), make.NOON).query)
    assert asked.count("Verification".lower()) > 3
    assert 'JOIN "policies_policy"' not in asked
    assert asked.count('FROM "policies_policy"') == 1
