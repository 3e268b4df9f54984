"""Published text: no hand can change it, nor its parts, from any side."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from policies.models import Policy, PolicyCitation, PublishedTextError
from policies.publishing import actions
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_published_text_cannot_be_changed(live: Policy) -> None:
    live.answer_en = "Changed."  # type: ignore[attr-defined]
    with pytest.raises(PublishedTextError):
        live.save()


def test_published_edition_cannot_be_deleted(live: Policy) -> None:
    with pytest.raises(PublishedTextError):
        live.delete()
    with pytest.raises(PublishedTextError):
        Policy.objects.all().delete()
    assert Policy.objects.count() == 1


def test_published_edition_can_be_saved_unchanged(live: Policy) -> None:
    live.save()


@pytest.mark.parametrize("relation", ["citations", "conditions_in_ways"])
def test_published_parts_cannot_be_changed(live: Policy, relation: str) -> None:
    part = getattr(live, relation).get()
    with pytest.raises(PublishedTextError):
        part.save()
    with pytest.raises(PublishedTextError):
        part.delete()
    with pytest.raises(PublishedTextError):
        getattr(live, relation).all().delete()
    with pytest.raises(PublishedTextError):
        getattr(live, relation).update(source=make.source("another-law"))


def test_published_edition_gets_no_new_part(live: Policy) -> None:
    with pytest.raises(PublishedTextError):
        PolicyCitation.objects.create(policy=live, **make.citation())


def test_options_of_a_published_condition_cannot_be_changed(live: Policy) -> None:
    condition = live.conditions_in_ways.get()
    with pytest.raises(PublishedTextError):
        condition.accepted.clear()


def test_scenarios_of_a_published_guide_cannot_be_changed() -> None:
    guide = make.guide(live=True)
    with pytest.raises(PublishedTextError):
        guide.scenarios.add(make.scenario())


def test_withdrawn_text_cannot_be_changed_either(live: Policy, approver: User) -> None:
    actions.withdraw(live, by=approver, reason="写错了。", now=make.NOON + make.DAY)
    live.verdict = "no"
    with pytest.raises(PublishedTextError):
        live.save()


def test_draft_can_be_changed_and_deleted_with_its_parts() -> None:
    draft = make.policy()
    draft.citations.all().delete()
    draft.verdict = "no"
    draft.save()
    draft.delete()
    assert not Policy.objects.exists()


def test_drafts_can_be_deleted_in_bulk() -> None:
    make.policy()
    Policy.objects.all().delete()
    assert not PolicyCitation.objects.exists()


def test_blank_text_is_the_empty_string_in_every_language() -> None:
    policy = make.policy(conditions_en="  \n ", conditions_zh_hant=None)
    policy.refresh_from_db()
    assert (policy.conditions_en, policy.conditions_zh_hant) == ("", "")  # type: ignore[attr-defined]


@pytest.mark.parametrize("columns", [{"verdict": "no"}, {"approved_at": None}, {"state": "draft"}])
def test_columns_of_approved_rows_do_not_change_in_bulk(
    live: Policy, columns: dict[str, Any]
) -> None:
    if columns == {"state": "draft"}:  # a column that verbs write; the database looks at values
        with pytest.raises(IntegrityError), transaction.atomic():
            Policy.objects.update(**columns)
    else:
        with pytest.raises(PublishedTextError):
            Policy.objects.update(**columns)


def test_a_part_cannot_leave_a_published_edition(live: Policy) -> None:
    draft: Any = actions.revise(live, by=make.user("author"))
    parts: list[Any] = [live.citations.get(), live.conditions_in_ways.get()]
    for part in parts:
        part.policy = draft
        with pytest.raises(PublishedTextError):
            part.save()
        with pytest.raises(PublishedTextError), transaction.atomic():
            type(part).objects.bulk_update([part], ["policy"])


def test_a_part_cannot_be_moved_or_put_into_a_published_edition(live: Policy) -> None:
    draft = actions.revise(live, by=make.user("author"))
    part = draft.citations.get()  # type: ignore[attr-defined]
    part.policy = live
    with pytest.raises(PublishedTextError):
        part.save()
    with pytest.raises(PublishedTextError):
        PolicyCitation.objects.filter(pk=part.pk).update(policy=live)
    with pytest.raises(PublishedTextError):
        PolicyCitation.objects.filter(pk=part.pk).update(policy_id=live.pk)
    with pytest.raises(PublishedTextError):
        PolicyCitation.objects.bulk_create([PolicyCitation(policy=live, **make.citation())])


def test_options_of_a_published_condition_cannot_be_changed_from_their_side(live: Policy) -> None:
    accepted = live.conditions_in_ways.get().accepted.get()
    other = accepted.question.options.exclude(pk=accepted.pk).get()
    for act in (
        accepted.conditions.clear,
        lambda: accepted.conditions.set([]),
        lambda: other.conditions.add(live.conditions_in_ways.get()),
    ):
        with pytest.raises(PublishedTextError), transaction.atomic():
            act()


def test_scenarios_of_a_published_guide_cannot_be_changed_from_their_side() -> None:
    scenario = make.scenario()
    guide = make.guide(live=True)
    with pytest.raises(PublishedTextError):
        scenario.guides.add(guide)
