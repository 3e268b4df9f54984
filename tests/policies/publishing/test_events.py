"""The token of what is published changes exactly when something public changes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import User

from policies.models import (
    PublicationEvent,
)
from policies.publishing import actions, events
from tests import factories as make
from tests.policies.publishing.changed_token import LATER, changes_token

pytestmark = pytest.mark.django_db
T0, DAY = make.NOON, make.DAY


def test_an_empty_site_has_a_token() -> None:
    assert events.token(LATER) == events.NOTHING_PUBLISHED


def test_drafting_and_reviewing_changes_nothing_public(author: User, approver: User) -> None:
    make.region(), make.scenario(), make.source()
    live = make.guide(live=True)

    def work() -> None:
        draft = actions.revise(live, by=author)
        draft.title_zh_hans = "新的标题"  # type: ignore[attr-defined]
        draft.save()
        draft.scenarios.set([make.scenario()])  # type: ignore[attr-defined]
        actions.submit(draft, by=author)
        actions.reject(draft, by=approver, note="请改。")
        draft.delete()

    assert not changes_token(work)


def test_approving_changes_it(author: User, approver: User) -> None:
    policy = make.policy()
    actions.submit(policy, by=author)
    assert changes_token(lambda: actions.approve(policy, by=approver, left_out=("en",)))


def test_withdrawing_what_is_live_changes_it(approver: User) -> None:
    policy = make.policy(live=True)
    assert changes_token(lambda: actions.withdraw(policy, by=approver, reason="写错了。"))


def test_a_scheduled_publication_changes_it_only_when_its_instant_passes() -> None:
    policy = make.policy(live=True)
    before = events.token(T0)
    make.new_version(policy, at=T0, publish_at=T0 + DAY)
    assert events.token(T0) == before
    assert events.token(T0 + DAY - dt.timedelta(seconds=1)) == before
    assert events.token(T0 + DAY) != before


def test_calling_a_scheduled_publication_off_changes_nothing(approver: User) -> None:
    policy = make.policy(live=True)
    before = events.token(T0)
    second = make.new_version(policy, at=T0, publish_at=T0 + 2 * DAY)
    actions.withdraw(second, by=approver, reason="不改了。", now=T0 + DAY)
    assert events.token(T0 + DAY) == events.token(T0 + 9 * DAY) == before


def test_an_event_committed_late_still_changes_it() -> None:
    """Loading content takes seconds; what is approved meanwhile has a younger instant."""
    events.record_event(T0 + dt.timedelta(seconds=2), "approved while content was loading")
    assert changes_token(lambda: events.record_event(T0, "content pack"))


def test_many_rows_stored_at_once_are_one_event() -> None:
    def load() -> None:
        with events.one_event(T0, "content pack"):
            make.region(), make.source()

    assert changes_token(load)
    assert PublicationEvent.objects.count() == 1
