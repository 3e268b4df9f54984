"""An edition that leaves a question or an option unused is submitted with words about it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import Policy
from policies.publishing import actions
from policies.publishing.acknowledging import acknowledgement_of
from policies.publishing.blockers import findings_to_judge
from policies.rules.recorded_rules import recorded_edition
from policies.rules.rulecheck.findings import Kind
from policies.rules.words_left import words_left
from tests import factories as make
from tests.policies.publishing.verbs import reasons

pytestmark = pytest.mark.django_db
LATER = make.NOON + make.DAY


def live(*accepts: str) -> Policy:
    """A rule that asks `ret`, which has a third option."""
    make.option(make.question(), "never")
    policy = make.policy()
    make.condition(policy, accepts)
    return make.publish(policy)


def revised(policy: Policy, *accepts: str) -> Policy:
    """A draft that takes these options; without any it asks nothing."""
    draft = actions.revise(policy, by=make.user("author"))
    assert isinstance(draft, Policy)
    draft.conditions_in_ways.all().delete()
    if accepts:
        make.condition(draft, accepts)
    else:
        make.unasked_condition(draft)
    return Policy._base_manager.get(pk=draft.pk)


def kinds(draft: Policy) -> list[Kind]:
    return [each.kind for each in findings_to_judge(draft, LATER)]


def test_the_last_rule_that_took_an_option_is_answered_for(author: User) -> None:
    draft = revised(live("yes", "never"), "yes")
    found = findings_to_judge(draft, LATER)
    assert {each.kind for each in found} == {Kind.NEVER_ACCEPTED, Kind.CHANGES_NOTHING}
    refusal = " ".join(reasons(actions.submit, draft, by=author, acknowledged="", now=LATER))
    assert "没有一条规则接受" in refusal
    actions.submit(draft, by=author, acknowledged="新文件不再分这两种人。", now=LATER)
    kept = acknowledgement_of(draft)
    assert kept is not None and "没有一条规则接受" in str(kept.findings)


def test_the_last_rule_that_asked_a_question_is_answered_for(author: User) -> None:
    (found,) = findings_to_judge(revised(live("yes")), LATER)
    assert found.kind == Kind.NEVER_USED and "你退休了吗" in found.message


def test_what_another_rule_still_asks_is_used(author: User) -> None:
    policy = live("yes", "never")
    other = make.policy(region=make.region("110000", "北京市"))
    make.condition(other, ("never",))
    make.publish(other)
    assert kinds(revised(policy, "yes")) == []


def test_what_was_so_before_is_not_answered_for_again(author: User) -> None:
    """Two of three options are refused by the live rule already."""
    policy = live("yes")
    draft = revised(policy, "yes")
    make.condition(draft, ("yes",), question=make.question("job"))
    assert kinds(draft) == []


def test_an_edition_that_asks_as_before_costs_two_queries_more(author: User) -> None:
    draft = revised(live("yes"), "yes")
    recorded = recorded_edition(draft)
    day = make.NOON.date()
    with CaptureQueriesContext(connection) as queries:
        assert not list(words_left(draft, recorded, NotImplemented, day=day, at=LATER))
    assert len(queries) == 2
