"""Editions: permanent codes, canonical content, and text that no hand can change afterwards."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from policies.models import Policy, PolicyCitation, PublishedTextError
from policies.models.edition import CODE_ALPHABET, CODE_LENGTH, Edition, unused_code
from policies.publishing import actions
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def live() -> Policy:
    draft = make.policy()
    make.condition(draft)
    return make.publish(draft)


# Permanent codes.


def test_code_is_five_characters_that_nobody_confuses() -> None:
    codes = [unused_code() for _ in range(200)]
    assert {len(code) for code in codes} == {CODE_LENGTH} == {5}
    assert set("".join(codes)) <= set(CODE_ALPHABET)
    assert not set(CODE_ALPHABET) & set("0O1IL")


def test_code_is_made_on_the_first_save_and_kept() -> None:
    policy = make.policy()
    code = policy.code
    policy.time_limit_days = 5
    policy.save()
    assert code and Policy.objects.get().code == code


def test_codes_of_different_kinds_never_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = make.guide().code
    drawn = iter(taken + "ABCDE")
    monkeypatch.setattr(
        "policies.models.edition.codes.secrets.choice", lambda _alphabet: next(drawn)
    )
    assert make.policy().code == "ABCDE"


# The content and its hash.


@pytest.mark.parametrize(
    "change",
    [
        {"answer_zh_hans": "广东参保人出境定居的，不可以提取。"},
        {"answer_zh_hant": "廣東參保人出境定居的，可以申請提取。"},
        {"answer_en": "People insured in Guangdong can apply."},
        {"conditions_zh_hans": "要有定居证明。"},
        {"verdict": "no"},
        {"evidence": "quoted"},
        {"effective_from": dt.date(2026, 1, 1)},
        {"effective_to": dt.date(2026, 12, 31)},
        {"time_limit_days": 10},
        {"review_by": dt.date(2027, 2, 20)},
        {"conditions_modelled": True},
    ],
    ids=str,
)
def test_hash_changes_with_the_content(change: dict[str, Any]) -> None:
    policy = make.policy()
    before = policy.compute_hash()
    for name, value in change.items():
        setattr(policy, name, value)
    policy.save()
    assert Policy.objects.get().compute_hash() != before


@pytest.mark.parametrize("part", ["citation", "condition", "options of a condition"])
def test_hash_changes_with_the_parts(part: str) -> None:
    policy = make.policy()
    condition = make.condition(policy)
    before = policy.compute_hash()
    if part == "citation":
        PolicyCitation.objects.create(policy=policy, **make.citation(locator="第三条"))
    elif part == "condition":
        make.condition(policy, way=2)
    else:
        condition.accepted.set(condition.question.options.all())
    assert policy.compute_hash() != before


def test_hash_changes_with_region_and_scenario() -> None:
    policy = make.policy()
    hashes = {policy.compute_hash()}
    policy.region = make.nation()
    hashes.add(policy.compute_hash())
    policy.scenario = make.scenario("death")
    hashes.add(policy.compute_hash())
    assert len(hashes) == 3


def test_hash_stays_through_the_workflow(live: Policy) -> None:
    before = live.content_hash
    assert before == live.compute_hash()
    actions.withdraw(live, by=make.user("approver"), reason="写错了。", now=make.NOON + make.DAY)
    live.refresh_from_db()
    assert live.compute_hash() == before


def test_hash_stays_when_a_source_is_checked_again(live: Policy) -> None:
    before = live.compute_hash()
    checked = live.citations.get()
    checked.verified_on, checked.verified_by = make.NOON.date(), make.user("approver")
    checked.save(update_fields=["verified_on", "verified_by"])
    assert Policy.objects.get().compute_hash() == before
    assert Policy.objects.get().citations.get().verified_on == make.NOON.date()


def test_content_names_related_rows_by_code_and_holds_no_keys(live: Policy) -> None:
    content = live.content()
    assert content["region"] == "440000" and content["scenario"] == "settle-abroad"
    assert content["conditions_in_ways"][0]["accepted"] == ["ret=yes"]
    assert not {"id", "state", "author", "version", "code", "publish_at"} & set(content)


def test_a_revision_has_the_content_of_what_it_revises(live: Policy) -> None:
    draft = actions.revise(live, by=make.user("author"))
    assert draft.content() == live.content()
    assert draft.compute_hash() == live.content_hash


@pytest.mark.parametrize("make_live", [make.procedure, make.guide, make.faq, make.fact_check])
def test_a_revision_of_any_kind_has_the_same_content(make_live: Any) -> None:
    live: Edition = make_live(live=True, change_note_zh_hans="第一版")
    draft = actions.revise(live, by=make.user("author"))
    assert draft.content() == live.content()
    assert draft.change_note_zh_hans == ""  # type: ignore[attr-defined]


def test_a_revision_keeps_related_scenarios() -> None:
    guide = make.guide()
    guide.scenarios.set([make.scenario()])
    make.publish(guide)
    draft = actions.revise(guide, by=make.user("author"))
    assert [s.code for s in draft.scenarios.all()] == ["settle-abroad"]  # type: ignore[attr-defined]


# Published text is never edited.


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


# Whoever is late: the stored row decides, not what was read before.


@pytest.fixture
def stale() -> Policy:
    """A draft as its author read it before it went on its way."""
    draft = make.policy()
    make.condition(draft)
    actions.submit(draft, by=make.user("author"), now=make.NOON)
    return Policy.objects.get()


def approve_meanwhile() -> None:
    actions.approve(Policy.objects.get(), by=make.user("approver"), now=make.NOON)


@pytest.mark.parametrize("text", ["Unseen.", ""])
def test_a_save_after_the_approval_is_refused(stale: Policy, text: str) -> None:
    approve_meanwhile()
    stale.answer_en = text  # type: ignore[attr-defined]
    with pytest.raises(PublishedTextError):
        stale.save()
    stored = Policy.objects.get()
    assert stored.state == "approved" and stored.content_hash == stored.compute_hash()


def test_a_save_after_a_rejection_stores_the_text_and_leaves_the_state(stale: Policy) -> None:
    actions.reject(Policy.objects.get(), by=make.user("approver"))
    stale.answer_en = "Better."  # type: ignore[attr-defined]
    stale.save()
    stored: Any = Policy.objects.get()
    assert (stored.state, stored.submitted_at) == ("draft", None) == (stale.state, None)
    assert stored.answer_en == "Better."


def test_a_save_after_the_withdrawal_leaves_it_withdrawn(live: Policy) -> None:
    old = Policy.objects.get()
    actions.withdraw(live, by=make.user("approver"), reason="写错了。", now=make.NOON + make.DAY)
    old.save()
    assert Policy.objects.get().state == "withdrawn"


def test_a_deletion_after_the_approval_is_refused(stale: Policy) -> None:
    approve_meanwhile()
    with pytest.raises(PublishedTextError):
        stale.delete()
    with pytest.raises(PublishedTextError):
        Policy.objects.filter(pk=stale.pk).delete()


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


def test_a_part_changed_after_the_approval_is_refused(stale: Policy) -> None:
    citation, condition = stale.citations.get(), stale.conditions_in_ways.get()
    citation.policy, condition.policy = stale, stale  # as the author's form holds them
    approve_meanwhile()
    for part in (citation, condition):
        with pytest.raises(PublishedTextError):
            part.save()
        with pytest.raises(PublishedTextError):
            part.delete()
    with pytest.raises(PublishedTextError):
        condition.accepted.clear()


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
