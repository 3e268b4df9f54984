"""A revision starts from the very edition it was asked of, and says which one that is."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from policies.models import Edition, Procedure
from policies.publishing import actions
from policies.publishing.choices import Choice, Fate
from tests import factories as make
from tests.policies.publishing.verbs import reasons

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


def test_revise_copies_the_edition_it_is_called_on_and_says_which(
    author: User, approver: User
) -> None:
    """Not the live one: whoever wants version 1 back gets version 1."""
    first = make.policy(live=True)
    second = make.new_version(first, at=T0 + DAY, verdict="no")
    third = make.new_version(second, at=T0 + 2 * DAY, publish_at=T0 + 5 * DAY, verdict="yes")
    actions.withdraw(second, by=approver, reason="写错了。", now=T0 + 3 * DAY, choices=KEEP_3)
    verdicts = {1: "conditional", 2: "no", 3: "yes"}  # replaced, withdrawn, scheduled
    for edition in (first, second, third):
        draft = actions.revise(edition, by=author, now=T0 + 4 * DAY)
        assert draft.copied_from == edition.version
        assert draft.content()["verdict"] == verdicts[edition.version]
        draft.delete()


KEEP_3 = {3: Choice(Fate.KEEP)}


def test_a_former_version_is_copied_beside_the_live_one(author: User) -> None:
    first = make.policy(live=True)
    make.new_version(first, at=T0 + DAY, verdict="no")
    draft = actions.revise(first, by=author, now=T0 + 2 * DAY)
    assert (draft.copied_from, draft.content()["verdict"]) == (1, "conditional")


def test_a_draft_from_nothing_was_copied_from_nothing() -> None:
    assert make.policy().copied_from is None


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
