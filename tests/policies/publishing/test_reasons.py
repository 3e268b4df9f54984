"""Who sends back, corrects or replaces says why and by what; the database insists on it too."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, connection, transaction

from policies.models import Edition, Policy, Transition
from policies.models.edition import edition_models
from policies.publishing import actions
from tests import factories as make
from tests.policies.publishing.verbs import reasons

pytestmark = pytest.mark.django_db
T0, DAY = make.NOON, make.DAY
KINDS: dict[str, Any] = {
    "Policy": make.policy, "Procedure": make.procedure, "Guide": make.guide,
    "Faq": make.faq, "FactCheck": make.fact_check,
}  # fmt: skip


def refuses(edition: Edition, **columns: object) -> bool:
    try:
        with transaction.atomic():
            type(edition)._base_manager.filter(pk=edition.pk).update(**columns)
    except (IntegrityError, DatabaseError):
        return True
    return False


# Sending back.


def test_sending_back_needs_a_note_that_the_draft_keeps(author: User, approver: User) -> None:
    policy = make.policy()
    actions.submit(policy, by=author, now=T0)
    assert reasons(actions.reject, policy, by=approver, note=" ") == [
        "请写明退回的原因：作者要知道改什么。"
    ]
    actions.reject(policy, by=approver, note=" 文号写错了。 ", now=T0 + DAY)
    stored = Policy._base_manager.get()
    assert (stored.return_note, stored.returned_by) == ("文号写错了。", approver)
    assert stored.returned_at == T0 + DAY and stored.is_returned
    assert stored.stage_in_words() == "已退回，等作者修改"


def test_the_note_stays_when_the_draft_is_submitted_again(author: User, approver: User) -> None:
    policy = make.policy()
    for note in ("文号写错了。", "还有一处。"):
        actions.submit(policy, by=author, now=T0)
        actions.reject(policy, by=approver, note=note, now=T0)
    actions.submit(policy, by=author, now=T0)
    assert not policy.is_returned and policy.return_note == "还有一处。"
    said = Transition.objects.filter(code=policy.code, verb="reject").order_by("pk")
    assert [each.note for each in said] == ["文号写错了。", "还有一处。"]
    actions.approve(policy, by=approver, now=T0, left_out=("en",))
    assert policy.content_hash == policy.compute_hash()


def test_the_database_stores_no_return_without_its_note() -> None:
    assert refuses(make.policy(), returned_at=T0)
    assert refuses(make.policy(region=make.nation()), return_note="没有时间。")


# Corrections.


@pytest.mark.parametrize("kind", KINDS)
def test_a_correction_says_what_was_wrong(kind: str, author: User, approver: User) -> None:
    draft = KINDS[kind](change_size="correction")
    reason = "更正错误要写改动说明：读者会看到错在哪里、现在怎么说。"
    assert reasons(actions.submit, draft, by=author) == [reason]
    draft.change_note_zh_hans = "上一版把天数写错了。"
    draft.save()
    actions.submit(draft, by=author, now=T0)
    type(draft)._base_manager.filter(pk=draft.pk).update(change_note_zh_hans=" ")
    assert reasons(actions.approve, draft, by=approver, now=T0, left_out=("en",)) == [reason]


@pytest.mark.parametrize("kind", KINDS)
def test_the_database_approves_no_correction_without_a_note(kind: str) -> None:
    draft = KINDS[kind](change_size="correction")
    approved = {
        "state": "approved", "approved_at": T0, "publish_at": T0,
        "approved_by": make.user("approver"),
    }  # fmt: skip
    assert refuses(draft, **approved)
    assert not refuses(draft, **approved, change_note_zh_hans="写错了。")


# What replaces something.


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_is_live_replaces_what_is_withdrawn(kind: str, approver: User) -> None:
    policy = make.policy(live=True, region=make.nation())
    other = KINDS[kind]()
    for code in (policy.code, other.code, "ZZZZZ"):
        why = {"by": approver, "reason": "写错了。", "now": T0 + DAY}
        assert len(reasons(actions.withdraw, policy, **why, replaced_by=code)) == 1
    make.publish(other)
    actions.withdraw(policy, by=approver, reason="改了。", replaced_by=other.code, now=T0 + DAY)
    policy.refresh_from_db()
    assert policy.replaced_by == other.code


@pytest.mark.parametrize("kind", KINDS)
def test_the_database_takes_no_replacement_that_is_not_live(kind: str) -> None:
    assert len(KINDS) == len(edition_models())
    edition, draft, gone = KINDS[kind](live=True), make.guide(), make.guide(live=True)
    actions.withdraw(gone, by=make.user("approver"), reason="写错了。", now=T0 + DAY)
    withdrawn = {
        "state": "withdrawn", "withdrawn_at": T0 + 2 * DAY,
        "withdrawal_reason_zh_hans": "写错了。",
    }  # fmt: skip
    for code in (edition.code, draft.code, gone.code, "ZZZZZ"):
        assert refuses(edition, **withdrawn, replaced_by=code)
    assert not refuses(edition, **withdrawn, replaced_by=make.faq(live=True).code)


# The register.


def test_the_register_says_who_did_what_when_and_with_which_words(
    author: User, approver: User
) -> None:
    first = make.policy()
    actions.submit(first, by=author, now=T0)
    actions.approve(first, by=approver, now=T0, left_out=("en",))
    second = actions.revise(first, by=author, now=T0 + DAY)
    actions.submit(second, by=author, now=T0 + DAY)
    urgent = "今天窗口就要用，来不及等人。"
    actions.force_publish(second, by=author, reason=urgent, now=T0 + DAY, left_out=("en",))
    actions.withdraw(second, by=approver, reason="写错了。", now=T0 + 2 * DAY)
    rows = Transition.objects.filter(code=first.code).order_by("pk")
    assert [(row.version, row.verb, row.by, row.at, row.note) for row in rows] == [
        (1, "submit", author, T0, ""),
        (1, "approve", approver, T0, ""),
        (2, "revise", author, T0 + DAY, "从第 1 版复制。"),
        (2, "submit", author, T0 + DAY, ""),
        (2, "force", author, T0 + DAY, urgent),
        (2, "withdraw", approver, T0 + 2 * DAY, "写错了。"),
    ]


def test_what_was_entered_into_the_register_stays_as_it_is(author: User) -> None:
    actions.submit(make.policy(), by=author, now=T0)
    table = Transition._meta.db_table
    for change in (f"UPDATE {table} SET note = 'x'", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    assert Transition.objects.get().note == ""
