"""Nobody proposes a combination that goes round, nor approves a question without options."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from policies.models import ImpossibleCombination, Option, Proposal, Question
from policies.publishing import proposals
from policies.publishing.actions import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db
WHY = "退休了就不由单位缴费"


@pytest.fixture
def job() -> Question:
    return make.question("job")


def option(question: Question, code: str) -> Option:
    return Option.objects.get(question=question, code=code)


def combine(by: User, *options: Option) -> Proposal:
    links = {"options": options}
    return proposals.propose_new(ImpossibleCombination(), by=by, why=WHY, links=links)


def test_one_answer_or_two_of_one_question_are_no_combination(author: User, job: Question) -> None:
    with pytest.raises(Refused, match="至少要有两个选项"):
        combine(author, option(job, "yes"))
    with pytest.raises(Refused, match="“job”只能选一个选项"):
        combine(author, option(job, "yes"), option(job, "no"))


def test_combinations_that_go_round_are_refused(author: User, job: Question) -> None:
    retired = option(make.question(), "yes")
    combine(author, option(job, "yes"), retired)
    with pytest.raises(Refused, match="答了ret=yes的人，“job”就没有一个选项可选"):
        combine(author, option(job, "no"), retired)
    make.option(job, "other")
    combine(author, option(job, "no"), retired)


def test_a_change_of_its_answers_is_looked_at_and_one_of_its_words_is_not(
    author: User, job: Question
) -> None:
    made = make.combination(option(job, "yes"), option(make.question(), "yes"))
    with pytest.raises(Refused, match="至少要有两个选项"):
        proposals.propose_change(made, {"options": ["job=yes"]}, by=author, why=WHY)
    old = make.combination(option(job, "yes"))
    proposals.propose_change(old, {"why_zh_hans": "改了说法"}, by=author, why=WHY)


def test_a_question_is_approved_once_it_has_options_though_they_wait(
    author: User, approver: User
) -> None:
    row = Question(code="age", text_zh_hans="到年龄了吗？", changeable="time")
    proposal = proposals.propose_new(row, by=author, why="新规则要问")
    with pytest.raises(Refused, match="这个问题没有选项"):
        proposals.approve(proposal, by=approver)
    made = Option(question=row, code="yes", text_zh_hans="到了")
    proposals.propose_new(made, by=author, why="新规则要问")
    proposals.approve(Proposal.objects.get(pk=proposal.pk), by=approver)
    assert Question.objects.get(code="age").pk == row.pk
