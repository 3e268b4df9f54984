"""Whoever is late: the stored row decides, not what was read before."""

from __future__ import annotations

from typing import Any

import pytest

from policies.models import Policy, PublishedTextError
from policies.publishing import actions
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def stale() -> Policy:
    """A draft as its author read it before it went on its way."""
    draft = make.policy()
    make.condition(draft)
    make.sign_off(draft)
    actions.submit(draft, by=make.user("author"), now=make.NOON)
    return Policy.objects.get()


def approve_meanwhile() -> None:
    actions.approve(Policy.objects.get(), by=make.user("approver"), now=make.NOON, left_out=("en",))


@pytest.mark.parametrize("text", ["Unseen.", ""])
def test_a_save_after_the_approval_is_refused(stale: Policy, text: str) -> None:
    approve_meanwhile()
    stale.answer_en = text  # type: ignore[attr-defined]
    with pytest.raises(PublishedTextError):
        stale.save()
    stored = Policy.objects.get()
    assert stored.state == "approved" and stored.content_hash == stored.compute_hash()


def test_a_save_after_a_rejection_stores_the_text_and_leaves_the_state(stale: Policy) -> None:
    actions.reject(Policy.objects.get(), by=make.user("approver"), note="请改。")
    stale.answer_en = "Better."  # type: ignore[attr-defined]
    stale.save()
    stored: Any = Policy.objects.get()
    assert (stored.state, stored.submitted_at) == ("draft", None) == (stale.state, None)
    assert stored.answer_en == "Better."


def test_a_save_after_the_withdrawal_leaves_it_withdrawn(live: Policy) -> None:
    old = Policy.objects.get()
    actions.withdraw(live, by=make.user("approver"), reason="写错了。", now=make.NOON + make.DAY)
    old.save()
    assert Policy.objects.get().state == "withdrawn"


def test_a_deletion_after_the_approval_is_refused(stale: Policy) -> None:
    approve_meanwhile()
    with pytest.raises(PublishedTextError):
        stale.delete()
    with pytest.raises(PublishedTextError):
        Policy.objects.filter(pk=stale.pk).delete()


def test_a_part_changed_after_the_approval_is_refused(stale: Policy) -> None:
    citation, condition = stale.citations.get(), stale.conditions_in_ways.get()
    citation.policy, condition.policy = stale, stale  # as the author's form holds them
    approve_meanwhile()
    for part in (citation, condition):
        with pytest.raises(PublishedTextError):
            part.save()
        with pytest.raises(PublishedTextError):
            part.delete()
    with pytest.raises(PublishedTextError):
        condition.accepted.clear()
