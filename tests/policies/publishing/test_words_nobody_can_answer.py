"""Nobody proposes a combination that goes round, nor a question without options."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from policies.models import ImpossibleCombination, Option, Proposal, Question
from policies.publishing import actions, proposals
from policies.publishing.actions import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db
WHY = "退休了就不由单位缴费"


@pytest.fixture
def job() -> Question:
    return make.question("job", text_zh_hans="你在职吗？")


def option(question: Question, code: str) -> Option:
    return Option.objects.get(question=question, code=code)


def combine(by: User, *options: Option) -> Proposal:
    links = {"options": options}
    return proposals.propose_new(ImpossibleCombination(), by=by, why=WHY, links=links)


def test_one_answer_or_two_of_one_question_are_no_combination(author: User, job: Question) -> None:
    with pytest.raises(Refused, match="至少要有两个选项"):
        combine(author, option(job, "yes"))
    with pytest.raises(Refused, match="“你在职吗？”只能选一个选项"):
        combine(author, option(job, "yes"), option(job, "no"))


def test_combinations_that_go_round_are_refused(author: User, job: Question) -> None:
    retired = option(make.question(), "yes")
    combine(author, option(job, "yes"), retired)
    with pytest.raises(
        Refused, match="答了“你退休了吗？”的“yes”的人，“你在职吗？”就没有一个选项可选"
    ):
        combine(author, option(job, "no"), retired)
    make.option(job, "other")
    combine(author, option(job, "no"), retired)


def test_a_round_over_three_questions_is_refused(author: User, job: Question) -> None:
    """Retired, so not in work; not in work, so abroad; abroad, so not retired."""
    ret, abroad = make.question(), make.question("abroad", text_zh_hans="你出国了吗？")
    combine(author, option(ret, "yes"), option(job, "yes"))
    combine(author, option(job, "no"), option(abroad, "no"))
    with pytest.raises(Refused, match="谁也不能答“你退休了吗？”的“yes”"):
        combine(author, option(abroad, "yes"), option(ret, "yes"))


def test_a_round_that_two_proposals_close_is_refused_to_the_second(
    author: User, approver: User, job: Question
) -> None:
    """Neither saw the other: each changes a combination of its own."""
    ret, pays = make.question(), make.question("pays")
    yes, no = ({each: option(each, code) for each in (ret, job, pays)} for code in ("yes", "no"))
    make.combination(yes[ret], yes[job])
    first, second = make.combination(yes[job], yes[pays]), make.combination(no[job], no[pays])
    options = [(first, ["job=no", "pays=no"]), (second, ["pays=yes", "ret=yes"])]
    one, two = (
        proposals.propose_change(each, {"options": wanted}, by=author, why=WHY)
        for each, wanted in options
    )
    proposals.approve(one, by=approver)
    with pytest.raises(Refused, match="谁也不能答“你退休了吗？”的“yes”"):
        proposals.approve(two, by=approver)


def test_a_change_of_its_answers_is_looked_at_and_one_of_its_words_is_not(
    author: User, job: Question
) -> None:
    made = make.combination(option(job, "yes"), option(make.question(), "yes"))
    with pytest.raises(Refused, match="至少要有两个选项"):
        proposals.propose_change(made, {"options": ["job=yes"]}, by=author, why=WHY)
    old = make.combination(option(job, "yes"))
    proposals.propose_change(old, {"why_zh_hans": "改了说法"}, by=author, why=WHY)


def test_an_option_is_not_deleted_where_the_others_are_impossible_with_an_answer(
    author: User, approver: User, job: Question
) -> None:
    """With it goes the only answer that somebody can give who is retired."""
    retired = option(make.question(), "yes")
    other = make.option(job, "other")
    going = proposals.propose_deletion(other, by=author, why=WHY)
    for code in ("yes", "no"):
        make.combination(option(job, code), retired)
    with pytest.raises(Refused, match="“你在职吗？”就没有一个选项可选"):
        proposals.approve(going, by=approver)
    proposals.call_off(going, by=author)
    with pytest.raises(Refused, match="“你在职吗？”就没有一个选项可选"):
        proposals.propose_deletion(other, by=author, why=WHY)
    make.option(job, "nobody")
    proposals.approve(proposals.propose_deletion(other, by=author, why=WHY), by=approver)


def test_a_round_of_old_does_not_hold_an_option_that_has_no_part_in_it(
    author: User, job: Question
) -> None:
    """Content packs before this was looked at may hold one."""
    retired = option(make.question(), "yes")
    for code in ("yes", "no"):
        make.combination(option(job, code), retired)
    idle = make.option(make.question("abroad"), "other")
    proposals.propose_deletion(idle, by=author, why=WHY)


def test_the_last_option_of_a_question_stays_until_the_question_goes(author: User) -> None:
    only = option(make.question("idle", options=("yes",)), "yes")
    waiting = Option(question=only.question, code="no", text_zh_hans="没有")
    proposals.propose_new(waiting, by=author, why=WHY)
    with pytest.raises(Refused, match="这是问题的最后一个选项"):
        proposals.propose_deletion(only, by=author, why=WHY)
    proposals.call_off(Proposal.objects.get(key=waiting.pk), by=author)
    proposals.propose_deletion(only.question, by=author, why=WHY)


def new_question(**columns: Any) -> Question:
    return Question(
        **{"code": "age", "text_zh_hans": "到年龄了吗？", "changeable": "time", **columns}
    )


def with_options(*codes: str) -> Any:
    return {"options": [Option(code=each, text_zh_hans="到了") for each in codes]}


def test_a_question_without_options_is_refused_already_when_it_is_proposed(author: User) -> None:
    with pytest.raises(Refused, match="这个问题没有选项，谁也答不了：请先写选项"):
        proposals.propose_new(new_question(), by=author, why=WHY)
    assert not Question.with_proposed.filter(code="age").exists()


def test_a_question_goes_with_its_options_and_is_proposed_again_alone(
    author: User, approver: User
) -> None:
    row: Any = new_question()
    proposals.propose_new(row, by=author, why=WHY, inside=with_options("yes", "no"))
    assert Proposal.objects.filter(kind="policies.option", why=WHY).count() == 2
    row.text_zh_hans = "你到退休年龄了吗？"
    proposal = proposals.propose_new(row, by=author, why=WHY)
    proposals.approve(proposal, by=approver)
    assert Question.objects.filter(text_zh_hans="你到退休年龄了吗？").exists()


def test_a_question_that_lost_its_options_meanwhile_is_not_approved(
    author: User, approver: User
) -> None:
    row = new_question()
    proposal = proposals.propose_new(row, by=author, why=WHY, inside=with_options("yes"))
    proposals.call_off(Proposal.objects.get(kind="policies.option"), by=author)
    with pytest.raises(Refused, match="这个问题没有选项"):
        proposals.approve(proposal, by=approver)


def test_a_question_of_nothing_but_residual_options_is_not_proposed(author: User) -> None:
    others = {"options": [Option(code="rest", text_zh_hans="其他", residual=True)]}
    with pytest.raises(Refused, match="这个问题的选项全是兜底选项"):
        proposals.propose_new(new_question(), by=author, why=WHY, inside=others)
    assert not Question.with_proposed.filter(code="age").exists()


def test_the_last_option_that_decides_is_neither_made_residual_nor_deleted(
    author: User, approver: User, job: Question
) -> None:
    """Two proposals that each leave the other's option: the second is not approved."""
    yes, no = option(job, "yes"), option(job, "no")
    one, two = (
        proposals.propose_change(each, {"residual": True}, by=author, why=WHY) for each in (yes, no)
    )
    proposals.approve(one, by=approver)
    with pytest.raises(Refused, match="这个问题的选项全是兜底选项"):
        proposals.approve(two, by=approver)
    proposals.call_off(two, by=author)
    with pytest.raises(Refused, match="这个问题的选项全是兜底选项"):
        proposals.propose_change(no, {"residual": True}, by=author, why=WHY)
    with pytest.raises(Refused, match="这个问题的选项全是兜底选项"):
        proposals.propose_deletion(no, by=author, why=WHY)


def test_two_questions_with_one_fixed_place_are_not_even_proposed(
    author: User, job: Question
) -> None:
    """Chance would say which comes first."""
    make.change(make.question(), pin=1)
    answers = with_options("yes")
    with pytest.raises(Refused, match="固定名次 1 已经是“ret”的，两个问题不能一样"):
        proposals.propose_new(new_question(pin=1), by=author, why=WHY, inside=answers)
    with pytest.raises(Refused, match="固定名次 1 已经是“ret”的"):
        proposals.propose_change(job, {"pin": 1}, by=author, why=WHY)
    proposals.propose_change(job, {"pin": 2}, by=author, why=WHY)


def test_a_rule_that_asks_what_nobody_can_answer_is_not_submitted(author: User) -> None:
    draft = make.policy()
    make.condition(draft, (), question=make.question("idle", options=()))
    with pytest.raises(Refused, match=r"第 1 个条件.*：这个问题没有选项"):
        actions.submit(draft, by=author)
