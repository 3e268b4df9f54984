"""What is found between a draft and the rules beside it is acknowledged as what is found in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import Policy, Region
from policies.publishing import actions
from policies.publishing.acknowledging import acknowledgement_of
from policies.publishing.blockers import findings_to_judge
from tests import factories as make
from tests.policies.publishing.verbs import T0, reasons

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TODAY = T0.date()


@pytest.fixture
def city() -> Region:
    return make.region("440300", "深圳市", level="prefecture", parent=make.region())


def found(draft: Policy) -> list[tuple[str, str]]:
    return [(each.kind.value, each.message) for each in findings_to_judge(draft, T0)]


def rule(region: Region, *, live: bool = False, **columns: Any) -> Policy:
    """A rule with one condition."""
    made = make.policy(region=region, **columns)
    make.condition(made)
    return make.publish(made, at=T0 - DAY) if live else made


def test_a_rule_that_says_what_the_level_above_says_is_found(city: Region) -> None:
    rule(make.region(), live=True)
    assert found(rule(city)) == [
        ("override-equal-to-parent", "和上级地区（440000）的规则一样，不用另写一条。")
    ]


def test_one_that_says_something_else_is_not(city: Region) -> None:
    rule(make.region(), live=True)
    own = rule(city)
    make.unasked_condition(own)
    assert found(own) == []


def test_nor_one_below_a_rule_that_does_not_pass_down(city: Region) -> None:
    rule(make.region(), live=True, passes_down=False)
    assert found(rule(city)) == []


def test_nor_one_above_which_nothing_is_live_yet(city: Region) -> None:
    rule(make.region())
    assert found(rule(city)) == []


def test_days_without_a_rule_before_and_after_are_found(city: Region) -> None:
    before = rule(city, live=True, effective_to=TODAY - 10 * DAY)
    draft = rule(city, effective_from=TODAY, effective_to=TODAY + DAY)
    gap = f"{TODAY - 9 * DAY} 到 {TODAY - DAY} 这里没有自己的规则（前一条是 {before.edition_label}"
    ((kind, said),) = found(draft)
    assert kind == "gap-between-periods" and said.startswith(gap)
    rule(city, live=True, effective_from=TODAY + 5 * DAY)
    assert [kind for kind, _said in found(draft)] == ["gap-between-periods"] * 2


def test_a_gap_between_two_others_is_not_its_own(city: Region) -> None:
    rule(city, live=True, effective_to=TODAY - 10 * DAY)
    rule(city, live=True, effective_from=TODAY - 5 * DAY, effective_to=TODAY)
    assert found(rule(city, effective_from=TODAY + DAY)) == []


def test_the_edition_that_a_draft_replaces_is_not_beside_it(city: Region) -> None:
    before = rule(city, live=True, effective_to=TODAY - 10 * DAY)
    after = actions.revise(before, by=make.user("author"), now=T0)
    Policy._base_manager.filter(pk=after.pk).update(effective_from=TODAY, effective_to=None)
    assert found(Policy.objects.get(pk=after.pk)) == []


def test_it_is_written_about_and_stays_with_the_edition(author: User, city: Region) -> None:
    rule(make.region(), live=True)
    draft = rule(city)
    (reason,) = reasons(actions.submit, draft, by=author, now=T0)
    assert "和上级地区（440000）的规则一样" in reason
    actions.submit(draft, by=author, acknowledged="全省的要改，这里先不变。", now=T0)
    kept = acknowledgement_of(draft)
    assert kept and [each["kind"] for each in kept.findings] == ["override-equal-to-parent"]


def test_what_came_to_be_after_submitting_has_to_be_written_about(
    author: User, approver: User, city: Region
) -> None:
    draft = rule(city)
    make.sign_off(draft)
    actions.submit(draft, by=author, now=T0)
    rule(make.region(), live=True)
    (reason,) = reasons(actions.approve, draft, by=approver, now=T0, left_out=("en",))
    assert "作者没有写过说明" in reason and "和上级地区" in reason


def test_the_queries_do_not_grow_with_the_rules_beside_it(city: Region) -> None:
    def cost(draft: Policy) -> int:
        found(draft)
        with CaptureQueriesContext(connection) as queries:
            found(draft)
        return len(queries)

    draft = rule(city, effective_from=TODAY)
    alone = cost(draft)
    rule(make.region(), live=True)
    end = TODAY - 10 * DAY
    rule(city, live=True, effective_from=end - DAY, effective_to=end)
    beside = cost(draft)
    for number in range(2, 5):
        end = TODAY - 10 * number * DAY
        rule(city, live=True, effective_from=end - DAY, effective_to=end)
    assert cost(draft) == beside <= alone + 4
