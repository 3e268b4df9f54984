"""A revision starts from the text that was published, and waits for what goes live."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from policies.models import Edition, Policy, Procedure
from policies.publishing import actions
from tests import factories as make
from tests.policies.publishing.verbs import live_at, reasons

pytestmark = pytest.mark.django_db
State = Edition.State
T0, DAY = make.NOON, make.DAY


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
