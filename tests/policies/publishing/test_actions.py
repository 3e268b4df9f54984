"""Every verb: what it does, what it leaves alone, and every reason for which it refuses."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from guides.models import Guide
from policies.models import Edition, Policy, Procedure, PublicationEvent
from policies.publishing import actions
from policies.publishing.actions import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db
State = Edition.State
T0, DAY = make.NOON, make.DAY


def live_at(at: dt.datetime) -> list[str]:
    return [policy.edition_label.partition("/")[2] for policy in Policy.objects.live(at)]


def reasons(verb: Any, edition: Edition, **arguments: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        verb(edition, **arguments)
    assert str(refused.value) == "；".join(refused.value.reasons)
    return refused.value.reasons


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
        "只有草稿可以提交；这一版的状态是“审核中”。",
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
    actions.approve(policy, by=approver, now=T0 + DAY)
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
    assert reasons(actions.approve, policy, by=author) == ["这一版是你写的，要由另一个人批准。"]
    assert live_at(T0 + DAY) == []


def test_approve_lists_every_reason(author: User) -> None:
    make.policy(live=True)
    draft = make.policy(cited=False)
    found = reasons(actions.approve, draft, by=author, now=T0)
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
    actions.reject(policy, by=approver)
    assert reasons(actions.approve, stale, by=approver) == [
        "只有审核中的稿件可以批准；这一版的状态是“草稿”。"
    ]


def test_two_approvals_at_once_publish_once(author: User, approver: User) -> None:
    policy = make.policy()
    actions.submit(policy, by=author)
    stale = Policy.objects.get()
    actions.approve(policy, by=approver)
    assert "已批准" in reasons(actions.approve, stale, by=approver)[0]
    assert PublicationEvent.objects.filter(subject=policy.edition_label).count() == 1


def test_hash_is_of_the_stored_text_not_of_an_unsaved_change(author: User, approver: User) -> None:
    policy = make.policy()
    actions.submit(policy, by=author)
    policy.verdict = "no"
    actions.approve(policy, by=approver)
    stored = Policy.objects.get()
    assert stored.verdict == "conditional" and stored.content_hash == stored.compute_hash()


# Overlapping periods.

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
    actions.submit(other, by=author)
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
    actions.approve(new, by=approver, now=T0 + DAY)
    assert len(live_at(T0 + 2 * DAY)) == 2


def test_calling_off_a_scheduled_end_is_refused_once_another_rule_counts_on_it(
    approver: User,
) -> None:
    old = make.policy(live=True)
    ending = make.new_version(old, at=T0, publish_at=T0 + 2 * DAY, effective_to=YEARS[2025][1])
    make.publish(dated(2026), publish_at=T0 + 2 * DAY)
    found = reasons(actions.withdraw, ending, by=approver, reason="不改了。", now=T0 + DAY)
    assert len(found) == 1 and "有效期重叠" in found[0]


# reject


def test_reject_returns_a_draft_that_can_be_submitted_again(author: User, approver: User) -> None:
    policy = make.policy()
    actions.submit(policy, by=author)
    actions.reject(policy, by=approver)
    policy.refresh_from_db()
    assert (policy.state, policy.submitted_at) == (State.DRAFT, None)
    actions.submit(policy, by=author)


@pytest.mark.parametrize("live", [True, False])
def test_reject_refuses_what_is_not_in_review(live: bool, approver: User) -> None:
    assert (
        "只有审核中的稿件可以退回"
        in reasons(actions.reject, make.policy(live=live), by=approver)[0]
    )


# revise


def test_revise_clones_all_languages_and_children(author: User) -> None:
    first = make.procedure(
        item_name_zh_hans="一次性支取", item_name_en="One-off withdrawal", phone=make.contact()
    )
    make.publish(first)
    draft = Procedure._base_manager.get(pk=actions.revise(first, by=author).pk)
    assert (draft.code, draft.version, draft.state) == (first.code, 2, State.DRAFT)
    assert (draft.author, draft.approved_by, draft.publish_at) == (author, None, None)
    assert draft.item_name_en == "One-off withdrawal"  # type: ignore[attr-defined]
    assert draft.steps.get().pk != first.steps.get().pk
    assert draft.content()["steps"] == first.content()["steps"]
    assert draft.requirements.get().material == make.material()
    assert draft.citations.get().locator == "第十二条"
    assert first.steps.count() == first.requirements.count() == first.citations.count() == 1


def test_revise_lists_every_reason(author: User) -> None:
    draft = make.policy()
    assert reasons(actions.revise, draft, by=author) == [
        "还没有批准过的版本不用修订，直接改草稿就行。",
        "已经有一份没有完成的第 1 版，请先完成它。",
    ]


def test_revise_refuses_a_second_open_draft(author: User, reader: User) -> None:
    live = make.policy(live=True)
    actions.revise(live, by=author)
    assert reasons(actions.revise, live, by=reader) == ["已经有一份没有完成的第 2 版，请先完成它。"]


WAITS = "第 2 版已经批准，定于 2025-11-25 12:00 上线"


@pytest.fixture
def waiting() -> Policy:
    """The second version, approved, and three days from going live."""
    return make.new_version(make.policy(live=True), at=T0, publish_at=T0 + 3 * DAY, verdict="no")


def test_revise_refuses_while_a_later_version_waits(waiting: Policy, author: User) -> None:
    first = Policy.objects.get(version=1)
    found = reasons(actions.revise, first, by=author, now=T0 + DAY)
    assert found == [f"{WAITS}。请先撤回它，或者在它上面修订。"]


def test_revise_of_the_version_that_waits_starts_from_its_text(
    waiting: Policy, author: User
) -> None:
    draft = actions.revise(waiting, by=author, now=T0 + DAY)
    assert (draft.version, draft.content()["verdict"]) == (3, "no")


def test_revise_is_possible_again_once_the_version_is_called_off_or_live(
    waiting: Policy, author: User, approver: User
) -> None:
    first = Policy.objects.get(version=1)
    actions.revise(first, by=author, now=T0 + 3 * DAY).delete()
    actions.withdraw(waiting, by=approver, reason="不改了。", now=T0 + DAY)
    assert actions.revise(first, by=author, now=T0 + DAY).content()["verdict"] == "conditional"


def test_approve_refuses_to_go_live_before_an_older_version_that_waits(
    waiting: Policy, author: User, approver: User
) -> None:
    third = actions.revise(waiting, by=author, now=T0)
    actions.submit(third, by=author, now=T0)
    found = reasons(actions.approve, third, by=approver, now=T0 + DAY)
    reason = f"{WAITS}，会取代更新的这一版。请先撤回它，或者把这一版的上线时间改到那之后。"
    assert found == [reason]
    urgent = {"by": author, "reason": "今天窗口就要用，来不及等人。", "now": T0}
    assert reasons(actions.force_publish, third, **urgent) == [reason]
    third.publish_at = T0 + 3 * DAY
    third.save()
    actions.approve(third, by=approver, now=T0 + DAY)
    assert live_at(T0 + 3 * DAY) == ["v3"] and live_at(T0 + 2 * DAY) == ["v1"]
    assert third.previous_hash == waiting.content_hash


def test_revise_numbers_after_the_newest(author: User) -> None:
    first = make.policy(live=True)
    make.new_version(first, at=T0 + DAY)
    assert actions.revise(first, by=author).version == 3


def test_revise_of_a_withdrawn_edition_starts_anew(author: User, approver: User) -> None:
    live = make.policy(live=True)
    actions.withdraw(live, by=approver, reason="写错了。", now=T0 + DAY)
    draft = actions.revise(live, by=author)
    assert (draft.version, draft.withdrawn_at, draft.withdrawal_reason_zh_hans) == (2, None, "")  # type: ignore[attr-defined]


def test_revise_of_a_pack_row_has_an_author_and_no_origin(author: User) -> None:
    shipped = make.policy(author=None, origin="pack")
    make.publish_from_pack(shipped, at=T0)
    draft = actions.revise(shipped, by=author)
    assert (draft.author, draft.origin) == (author, "")


# withdraw


def test_withdraw_takes_off_the_site_with_a_reason(approver: User) -> None:
    policy = make.policy(live=True)
    actions.withdraw(policy, by=approver, reason=" 写错了。 ", replaced_by="ABCDE", now=T0 + DAY)
    policy.refresh_from_db()
    assert (policy.state, policy.withdrawn_at) == (State.WITHDRAWN, T0 + DAY)
    assert policy.withdrawal_reason_zh_hans == "写错了。" and policy.replaced_by == "ABCDE"  # type: ignore[attr-defined]
    assert live_at(T0) == ["v1"] and live_at(T0 + DAY) == []


def test_withdraw_does_not_bring_the_former_version_back(approver: User) -> None:
    second = make.new_version(make.policy(live=True), at=T0 + DAY)
    actions.withdraw(second, by=approver, reason="写错了。", now=T0 + 2 * DAY)
    assert live_at(T0 + 2 * DAY) == []


def test_withdraw_of_a_scheduled_version_keeps_the_former_live(approver: User) -> None:
    first = make.policy(live=True)
    second = make.new_version(first, at=T0, publish_at=T0 + 3 * DAY)
    actions.withdraw(second, by=approver, reason="不改了。", now=T0 + DAY)
    first.refresh_from_db()
    assert first.live_until is None
    assert live_at(T0 + 2 * DAY) == live_at(T0 + 4 * DAY) == ["v1"]
    assert not PublicationEvent.objects.filter(subject=second.edition_label).exists()


def test_withdraw_lists_every_reason(approver: User) -> None:
    draft = make.policy()
    assert reasons(actions.withdraw, draft, by=approver, reason=" ") == [
        "只有已批准的版本可以撤回；这一版的状态是“草稿”。",
        "请写明撤回的原因，读者会看到。",
    ]


def test_withdraw_refuses_what_is_already_replaced(approver: User) -> None:
    first = make.policy(live=True)
    make.new_version(first, at=T0 + DAY)
    assert reasons(actions.withdraw, first, by=approver, reason="写错了。", now=T0 + 2 * DAY) == [
        "这一版已经被新的一版取代，不用撤回。"
    ]


# force_publish


def test_force_publish_by_the_author_alone_keeps_the_reason(author: User) -> None:
    policy = make.policy()
    actions.submit(policy, by=author)
    actions.force_publish(policy, by=author, reason="今天窗口就要用，来不及等人。", now=T0)
    policy.refresh_from_db()
    assert (policy.approved_by, policy.author) == (author, author)
    assert policy.forced_reason == "今天窗口就要用，来不及等人。"
    assert live_at(T0) == ["v1"]


def test_force_publish_lists_every_reason(author: User) -> None:
    found = reasons(actions.force_publish, make.policy(cited=False), by=author, reason="急")
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
    reasons(actions.approve, policy, by=approver)
    assert Policy.objects.values().get() == before
    assert not PublicationEvent.objects.filter(subject=policy.edition_label).exists()
