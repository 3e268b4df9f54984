"""Whoever publishes or withdraws while another edition waits says what becomes of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User

from policies.models import Edition, Policy, PublicationEvent, Transition
from policies.publishing import actions
from policies.publishing.choices import Choice, Fate, time_line
from tests import factories as make
from tests.policies.publishing.verbs import live_at, reasons

pytestmark = pytest.mark.django_db
T0, DAY = make.NOON, make.DAY
KEEP = {2: Choice(Fate.KEEP)}
OFF = {2: Choice(Fate.CALL_OFF, "不改了。")}
CARRY = {2: Choice(Fate.CARRY, "更正要带进去。")}
WAITS = "第 2 版已经批准，定于 2025-11-27 12:00 上线"


@pytest.fixture
def waiting() -> Policy:
    """The second version, approved, and five days from going live."""
    first = make.policy(live=True, answer_en="Yes.", time_limit_days=10)
    return make.new_version(first, at=T0, publish_at=T0 + 5 * DAY, verdict="no")


def correction(publish_at: dt.datetime | None = None, **columns: Any) -> Policy:
    """The third version, in review: a change of what is live now."""
    live = Policy.objects.get(version=1)
    draft: Any = actions.revise(live, by=make.user("author"), now=T0)
    for name, value in ({"time_limit_days": 20} | columns).items():
        setattr(draft, name, value)
    draft.publish_at = publish_at
    draft.save()
    actions.submit(draft, by=make.user("author"), now=T0)
    found: Policy = draft
    return found


@pytest.mark.usefixtures("waiting")
def test_approving_beside_an_edition_that_waits_is_refused_until_one_chooses(
    author: User, approver: User
) -> None:
    third = correction()
    found = reasons(actions.approve, third, by=approver, now=T0 + DAY, left_out=("en",))
    assert len(found) == 1 and found[0].startswith(WAITS) and "保留它" in found[0]
    urgent = {"by": author, "reason": "今天窗口就要用，来不及等人。", "now": T0 + DAY}
    assert reasons(actions.force_publish, third, **urgent, left_out=("en",)) == found


@pytest.mark.usefixtures("waiting")
def test_what_is_kept_goes_live_over_the_correction_because_it_was_chosen(approver: User) -> None:
    actions.approve(correction(), by=approver, now=T0 + DAY, choices=KEEP, left_out=("en",))
    assert live_at(T0 + 4 * DAY) == ["v3"] and live_at(T0 + 5 * DAY) == ["v2"]
    assert Transition.objects.get(verb="keep").by == approver


def test_what_is_called_off_never_goes_live(waiting: Policy, approver: User) -> None:
    actions.approve(correction(), by=approver, now=T0 + DAY, choices=OFF, left_out=("en",))
    assert live_at(T0 + 5 * DAY) == ["v3"]
    waiting.refresh_from_db()
    assert (waiting.state, waiting.withdrawn_at) == ("withdrawn", T0 + DAY)
    assert waiting.withdrawal_reason_zh_hans == "不改了。"  # type: ignore[attr-defined]
    assert not PublicationEvent.objects.filter(subject=waiting.edition_label).exists()


def test_what_is_carried_becomes_a_draft_for_the_same_day_with_the_change_in_it(
    waiting: Policy, author: User, approver: User
) -> None:
    third = correction(answer_zh_hans="更正后的一句话。")
    third.citations.update(locator="第十三条")
    carried = actions.approve(third, by=approver, now=T0 + DAY, choices=CARRY, left_out=("en",))
    assert carried is not None and carried.unsettled == ()
    draft: Any = Policy._base_manager.get(version=4)
    assert draft.pk == carried.draft.pk
    assert (draft.state, draft.copied_from, draft.author) == ("draft", 2, author)
    assert draft.publish_at == waiting.publish_at
    assert (draft.verdict, draft.time_limit_days) == ("no", 20)  # of version 2, and of version 3
    assert draft.answer_zh_hans == "更正后的一句话。"
    assert draft.citations.get().locator == "第十三条"
    assert live_at(T0 + 5 * DAY) == ["v3"]  # until somebody approves the draft


def test_what_both_changed_is_left_to_a_person_and_named(author: User, approver: User) -> None:
    first = make.policy(live=True, time_limit_days=10)
    make.new_version(first, at=T0, publish_at=T0 + 5 * DAY, time_limit_days=15)
    carried = actions.approve(
        correction(), by=approver, now=T0 + DAY, choices=CARRY, left_out=("en",)
    )
    assert carried is not None and carried.unsettled == ("time_limit_days",)
    assert Policy._base_manager.get(version=4).time_limit_days == 15


@pytest.mark.usefixtures("waiting")
def test_calling_off_needs_a_reason(approver: User) -> None:
    nothing_said = {2: Choice(Fate.CALL_OFF, "  ")}
    found = reasons(
        actions.approve,
        correction(),
        by=approver,
        now=T0 + DAY,
        choices=nothing_said,
        left_out=("en",),
    )
    assert found == ["请写明为什么叫停第 2 版。"]


@pytest.mark.usefixtures("waiting")
def test_a_choice_for_what_does_not_wait_or_of_a_strange_word_is_refused(approver: User) -> None:
    third = correction()
    strange = reasons(
        actions.approve, third, by=approver, now=T0 + DAY, choices={2: Choice("later")}
    )
    assert strange[0].startswith(WAITS)
    other = reasons(
        actions.approve, third, by=approver, now=T0 + DAY, choices=KEEP | {1: Choice(Fate.KEEP)}
    )
    assert other == ["第 1 版现在不在等待上线，请重新看过时间线再选。"]


@pytest.mark.usefixtures("waiting")
def test_a_change_is_carried_into_one_edition_alone(approver: User) -> None:
    said: dict[str, Any] = {"by": approver, "now": T0 + DAY, "left_out": ("en",)}
    actions.approve(correction(publish_at=T0 + 9 * DAY), **said, choices=KEEP)
    live = _revised(Policy.objects.get(version=1))
    both = {version: Choice(Fate.CARRY, "带进去。") for version in (2, 3)}
    only_one = "一次只能把改动带进一版；其余的请叫停或者保留。"
    assert reasons(actions.approve, live, **said, choices=both) == [only_one]
    carried = actions.approve(live, **said, choices=both | {3: Choice(Fate.KEEP)})
    assert carried is not None and carried.draft.copied_from == 2


def test_what_a_guide_is_about_is_carried_as_well(approver: User) -> None:
    first = make.guide()
    first.scenarios.set([make.scenario()])
    make.publish(first, at=T0)
    make.new_version(first, at=T0, publish_at=T0 + 5 * DAY, position=7)
    third: Any = actions.revise(first, by=make.user("author"), now=T0)
    third.scenarios.set([make.scenario("death", name_zh_hans="去世")])
    actions.submit(third, by=make.user("author"), now=T0)
    carried = actions.approve(third, by=approver, now=T0 + DAY, choices=CARRY, left_out=("en",))
    assert carried is not None and carried.unsettled == ()
    draft: Any = carried.draft
    draft.refresh_from_db()
    assert [each.code for each in draft.scenarios.all()] == ["death"] and draft.position == 7


@pytest.mark.usefixtures("waiting")
def test_of_two_editions_for_one_instant_only_one_can_stay(approver: User) -> None:
    third = correction(publish_at=T0 + 5 * DAY)
    assert reasons(
        actions.approve, third, by=approver, now=T0 + DAY, choices=KEEP, left_out=("en",)
    )
    actions.approve(third, by=approver, now=T0 + DAY, choices=OFF, left_out=("en",))
    assert live_at(T0 + 4 * DAY) == ["v1"] and live_at(T0 + 5 * DAY) == ["v3"]


@pytest.mark.usefixtures("waiting")
def test_a_later_edition_may_follow_the_one_that_waits_but_cannot_be_carried_into_it(
    approver: User,
) -> None:
    third = correction(publish_at=T0 + 9 * DAY)
    assert reasons(
        actions.approve, third, by=approver, now=T0 + DAY, choices=CARRY, left_out=("en",)
    )
    actions.approve(third, by=approver, now=T0 + DAY, choices=KEEP, left_out=("en",))
    assert live_at(T0 + 5 * DAY) == ["v2"] and live_at(T0 + 9 * DAY) == ["v3"]


def test_after_a_withdrawal_nothing_goes_live_unless_it_was_kept(
    waiting: Policy, approver: User
) -> None:
    first = Policy.objects.get(version=1)
    why: dict[str, Any] = {"by": approver, "reason": "写错了。", "now": T0 + DAY}
    assert reasons(actions.withdraw, first, **why)[0].startswith(WAITS)
    assert reasons(actions.withdraw, first, **why, choices=CARRY)  # nothing to carry
    actions.withdraw(first, **why, choices=OFF)
    assert live_at(T0 + 2 * DAY) == live_at(T0 + 6 * DAY) == []
    waiting.refresh_from_db()
    assert waiting.state == Edition.State.WITHDRAWN


def test_after_a_withdrawal_what_was_kept_goes_live_on_its_day(
    waiting: Policy, approver: User
) -> None:
    first = Policy.objects.get(version=1)
    actions.withdraw(first, by=approver, reason="写错了。", now=T0 + DAY, choices=KEEP)
    assert live_at(T0 + 2 * DAY) == [] and live_at(T0 + 5 * DAY) == ["v2"]


def test_a_kept_end_makes_room_for_the_rule_that_counts_on_it(approver: User) -> None:
    """Version 2 ends the old rule; a correction until then does not reach the new rule."""
    year, old = dt.date(2025, 12, 31), make.policy(live=True)
    make.new_version(old, at=T0, publish_at=T0 + 5 * DAY, effective_to=year)
    new = make.policy(effective_from=dt.date(2026, 1, 1))
    make.publish(new, publish_at=T0 + 5 * DAY)
    third = Policy.objects.get(pk=_revised(old).pk)
    found = reasons(
        actions.approve, third, by=approver, now=T0 + DAY, choices=OFF, left_out=("en",)
    )
    assert len(found) == 1 and "有效期重叠" in found[0]
    actions.approve(third, by=approver, now=T0 + DAY, choices=KEEP, left_out=("en",))
    assert live_at(T0 + 4 * DAY) == ["v3"] and set(live_at(T0 + 5 * DAY)) == {"v1", "v2"}


def _revised(policy: Policy) -> Edition:
    draft = actions.revise(policy, by=make.user("author"), now=T0)
    actions.submit(draft, by=make.user("author"), now=T0)
    return draft


def test_the_time_line_holds_what_is_live_or_scheduled_and_the_one_in_hand(
    waiting: Policy,
) -> None:
    lines = time_line(correction(), T0 + DAY)
    assert [(line.edition.version, line.is_live, line.is_this) for line in lines] == [
        (1, True, False),
        (3, False, True),
        (2, False, False),
    ]
    assert lines[0].until == lines[2].since == waiting.publish_at
    assert lines[0].first_words == "广东参保人出境定居的，可以申请提取。"
