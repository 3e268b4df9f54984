"""A question or option that something rests on keeps its meaning; only its words may change."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import ProtectedError
from django.urls import reverse

from policies.models import Option, Proposal, Question
from policies.models.plain import SharedRow
from policies.publishing import proposals
from policies.publishing.actions import Refused
from policies.publishing.shared.meaning import rules_asking
from tests import factories as make
from tests.admin_factories import browser_of, make_user, text_of

pytestmark = pytest.mark.django_db


def rule(**columns: Any) -> Any:
    draft = make.policy(**columns)
    make.condition(draft)
    return draft


def reworded(row: SharedRow, author: User, **wanted: Any) -> Proposal:
    return proposals.propose_change(row, wanted, by=author, why="更清楚")


def yes() -> Option:
    return make.question().options.get(code="yes")


@pytest.mark.parametrize("row", [make.question, yes], ids=["question", "option"])
@pytest.mark.parametrize("column", ["text_zh_hans", "text_zh_hant", "text_en"])
def test_words_that_a_live_rule_rests_on_need_the_approvers_word(
    row: Any, column: str, author: User, approver: User
) -> None:
    make.publish(rule())
    proposal = reworded(row(), author, **{column: "Are you retired?"})
    with pytest.raises(Refused, match=r"1 条公开或已定时的规则.*只能改措辞.*新建一个"):
        proposals.approve(proposal, by=approver, now=make.NOON)
    proposals.approve(proposal, by=approver, only_wording=True, now=make.NOON)
    proposal.refresh_from_db()
    assert proposal.only_wording and '"only_wording":true' in proposal.text


def test_what_a_combination_or_an_expected_case_names_counts_as_used(
    author: User, approver: User
) -> None:
    make.combination()
    with pytest.raises(Refused, match="不可能的组合 1 条"):
        proposals.approve(reworded(yes(), author, text_en="Yes"), by=approver)
    make.question("job")
    make.expected_case(answers={"job": "no"})
    with pytest.raises(Refused, match="验证用例 1 条"):
        proposals.approve(
            reworded(Question.objects.get(code="job"), author, text_en="Job?"), by=approver
        )


def test_what_nothing_rests_on_is_reworded_freely(author: User, approver: User) -> None:
    question = make.question()
    proposals.approve(reworded(question, author, text_zh_hans="退休了没有？"), by=approver)
    assert Question.objects.get().text_zh_hans == "退休了没有？"  # type: ignore[attr-defined]


def test_its_place_among_the_questions_is_no_word(author: User, approver: User) -> None:
    make.publish(rule())
    proposals.approve(reworded(make.question(), author, position=7), by=approver)
    assert Question.objects.get().position == 7


def test_rules_that_are_live_or_scheduled_are_counted() -> None:
    first = make.publish(rule())
    make.publish(rule(scenario=make.scenario("death")), publish_at=make.NOON + make.DAY)
    rule(scenario=make.scenario("fitness"))
    asked, no = make.question(), make.question().options.get(code="no")
    assert [rules_asking(row, make.NOON) for row in (asked, yes(), no)] == [2, 2, 0]
    make.new_version(first, at=make.NOON + make.DAY)
    assert rules_asking(asked, make.NOON + 2 * make.DAY) == 2


def test_page_of_the_proposal_asks_whether_it_is_only_wording(
    author: User, django_assert_max_num_queries: Any
) -> None:
    make.publish(rule())
    proposal = reworded(make.question(), author, text_en="Retired?")
    address = reverse("admin:policies_proposal_change", args=[proposal.pk])
    client = browser_of(make_user("li", "Approver"))
    with django_assert_max_num_queries(29):
        page = text_of(client.get(address))
    assert "只是措辞，意思没有变" in page and "只能改措辞" in page
    decide = reverse("admin:policies_proposal_decide", args=[proposal.pk, "approve"])
    assert "只能改措辞" in text_of(client.post(decide, {"note": ""}))
    assert client.post(decide, {"note": "", "only_wording": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("column", "value"),
    [("residual", True), ("not_in_municipality", True), ("changeable", "self")],
)
def test_what_an_option_decides_is_fixed_while_a_rule_asks_its_question(
    column: str, value: object, author: User, approver: User
) -> None:
    waiting = reworded(make.question().options.get(code="no"), author, **{column: value})
    make.publish(rule())
    with pytest.raises(Refused, match="1 条公开或已定时的规则问到这个选项"):
        proposals.approve(waiting, by=approver, only_wording=True, now=make.NOON)
    assert not getattr(make.question().options.get(code="no"), column)


def test_an_option_that_a_rule_does_not_know_of_is_used(author: User, approver: User) -> None:
    draft = make.policy()
    make.condition(
        draft, question=make.question("abroad", ("yes", "hmt")), unclear=("hmt",),
        text_if_unclear_zh_hans="通知没有写。",
    )  # fmt: skip
    make.publish(draft)
    hmt = make.question("abroad").options.get(code="hmt")
    waiting = reworded(hmt, author, text_zh_hans="去港澳")
    with pytest.raises(Refused, match="只能改措辞"):
        proposals.approve(waiting, by=approver, now=make.NOON)
    with pytest.raises(ProtectedError):
        hmt.delete()


def test_whether_an_answer_can_change_is_fixed_while_a_rule_asks(
    author: User, approver: User
) -> None:
    waiting = reworded(make.question(), author, changeable="no")
    make.publish(rule())
    with pytest.raises(Refused, match=r"1 条.*“能否改变”不能改.*新建一个问题"):
        proposals.approve(waiting, by=approver, only_wording=True, now=make.NOON)
    proposals.call_off(waiting, by=author)
    with pytest.raises(Refused, match="能否改变"):
        reworded(make.question(), author, changeable="no")
    assert Question.objects.get().changeable == "time"


def test_options_of_a_combination_are_fixed_while_a_rule_asks_one_of_them(
    author: User, approver: User
) -> None:
    combination = make.combination()
    make.question("job")
    wanted = {"options": ["job=no", "ret=yes"]}
    waiting = reworded(combination, author, **wanted)
    make.publish(rule())
    with pytest.raises(Refused, match=r"1 条.*“选项”不能改.*新建一个不可能的组合"):
        proposals.approve(waiting, by=approver, only_wording=True, now=make.NOON)
    proposals.call_off(waiting, by=author)
    with pytest.raises(Refused, match="“选项”不能改"):
        reworded(combination, author, **wanted)
    proposals.approve(reworded(combination, author, why_zh_hans="退休只有一次"), by=approver)


def test_both_may_change_while_no_rule_is_live(author: User, approver: User) -> None:
    rule()
    proposals.approve(reworded(make.question(), author, changeable="no"), by=approver)
    assert Question.objects.get().changeable == "no"
