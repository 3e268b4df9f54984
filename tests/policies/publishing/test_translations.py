"""Nothing is published that says one thing in one language and another, or nothing, in another."""

from __future__ import annotations

from string import ascii_lowercase
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import Edition, Policy, Procedure
from policies.models.made_from import Standing
from policies.publishing import actions
from policies.publishing.translations import translation_faults, translation_warnings
from tests import factories as make

pytestmark = pytest.mark.django_db
MOST_QUERIES = 30


def sent(draft: Edition) -> Edition:
    actions.submit(draft, by=make.user("author"), acknowledged="看过。")
    return draft


def translated(**columns: Any) -> Policy:
    return make.policy(**{"answer_en": "You may apply."} | columns)


def faults(edition: Edition) -> set[tuple[str, str, str]]:
    found = translation_faults(edition)
    return {(each.language, f"{type(each.row).__name__}.{each.field}", each.standing.value)
            for each in found}  # fmt: skip


def test_an_edition_in_every_language_is_approved(approver: User) -> None:
    policy = sent(translated())
    assert not translation_faults(policy) and not translation_warnings(policy)
    actions.approve(policy, by=approver)
    assert Policy.objects.get().languages_left_out == ""


def test_a_missing_text_is_refused_and_named_until_its_language_is_left_out(
    approver: User,
) -> None:
    policy = sent(make.policy())
    with pytest.raises(actions.Refused, match=r"一句话回答（缺）.*English 先不发布"):
        actions.approve(policy, by=approver)
    actions.approve(policy, by=approver, left_out=("en",))
    stored = Policy.objects.get()
    assert stored.left_out == ("en",) and stored.state == "approved"
    assert "left_out" not in stored.canonical_text


def test_an_old_text_is_refused_until_it_is_found_right(approver: User) -> None:
    policy = translated()
    setattr(policy, "answer_zh_hans", "不可以提取。")  # noqa: B010
    policy.save()
    with pytest.raises(actions.Refused, match="一句话回答（过期"):
        actions.approve(sent(policy), by=approver)
    policy.mark_still_right("answer", "en")
    policy.save()
    actions.approve(policy, by=approver)


def test_one_alone_cannot_publish_half_a_language_either(author: User) -> None:
    policy, why = sent(make.policy()), "今天窗口就要用，来不及等人。"
    with pytest.raises(actions.Refused, match="一句话回答（缺）"):
        actions.force_publish(policy, by=author, reason=why)
    actions.force_publish(policy, by=author, reason=why, left_out=("en",))


@pytest.mark.parametrize("left_out", [("zh-hans",), ("fr",)])
def test_the_source_and_unknown_languages_cannot_be_left_out(
    approver: User, left_out: tuple[str, ...]
) -> None:
    with pytest.raises(actions.Refused, match="没有这种语言"):
        actions.approve(sent(translated()), by=approver, left_out=left_out)


def test_parts_and_the_shared_rows_they_use_count() -> None:
    policy = translated()
    make.condition(policy)
    assert faults(policy) == {
        ("en", "Condition.text", "missing"),
        ("en", "Condition.text_if_unmet", "missing"),
        ("en", "Question.text", "missing"),
        ("en", "Option.text", "missing"),
    }
    procedure = make.procedure()
    make.change(make.material(), name_en="Identity card")
    assert faults(procedure) == {("en", "Step.text", "missing")}
    make.change(make.material(), name_zh_hans="户口本")
    again = Procedure.objects.get(pk=procedure.pk)
    assert ("en", "Material.name", "out_of_date") in faults(again)


def test_what_no_reader_acts_on_may_wait(approver: User) -> None:
    policy = translated(change_note_zh_hans="改了说法。")
    actions.approve(sent(policy), by=approver)


def test_the_author_is_warned_and_may_submit(author: User) -> None:
    (warning,) = translation_warnings(sent(make.policy()))
    assert warning.startswith("English 有 1 处不能用：一句话回答（缺）")


def test_what_older_drafts_never_got_is_converted_when_they_are_submitted() -> None:
    policy = make.policy()
    make.condition(policy)
    Policy.objects.filter(pk=policy.pk).update(answer_zh_hant="", translation_state={})
    policy.conditions_in_ways.update(text_if_unmet_zh_hant="", translation_state={})
    sent(Policy.objects.get(pk=policy.pk))
    policy = Policy.objects.get(pk=policy.pk)
    assert policy.standing_of("answer", "zh-hant") == Standing.CONVERTED
    assert policy.conditions_in_ways.get().standing_of("text_if_unmet", "zh-hant")
    assert {language for language, _field, _standing in faults(policy)} == {"en"}


@pytest.mark.parametrize("number", [1, 12])
def test_approving_costs_no_more_however_much_there_is_to_look_at(
    approver: User, number: int
) -> None:
    policy = make.policy()
    for letter in ascii_lowercase[:number]:
        make.condition(policy, question=make.question(f"q{letter}"))
        policy.citations.create(**make.citation())
    make.sign_off(policy)
    sent(policy)
    with CaptureQueriesContext(connection) as asked:
        actions.approve(policy, by=approver, left_out=("en",))
    questions = [q for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(questions) <= MOST_QUERIES
