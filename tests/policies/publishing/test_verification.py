"""Recording that sources were read again: who may say what, and what follows from it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import Passage, Policy, PublicationEvent, Scope, Verification
from policies.models.edition import Edition
from policies.publishing.actions import Refused
from policies.publishing.verification import passages_of, record
from tests import factories as make
from tests.verifying import read_again

pytestmark = pytest.mark.django_db
T1 = make.NOON + make.DAY
QUOTE = "出境定居的，可以申请一次性提取。"


def live(**columns: Any) -> Policy:
    """A live policy whose one citation has a quote."""
    draft = make.policy(**columns)
    draft.citations.update(quote=QUOTE)
    return make.publish(draft)


def reasons(
    edition: Edition,
    result: str,
    *,
    by: str = "checker",
    day: dt.date | None = None,
    note: str = "",
) -> str:
    with pytest.raises(Refused) as refused:
        record(passages_of(edition), by=make.user(by), day=day, now=T1, result=result, note=note)
    return " ".join(refused.value.reasons)


def test_one_person_signs_that_nothing_changed_and_no_edition_is_made() -> None:
    policy = live()
    recorded = read_again(policy)
    (stored,) = Verification.objects.all()
    assert recorded.records == [stored] and recorded.drafts == []
    assert (stored.code, stored.quote, stored.person) == (policy.code, QUOTE, make.user("checker"))
    assert stored.day == T1.date() and stored.at == T1
    assert Policy.objects.count() == 1


def test_the_author_does_not_sign_that_his_own_text_still_holds() -> None:
    assert "另一个人" in reasons(live(), "unchanged", by="author")


def test_who_approved_may_sign_that_it_still_holds() -> None:
    read_again(live(), by="approver")
    assert Verification.objects.count() == 1


@pytest.mark.parametrize("result", ["changed", "gone", "cannot_open"])
def test_the_author_alone_may_cast_doubt(result: str) -> None:
    read_again(live(), result, by="author")
    assert Verification.objects.get().result == result


def test_what_is_said_must_be_known_dated_and_said_in_words() -> None:
    policy = live()
    assert "核对结果" in reasons(policy, "perhaps")
    assert "还没有到" in reasons(policy, "gone", day=(T1 + make.DAY).date())
    assert "变了什么" in reasons(policy, "changed", note=" ")
    assert "请先选出" in reasons(make.policy(cited=False), "unchanged")
    assert not Verification.objects.exists()


def test_every_reason_is_given_at_once() -> None:
    said = reasons(live(), "changed", day=(T1 + make.DAY).date())
    assert "还没有到" in said and "变了什么" in said


def test_a_passage_that_is_not_cited_any_more_is_refused() -> None:
    passage = Passage(live().code, make.source().pk, "第十二条", "别的话")
    with pytest.raises(Refused, match="没有引用这一处"):
        record([passage], by=make.user("checker"), result="unchanged", now=T1)
    assert "没有引用这一处" in reasons(make.policy(), "unchanged")


def test_a_button_pressed_twice_is_one_record() -> None:
    policy = live()
    read_again(policy)
    read_again(policy)
    read_again(policy, by="third")
    assert Verification.objects.count() == 2


def test_a_change_opens_a_draft_of_every_rule_that_rests_on_the_passage() -> None:
    policy = live()
    other = live(scenario=make.scenario("death"))
    guide = make.guide()
    guide.citations.update(quote=QUOTE)
    make.publish(guide)
    make.policy(scenario=make.scenario("enlist"), live=True)  # of the same source, not these words
    recorded = read_again(policy, "changed")
    assert {draft.code for draft in recorded.drafts} == {policy.code, other.code, guide.code}
    assert {draft.state for draft in recorded.drafts} == {"draft"}
    assert {draft.author for draft in recorded.drafts} == {None}
    assert {each.code for each in Verification.objects.all()} == {
        policy.code,
        other.code,
        guide.code,
    }


@pytest.mark.parametrize("result", ["gone", "cannot_open"])
def test_other_doubts_open_no_draft(result: str) -> None:
    assert read_again(live(), result).drafts == []


def test_a_draft_that_is_open_is_named_and_left_alone() -> None:
    policy = live()
    first = read_again(policy, "changed", note="改了期限。").drafts
    recorded = read_again(policy, "changed", note="又改了。", at=T1 + make.DAY)
    assert len(first) == 1 and recorded.drafts == []
    assert "没有完成的草稿" in recorded.notes[0]
    assert Verification.objects.count() == 2


def test_a_record_changes_the_token_of_what_is_published() -> None:
    policy = live()
    before = PublicationEvent.objects.count()
    read_again(policy)
    assert PublicationEvent.objects.count() == before + 1


def test_a_reading_costs_two_queries_a_passage_and_one_a_kind_of_edition(
    django_assert_num_queries: Any,
) -> None:
    few, many = make.policy(), make.policy(scenario=make.scenario("death"))
    for number in range(5):
        many.citations.create(**make.citation(locator=f"第{number}条"))
    few, many = make.publish(few), make.publish(many)
    make.user("checker")
    with CaptureQueriesContext(connection) as captured:
        read_again(few)
    with django_assert_num_queries(len(captured) + 5 * 2):
        read_again(many)


def test_a_change_opens_drafts_beyond_the_reach_of_who_found_it() -> None:
    """Whoever found it reaches Zhejiang alone; the rule of Guangdong rests on the same words."""
    policy, zhejiang = live(), make.region("330000", "浙江省")
    there = live(region=zhejiang)
    checker = make.user("checker")
    Scope.objects.create(user=checker).regions.set([zhejiang])
    recorded = record(
        passages_of(there),
        by=User.objects.get(pk=checker.pk),
        now=T1,
        result="changed",
        note="改了",
    )
    assert {draft.code for draft in recorded.drafts} == {there.code, policy.code}
    assert {draft.author for draft in recorded.drafts} == {None}
