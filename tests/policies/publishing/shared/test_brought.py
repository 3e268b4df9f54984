"""What a proposal about the wizard's words would make rulecheck find is answered for in writing."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import ImpossibleCombination, Option, Policy, Proposal, Question
from policies.publishing import proposals
from policies.publishing.actions import Refused
from policies.publishing.shared.brought import brought_by
from tests import factories as make

pytestmark = pytest.mark.django_db
WHY = "两种人都要写得出自己的情况。"
NEVER = "选项“你退休了吗？还没退”没有一条规则接受：选它的人都是“不可以”。"
NOR = "选项“你退休了吗？no”没有一条规则接受：选它的人都是“不可以”。"  # no longer one of two
ALIKE = "选项“你退休了吗？还没退”和“你退休了吗？no”在每条规则里都一样。"
QUOTED = f"{NEVER}\n{NOR}\n{ALIKE}\n"
ANSWERED = QUOTED + WHY


@pytest.fixture
def asking(author: User, approver: User) -> Policy:
    """A live rule that asks `ret` and takes yes alone."""
    policy = make.policy()
    make.condition(policy)
    return make.publish(policy)


def new_option(**columns: Any) -> Option:
    question = Question.objects.get(code="ret")
    return Option(
        **{"question": question, "code": "notyet", "text_zh_hans": "还没退", "position": 9}
        | columns
    )


def propose(by: User, why: str, **columns: Any) -> Proposal:
    return proposals.propose_new(new_option(**columns), by=by, why=why)


def refused(act: Any, *args: Any, **kwargs: Any) -> list[str]:
    with pytest.raises(Refused) as told:
        act(*args, **kwargs)
    return told.value.reasons


def test_an_option_that_no_rule_takes_is_not_proposed_in_silence(
    asking: Policy, author: User
) -> None:
    reasons = refused(propose, author, WHY)
    assert len(reasons) == 3 and all("原样抄进" in each for each in reasons)
    for found in (NEVER, NOR, ALIKE):
        (left,) = refused(propose, author, ANSWERED.replace(found, ""))
        assert found in left
    assert not Option.with_proposed.filter(code="notyet").exists()


def test_to_quote_what_is_found_is_not_to_answer_it(asking: Policy, author: User) -> None:
    (reason,) = refused(propose, author, f"{QUOTED} 。")
    assert reason == "抄了规则检查的发现，还要写明为什么这样也对。"


def test_what_was_found_and_answered_stays_with_the_proposal(
    asking: Policy, author: User, approver: User
) -> None:
    proposal = propose(author, ANSWERED)
    proposals.approve(proposal, by=approver)
    assert Option.objects.filter(code="notyet").exists()
    kept = Proposal.objects.get(pk=proposal.pk)
    assert kept.why == ANSWERED and NEVER in kept.text


def test_what_is_found_since_goes_back_to_who_proposed(author: User, approver: User) -> None:
    """The rule that asks came later than the proposal."""
    make.question()
    proposal = propose(author, WHY)
    policy = make.policy()
    make.condition(policy)
    make.publish(policy)
    reasons = refused(proposals.approve, proposal, by=approver)
    assert all("提出的人没有写过说明" in each for each in reasons) and len(reasons) == 3
    proposals.reject(proposal, by=approver, note="请写明。")


def test_a_combination_that_leaves_a_way_to_nobody_is_answered_for(
    author: User, approver: User
) -> None:
    """Retired and in work, which a rule asks for together."""
    policy, job = make.policy(), make.question("job")
    make.condition(policy)
    make.condition(policy, question=job)
    make.condition(policy, way=2)
    make.publish(policy)
    both = [Option.objects.get(question__code=each, code="yes") for each in ("ret", "job")]
    links = {"options": both}
    reasons = refused(
        proposals.propose_new, ImpossibleCombination(), by=author, why=WHY, links=links
    )
    assert any("第1种途径谁也走不通" in each for each in reasons)


def test_a_contradiction_is_refused_whatever_is_written(author: User) -> None:
    """The page says a plain yes; whoever chose the new option would be refused."""
    policy = make.policy(verdict="yes")
    make.condition(policy, ("yes", "no"))
    make.publish(policy)
    reasons = refused(propose, author, f"{NEVER}{WHY}")
    assert any(each.startswith("规则检查：结论是“可以”") for each in reasons)


def test_words_that_no_rule_asks_cost_one_query(author: User) -> None:
    make.question()
    row = new_option()
    with CaptureQueriesContext(connection) as queries:
        assert brought_by(row, Proposal.Action.CREATE, {}, make.NOON) == []
    assert len(queries) == 1


def test_a_change_of_words_brings_nothing(asking: Policy, author: User) -> None:
    no = Option.objects.get(code="no")
    assert brought_by(no, Proposal.Action.CHANGE, {"text_zh_hans": "没"}, make.NOON) == []


def test_options_that_only_a_combination_tells_apart_are_alike_without_it(author: User) -> None:
    """Not yet retired and "no" are both left open; who says the one is in work."""
    make.option(make.question(), "notyet")
    policy, job = make.policy(), make.question("job")
    make.condition(policy, unclear=("no", "notyet"))
    make.condition(policy, question=job)
    make.publish(policy)
    apart = make.combination(*Option.objects.filter(code="no"))
    (reason,) = refused(proposals.propose_deletion, apart, by=author, why=WHY)
    assert "在每条规则里都一样" in reason


def test_a_case_that_would_end_otherwise_is_refused_whatever_is_written(author: User) -> None:
    """Retired people have no work; then whoever works is not retired, and nothing else is asked."""
    make.question("job")
    policy = make.policy()
    make.condition(policy)
    make.publish(policy)
    make.expected_case(answers={"job": "yes"}, outcomes={"settle-abroad": "needs"})
    both = [Option.objects.get(question__code=each, code="yes") for each in ("ret", "job")]
    new, links = ImpossibleCombination(), {"options": both}
    reasons = refused(proposals.propose_new, new, by=author, why=WHY, links=links)
    assert any("应为“还缺信息”" in each and each.startswith("规则检查：") for each in reasons)
