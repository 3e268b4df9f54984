"""At every instant at most one edition of a code is live: scheduled and withdrawn ones mixed."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.models import Policy
from policies.publishing import actions, events, ledger
from policies.publishing.actions import Refused
from tests import factories as make
from tests.running import examples

HOUR = dt.timedelta(hours=1)
Step = tuple[str, int]
Live = dict[dt.datetime, list[Policy]]  # the live editions of each instant, in order
VERBS = st.sampled_from(["publish", "publish", "withdraw newest", "withdraw any"])
STEPS = st.lists(st.tuples(VERBS, st.integers(0, 6)), min_size=1, max_size=9)
some = settings(
    max_examples=examples(40),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def undone(test: Callable[[list[Step]], None]) -> Callable[[list[Step]], None]:
    """Rolls back what each example of a property test stored."""

    @functools.wraps(test)
    def wrapped(steps: list[Step]) -> None:
        with transaction.atomic():
            test(steps)
            transaction.set_rollback(True)

    return wrapped


def definition(editions: list[Policy], at: dt.datetime) -> list[int]:
    """Of the editions published by an instant the newest is live, unless withdrawn by then;
    one withdrawn before it was published never counts."""

    def counts(edition: Policy) -> bool:
        assert edition.publish_at is not None
        return edition.publish_at <= at and not (
            edition.withdrawn_at and edition.withdrawn_at <= edition.publish_at
        )

    published = [edition for edition in editions if counts(edition)]
    if not published:
        return []
    newest = max(published, key=lambda edition: (edition.publish_at, edition.version))
    is_withdrawn = newest.withdrawn_at is not None and newest.withdrawn_at <= at
    return [] if is_withdrawn else [newest.version]


def play(steps: list[Step]) -> int:
    """Publish, schedule and withdraw versions of one code, an hour a step; the hours it took."""
    first = make.policy()
    for hour, (verb, number) in enumerate(steps):
        now = make.NOON + hour * HOUR
        versions = list(Policy.objects.filter(code=first.code).order_by("version"))
        try:
            if verb == "publish":
                ahead = now + number * HOUR if number else None
                draft: Any = versions[-1]
                if draft.state == "in_review":  # refused a moment ago
                    actions.reject(draft, by=make.user("approver"))
                if draft.approved_at:
                    chosen = versions[number % len(versions)]
                    draft = actions.revise(chosen, by=make.user("author"), now=now)
                make.publish(draft, at=now, publish_at=ahead)
            else:
                chosen = versions[-1 if verb == "withdraw newest" else number % len(versions)]
                actions.withdraw(chosen, by=make.user("approver"), reason="写错了。", now=now)
        except Refused:
            pass
    return len(steps) + 8


@pytest.mark.django_db
@some
@given(steps=STEPS)
@undone
def test_scheduled_and_withdrawn_versions_follow_each_other_in_order(steps: list[Step]) -> None:
    """Four things hold after any steps; they share each example, as its steps cost most."""
    hours = play(steps)
    instants = [make.NOON + half_hour * HOUR / 2 for half_hour in range(-1, 2 * hours)]
    live = {at: list(Policy.objects.live(at)) for at in instants}
    at_most_one_edition_is_live_and_it_is_the_one_the_definition_names(live)
    an_older_version_never_replaces_a_newer_one(live)
    the_token_changes_exactly_when_what_is_live_changes(live)
    each_version_names_the_one_approved_before_it()


def at_most_one_edition_is_live_and_it_is_the_one_the_definition_names(live: Live) -> None:
    approved = list(Policy.objects.filter(approved_at__isnull=False))
    for at, editions in live.items():
        assert [edition.version for edition in editions] == definition(approved, at), at


def an_older_version_never_replaces_a_newer_one(live: Live) -> None:
    seen = 0
    for at, editions in live.items():
        for edition in editions:
            assert edition.version >= seen, at
            seen = edition.version


def the_token_changes_exactly_when_what_is_live_changes(live: Live) -> None:
    before: tuple[str, list[int]] | None = None
    for at, editions in live.items():
        now = events.token(at), [edition.pk for edition in editions]
        if before and now[1] != before[1]:
            assert now[0] != before[0], at
        before = now


def each_version_names_the_one_approved_before_it() -> None:
    assert [each for each in ledger.verify() if each.damages] == []


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
def test_unknown_ends_are_open() -> None:
    make.policy()
    assert Policy.objects.in_force(dt.date(1990, 1, 1)).in_force(dt.date(2090, 1, 1)).exists()
