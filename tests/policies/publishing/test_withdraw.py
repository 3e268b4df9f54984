"""What is withdrawn leaves the site with a reason, and nothing comes back by itself."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from policies.languages import CODES
from policies.models import Edition, PublicationEvent
from policies.models.translated import column
from policies.publishing import actions
from tests import factories as make
from tests.policies.publishing.verbs import live_at, reasons

pytestmark = pytest.mark.django_db
State = Edition.State
T0, DAY = make.NOON, make.DAY


def test_withdraw_takes_off_the_site_with_a_reason(approver: User) -> None:
    policy, other = make.policy(live=True), make.guide(live=True)
    actions.withdraw(policy, by=approver, reason=" 写错了。 ", replaced_by=other.code, now=T0 + DAY)
    policy.refresh_from_db()
    assert (policy.state, policy.withdrawn_at) == (State.WITHDRAWN, T0 + DAY)
    assert policy.withdrawal_reason_zh_hans == "写错了。" and policy.replaced_by == other.code  # type: ignore[attr-defined]
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


def test_the_reason_is_given_in_every_language(approver: User) -> None:
    policy = make.policy(live=True)
    said = {"en": " It was wrong. "}
    actions.withdraw(policy, by=approver, reason="写错了。", reason_in=said, now=T0 + DAY)
    policy.refresh_from_db()
    kept = {code: getattr(policy, column("withdrawal_reason", code)) for code in CODES}
    assert kept == {"zh-hans": "写错了。", "zh-hant": "寫錯了。", "en": "It was wrong."}


def test_a_reason_in_a_language_that_the_site_does_not_have_is_refused(approver: User) -> None:
    policy = make.policy(live=True)
    said = {"reason": "写错了。", "reason_in": {"fr": "Faux.", "zh-hans": "另一句。"}}
    assert reasons(actions.withdraw, policy, by=approver, now=T0 + DAY, **said) == [
        "没有这种语言：fr、zh-hans。"
    ]
