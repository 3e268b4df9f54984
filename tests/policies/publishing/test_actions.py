"""Submit, approve, reject, force, publish from a pack: what each does, and every refusal."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from guides.models import Guide
from policies.models import Edition, Policy, PublicationEvent
from policies.publishing import actions
from tests import factories as make
from tests.policies.publishing.verbs import live_at, reasons

pytestmark = pytest.mark.django_db
State = Edition.State
T0, DAY = make.NOON, make.DAY


# submit


def test_submit_hands_a_draft_over(author: User) -> None:
    draft = make.policy()
    actions.submit(draft, by=author, now=T0)
    draft.refresh_from_db()
    assert (draft.state, draft.submitted_at) == (State.IN_REVIEW, T0)
    assert live_at(T0) == []


def test_submit_lists_every_reason(author: User) -> None:
    make.guide(slug="abroad", live=True)
    guide = make.guide(slug="abroad")
    guide.citations.all().delete()
    Guide.objects.filter(pk=guide.pk).update(state=State.IN_REVIEW, submitted_at=T0)
    found = reasons(actions.submit, guide, by=author)
    assert found == [
        "只有草稿可以提交；这一版的状态是“审核中，等第二个人”。",
        "至少要引用一个依据。",
        "地址“abroad”已经属于另一条内容。",
    ]


def test_slug_of_the_same_code_is_its_own(author: User) -> None:
    guide = make.guide(slug="abroad", live=True)
    actions.submit(actions.revise(guide, by=author), by=author)


# approve


def test_approve_publishes_at_once(author: User, approver: User) -> None:
    policy = make.policy()
    actions.submit(policy, by=author, now=T0)
    actions.approve(policy, by=approver, now=T0 + DAY, left_out=("en",))
    policy.refresh_from_db()
    assert (policy.state, policy.approved_by, policy.approved_at) == (
        "approved",
        approver,
        T0 + DAY,
    )
    assert policy.publish_at == T0 + DAY and policy.live_until is None
    assert policy.content_hash == policy.compute_hash() and policy.previous_hash == ""
    assert live_at(T0) == [] and live_at(T0 + DAY) == ["v1"]


def test_approve_keeps_a_later_day_of_publication() -> None:
    policy = make.publish(make.policy(), publish_at=T0 + 3 * DAY)
    assert policy.state == State.APPROVED
    assert live_at(T0 + 2 * DAY) == [] and live_at(T0 + 3 * DAY) == ["v1"]


def test_approve_never_publishes_in_the_past() -> None:
    policy = make.publish(make.policy(), publish_at=T0 - DAY)
    assert policy.publish_at == T0


def test_new_version_follows_the_former_and_remembers_its_hash() -> None:
    first = make.policy(live=True)
    second = make.new_version(first, at=T0 + DAY, verdict="no")
    assert second.previous_hash == first.content_hash != second.content_hash
    assert live_at(T0) == ["v1"] and live_at(T0 + DAY) == ["v2"]


def test_approve_refuses_the_author_in_person(author: User) -> None:
    policy = make.policy()
    actions.submit(policy, by=author)
    assert reasons(actions.approve, policy, by=author, left_out=("en",)) == [
        "这一版是你写的，要由另一个人批准。"
    ]
    assert live_at(T0 + DAY) == []


def test_approve_lists_every_reason(author: User) -> None:
    make.policy(live=True)
    draft = make.policy(cited=False)
    found = reasons(actions.approve, draft, by=author, now=T0, left_out=("en",))
    assert [reason[:8] for reason in found[:3]] == [
        "只有审核中的稿件",
        "这一版是你写的，",
        "至少要引用一个依",
    ]
    assert "有效期重叠（起点不明 至 另行通知）" in found[3] and len(found) == 4


def test_approve_acts_on_what_is_stored_not_on_a_stale_copy(author: User, approver: User) -> None:
    policy = make.policy()
    actions.submit(policy, by=author)
    stale = Policy.objects.get()
    actions.reject(policy, by=approver, note="请改。")
    assert reasons(actions.approve, stale, by=approver, left_out=("en",)) == [
        "只有审核中的稿件可以批准；这一版的状态是“草稿”。"
    ]


def test_two_approvals_at_once_publish_once(author: User, approver: User) -> None:
    policy = make.policy()
    actions.submit(policy, by=author)
    stale = Policy.objects.get()
    actions.approve(policy, by=approver, left_out=("en",))
    assert "已批准" in reasons(actions.approve, stale, by=approver, left_out=("en",))[0]
    assert PublicationEvent.objects.filter(subject=policy.edition_label).count() == 1


def test_hash_is_of_the_stored_text_not_of_an_unsaved_change(author: User, approver: User) -> None:
    policy = make.policy()
    actions.submit(policy, by=author)
    policy.verdict = "no"
    actions.approve(policy, by=approver, left_out=("en",))
    stored = Policy.objects.get()
    assert stored.verdict == "conditional" and stored.content_hash == stored.compute_hash()


# reject


def test_reject_returns_a_draft_that_can_be_submitted_again(author: User, approver: User) -> None:
    policy = make.policy()
    actions.submit(policy, by=author)
    actions.reject(policy, by=approver, note="请改。")
    policy.refresh_from_db()
    assert (policy.state, policy.submitted_at) == (State.DRAFT, None)
    actions.submit(policy, by=author)


@pytest.mark.parametrize("live", [True, False])
def test_reject_refuses_what_is_not_in_review(live: bool, approver: User) -> None:
    assert (
        "只有审核中的稿件可以退回"
        in reasons(actions.reject, make.policy(live=live), by=approver, note="请改。")[0]
    )


# force_publish


def test_force_publish_by_the_author_alone_keeps_the_reason(author: User) -> None:
    policy = make.policy()
    actions.submit(policy, by=author)
    actions.force_publish(
        policy, by=author, reason="今天窗口就要用，来不及等人。", now=T0, left_out=("en",)
    )
    policy.refresh_from_db()
    assert (policy.approved_by, policy.author) == (author, author)
    assert policy.forced_reason == "今天窗口就要用，来不及等人。"
    assert live_at(T0) == ["v1"]


def test_force_publish_lists_every_reason(author: User) -> None:
    found = reasons(
        actions.force_publish, make.policy(cited=False), by=author, reason="急", left_out=("en",)
    )
    assert [reason[:6] for reason in found] == ["只有审核中的", "至少要引用一", "请写明为什么"]


# publish_from_pack


def test_publish_from_pack_publishes_what_has_an_origin_and_nothing_else() -> None:
    packed, mine = make.guide(author=None, origin="f" * 64), make.guide()
    make.publish_from_pack(packed, at=T0)
    actions.publish_from_pack([mine], now=T0)
    assert list(Guide.objects.live(T0)) == [packed]
    assert packed.content_hash == packed.compute_hash()
    assert (packed.author, packed.approved_by, packed.approved_at) == (None, None, T0)


def test_a_row_of_a_pack_without_a_citation_is_not_published() -> None:
    edition = make.policy(cited=False, author=None, origin="f" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.publish_from_pack(edition, at=T0)
    assert not Policy.objects.live(T0).exists()


def test_a_refused_verb_leaves_everything_as_it_was(approver: User) -> None:
    policy = make.policy()
    before = Policy.objects.values().get()
    reasons(actions.approve, policy, by=approver, left_out=("en",))
    assert Policy.objects.values().get() == before
    assert not PublicationEvent.objects.filter(subject=policy.edition_label).exists()
