"""A rule is checked as if it were live before it goes on its way."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import Policy
from policies.publishing import actions
from policies.publishing.actions import Refused
from policies.publishing.blockers import approve_blockers, submit_blockers
from policies.publishing.checked_rules import checked, rule_blockers
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = make.NOON.date()
YESTERDAY = TODAY - make.DAY


def draft(*accepts: str, **columns: Any) -> Policy:
    """A draft with one way that asks `ret`, or with none."""
    made = make.policy(**columns)
    if accepts:
        make.condition(made, accepts)
    return made


def why_not(policy: Policy) -> list[str]:
    return rule_blockers(checked(policy, make.NOON))


def test_a_sound_rule_goes_on_its_way(author: User) -> None:
    policy = draft("yes")
    assert why_not(policy) == []
    actions.submit(policy, by=author, now=make.NOON)


def test_a_page_that_allows_what_the_wizard_refuses_is_not_submitted(author: User) -> None:
    policy = draft("yes")
    make.condition(policy, ("no",))  # nobody is retired and is not
    (reason,) = submit_blockers(policy, by=author, now=make.NOON)
    assert reason.startswith("规则检查：结论是“符合条件才可以”，却没有一个人能符合")
    with pytest.raises(Refused):
        actions.submit(policy, by=author, now=make.NOON)


def test_what_was_submitted_is_checked_again_before_it_is_approved(
    author: User, approver: User
) -> None:
    policy = draft("yes")
    actions.submit(policy, by=author, now=make.NOON)
    make.condition(policy, ("no",))
    policy = Policy.objects.get(pk=policy.pk)
    (reason,) = approve_blockers(policy, by=approver, now=make.NOON)
    assert "规则检查" in reason


@pytest.mark.parametrize(
    ("period", "is_refused"),
    [
        ({}, True),
        ({"effective_from": TODAY + make.DAY}, True),
        ({"effective_from": dt.date(2020, 1, 1), "effective_to": YESTERDAY}, False),
    ],
)
def test_a_source_must_last_until_the_rule_is_in_force(
    period: dict[str, Any], is_refused: bool
) -> None:
    policy = draft(cited=False, **period)
    ended = make.source("ended", title="旧办法", effective_to=YESTERDAY)
    policy.citations.create(**make.citation(source=ended))
    reasons = why_not(policy)
    assert [f"依据“旧办法”到 {YESTERDAY} 已经失效" in each for each in reasons] == [
        True
    ] * is_refused


def test_a_rule_to_come_is_checked_on_its_first_day() -> None:
    policy = draft(cited=False, effective_from=TODAY + 2 * make.DAY)
    ends = make.source("ends", effective_to=TODAY + make.DAY)
    policy.citations.create(**make.citation(source=ends))
    assert len(why_not(policy)) == 1


def case(outcome: str, **columns: Any) -> None:
    values = {"on": TODAY, "answers": {"ret": "no"}, "outcomes": {"settle-abroad": outcome}}
    make.expected_case(**values | columns)


def test_a_case_that_would_end_otherwise_stands_in_the_way() -> None:
    case("conditional")
    (reason,) = why_not(draft("yes"))
    assert "“出境定居”应为“符合条件才可以”，实为“不可以”" in reason
    assert why_not(draft("no")) == []


def test_cases_are_replayed_at_submit_and_once_more_at_approve(
    author: User, approver: User
) -> None:
    policy = draft("yes")
    actions.submit(policy, by=author, now=make.NOON)
    case("conditional")
    (reason,) = approve_blockers(policy, by=approver, now=make.NOON)
    assert "“出境定居”应为“符合条件才可以”，实为“不可以”" in reason
    other = draft("yes", scenario=policy.scenario)
    assert reason in submit_blockers(other, by=author, now=make.NOON)


def test_a_case_of_a_place_below_counts_and_one_beside_does_not() -> None:
    city = make.region("440300", "深圳市", level="prefecture", parent=make.region())
    case("conditional", region=make.region("110000", "北京市"))
    assert why_not(draft("yes")) == []
    case("conditional", region=city)
    assert len(why_not(draft("yes"))) == 1


def test_a_case_that_a_nearer_rule_decides_does_not_count() -> None:
    city = make.region("440300", "深圳市", level="prefecture", parent=make.region())
    make.policy(live=True, region=city, verdict="no")
    case("yes", region=city)
    assert why_not(draft("yes")) == []


def test_a_case_of_another_scenario_or_day_does_not_count() -> None:
    make.scenario("pharmacy", kind="use")
    case("yes", outcomes={"pharmacy": "yes"})
    case("yes", on=dt.date(2020, 1, 1))
    assert why_not(draft("yes", effective_from=TODAY)) == []


def test_a_new_version_is_tried_in_place_of_the_live_one(author: User) -> None:
    live = make.publish(draft("yes", effective_from=dt.date(2022, 1, 1)))
    case("no")
    revised: Any = actions.revise(live, by=author)
    assert why_not(revised) == []
    revised.effective_from = TODAY + make.DAY
    revised.save()
    (reason,) = why_not(revised)
    assert "“出境定居”应为“不可以”，实为“没有记录”" in reason


def test_other_kinds_of_editions_are_not_rules() -> None:
    assert checked(make.guide(), make.NOON) == []


def test_a_rule_without_conditions_costs_five_queries() -> None:
    policy = Policy.objects.select_related("scenario", "region").get(pk=draft().pk)
    with CaptureQueriesContext(connection) as queries:
        why_not(policy)
    assert len(queries) <= 5
