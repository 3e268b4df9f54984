"""A text that was written before the live one went live, or off: whoever publishes it is asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from guides.models import Guide
from policies.models import Transition
from policies.publishing import actions
from policies.publishing.choices import Choice, Fate
from tests import factories as make
from tests.policies.publishing.verbs import reasons

pytestmark = pytest.mark.django_db
T0, DAY = make.NOON, make.DAY
MET = "第 2 版在这份稿子写好之后，于 2025-11-27 12:00 上线了，它的改动不在这份稿子里。"


@pytest.mark.parametrize("kind", [make.policy, make.guide, make.faq, make.fact_check])
def test_a_text_written_before_the_live_one_went_live_does_not_replace_it_unasked(
    kind: Any, author: User, approver: User
) -> None:
    first = kind(live=True)
    make.new_version(first, at=T0, publish_at=T0 + 5 * DAY)
    old: Any = actions.revise(first, by=author, now=T0 + DAY)
    actions.submit(old, by=author, now=T0 + DAY)
    later: dict[str, Any] = {"now": T0 + 6 * DAY, "left_out": ("en",)}
    (found,) = reasons(actions.approve, old, by=approver, **later)
    assert found.startswith(MET) and "不然就退回" in found
    alone = {"by": author, "reason": "今天窗口就要用，来不及等人。"}
    assert reasons(actions.force_publish, old, **alone, **later) == [found]
    assert reasons(actions.approve, old, by=approver, **later, choices={2: Choice(Fate.KEEP)}) == [
        found
    ]
    actions.approve(old, by=approver, **later, choices={2: Choice(Fate.REPLACE)})
    assert type(first).objects.live(T0 + 7 * DAY).get(code=first.code).version == 3
    assert "第 2 版" in Transition.objects.get(verb="approve", version=3).note


def test_nobody_is_asked_about_what_a_text_was_written_from_or_holds(
    author: User, approver: User
) -> None:
    """A draft with what was carried, and a former version that is restored beside the live one."""
    first = make.guide(live=True)
    second = make.new_version(first, at=T0, publish_at=T0 + 5 * DAY, position=7)
    third: Any = actions.revise(first, by=author, now=T0 + DAY)
    third.publish_at = T0 + 2 * DAY
    third.save()
    actions.submit(third, by=author, now=T0 + DAY)
    said: dict[str, Any] = {"by": approver, "left_out": ("en",)}
    carry = {2: Choice(Fate.CARRY, "更正要带进去。")}
    carried = actions.approve(third, now=T0 + DAY, choices=carry, **said)
    assert carried is not None
    for day, draft in ((3, carried.draft), (6, None)):
        text = draft or actions.revise(second, by=author, now=T0 + day * DAY)
        actions.submit(text, by=author, now=T0 + day * DAY)
        actions.approve(text, now=T0 + day * DAY, **said)
    assert Guide.objects.live(T0 + 7 * DAY).get().version == 5


@pytest.mark.parametrize("days_until_live", [0, 5])
def test_a_text_whose_model_was_taken_off_meanwhile_does_not_come_back_unasked(
    days_until_live: int, author: User, approver: User
) -> None:
    """It was live, or scheduled: what its author copied was then found to be wrong."""
    first = make.guide(live=True)
    if days_until_live:
        first = make.new_version(first, at=T0, publish_at=T0 + days_until_live * DAY)
    draft: Any = actions.revise(first, by=author, now=T0 + DAY)
    actions.submit(draft, by=author, now=T0 + DAY)
    actions.withdraw(first, by=approver, reason="数字抄错了", now=T0 + 2 * DAY)
    later: dict[str, Any] = {"now": T0 + 3 * DAY, "left_out": ("en",)}
    (found,) = reasons(actions.approve, draft, by=approver, **later)
    assert (
        f"第 {first.version} 版在这份稿子写好之后，于 2025-11-24 12:00 撤回了（原因：数字抄错了）。"
        in found
    )
    alone = {"by": author, "reason": "今天窗口就要用，来不及等人。"}
    assert reasons(actions.force_publish, draft, **alone, **later) == [found]
    said = {first.version: Choice(Fate.RETURN)}
    actions.approve(draft, by=approver, **later, choices=said)
    assert Guide.objects.live(T0 + 4 * DAY).get(code=first.code).version == draft.version
    entry = Transition.objects.get(verb="approve", version=draft.version)
    assert "撤回的原因" in entry.note


def test_nobody_is_asked_about_a_withdrawal_that_the_author_knew_of(
    author: User, approver: User
) -> None:
    first = make.guide(live=True)
    actions.withdraw(first, by=approver, reason="数字抄错了。", now=T0 + DAY)
    draft: Any = actions.revise(first, by=author, now=T0 + 2 * DAY)
    actions.submit(draft, by=author, now=T0 + 2 * DAY)
    actions.approve(draft, by=approver, now=T0 + 3 * DAY, left_out=("en",))
    assert Guide.objects.live(T0 + 3 * DAY).get(code=first.code).version == 2
