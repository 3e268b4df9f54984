"""A source that changed: the new draft is nobody's until somebody writes, an open one is marked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from policies.models import Edition, Policy, Scope, Transition
from policies.publishing import actions
from policies.publishing.doubts import source_changes, with_source_changed
from policies.publishing.readings import readings
from policies.rules.checks import with_checks
from policies.rules.citations import citations_of
from tests import factories as make
from tests.policies.publishing.verbs import reasons
from tests.verifying import read_again

pytestmark = pytest.mark.django_db
T0, DAY = make.NOON, make.DAY
FOUND = T0 + 2 * DAY


def live() -> Policy:
    return make.policy(live=True, at=T0)


def found_changed(policy: Policy, by: str = "checker", at: dt.datetime = FOUND) -> Any:
    """The draft that the finding opened, None where there was one."""
    return next(iter(read_again(policy, "changed", by=by, at=at, note="改了期限。").drafts), None)


def marked(**columns: Any) -> list[str]:
    rows = with_source_changed(Policy.objects.filter(**columns)).filter(source_changed=True)
    return [edition.edition_label for edition in rows]


def submit(draft: Edition, at: dt.datetime, by: str = "author") -> None:
    actions.submit(draft, by=make.user(by), now=at)


def approve(draft: Edition, at: dt.datetime, by: str = "approver") -> None:
    actions.approve(draft, by=make.user(by), now=at, left_out=("en",))


def test_the_draft_is_nobodys_and_the_register_says_who_found_it() -> None:
    draft = found_changed(live())
    assert draft.author is None and draft.is_unwritten
    entry = Transition.objects.get(verb="revise")
    assert str(entry.by) == "checker" and "依据变了" in entry.note


def test_who_found_it_may_approve_what_another_person_submits() -> None:
    draft = found_changed(live(), by="approver")
    submit(draft, FOUND)
    assert str(draft.author) == "author" and not draft.is_unwritten
    approve(draft, FOUND)
    assert draft.state == "approved"


def test_who_submits_it_is_its_author_and_does_not_approve() -> None:
    draft = found_changed(live())
    submit(draft, FOUND, by="checker")
    refused = reasons(actions.approve, draft, by=make.user("checker"), left_out=("en",))
    assert any("你写的" in reason for reason in refused)


def test_who_writes_in_it_stays_its_author_whoever_submits() -> None:
    draft = found_changed(live())
    draft.author = make.user("writer")
    draft.save()
    submit(draft, FOUND, by="checker")
    assert str(draft.author) == "writer"


def test_who_may_only_verify_opens_the_draft_as_well() -> None:
    policy = live()
    scope = Scope.objects.create(user=make.user("checker"), duties=["verify"])
    assert scope and found_changed(policy).author is None


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "in_review", "submitted_at": FOUND},
        {"state": "approved", "approved_at": FOUND, "publish_at": FOUND},
    ],
)
def test_the_database_lets_nobodys_text_go_no_further(columns: dict[str, Any]) -> None:
    draft = found_changed(live())
    columns |= {"approved_by": make.user("approver")} if "approved_at" in columns else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Policy._base_manager.filter(pk=draft.pk).update(**columns)


def test_an_open_draft_is_marked_and_stays_its_authors() -> None:
    policy = live()
    draft = actions.revise(policy, by=make.user("author"), now=T0 + DAY)
    other = make.policy(scenario=make.scenario("death"))
    assert found_changed(policy) is None
    assert marked() == [draft.edition_label] and other.code not in marked()
    (change,) = source_changes(draft)
    assert (change.record.note, change.is_still_cited) == ("改了期限。", True)
    draft.refresh_from_db()
    assert str(draft.author) == "author" and source_changes(policy) == []


def test_the_mark_says_whether_the_former_words_are_still_cited() -> None:
    policy = live()
    draft = found_changed(policy)
    draft.citations.update(quote="新的话。")
    assert [each.is_still_cited for each in source_changes(draft)] == [False]
    assert marked() == [draft.edition_label]


def test_a_newer_reading_takes_the_mark_away() -> None:
    policy = live()
    found_changed(policy)
    read_again(policy, at=FOUND + DAY)
    assert marked() == []


def test_a_newer_reading_that_says_the_same_is_the_mark() -> None:
    policy = live()
    draft = found_changed(policy)
    read_again(policy, "changed", at=FOUND + DAY, note="又改了。")
    assert [each.record.note for each in source_changes(draft)] == ["又改了。"]


def test_an_edition_submitted_after_it_answers_it() -> None:
    draft = found_changed(live())
    submit(draft, FOUND + DAY)
    assert marked() == [draft.edition_label]
    approve(draft, FOUND + DAY)
    actions.revise(draft, by=make.user("author"))
    assert marked() == []


def test_one_that_was_submitted_before_it_does_not() -> None:
    policy = live()
    draft: Any = actions.revise(policy, by=make.user("author"), now=T0)
    submit(draft, FOUND - DAY)
    found_changed(policy)
    assert marked(state="in_review") == [draft.edition_label]
    approve(draft, FOUND + DAY)
    later = FOUND + 2 * DAY
    assert with_checks(Policy.objects.filter(pk=draft.pk), later).get().is_doubted
    assert [each.doubt for each in citations_of([draft], at=later).of_policy[draft.pk]] == [
        "changed"
    ]
    assert [each.need for each in readings(later, edition=draft)] == ["doubtful"]
    next_draft = actions.revise(draft, by=make.user("author"))
    assert marked() == [next_draft.edition_label]
