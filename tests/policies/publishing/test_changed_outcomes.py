"""What an approver is told: for whom the wizard would end otherwise."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import Policy
from policies.publishing import actions
from policies.publishing.changed_outcomes import ChangedOutcomes, changed_outcomes
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = make.NOON.date()


def draft(*accepts: str, **columns: Any) -> Policy:
    """A draft that asks `ret`, or nothing."""
    made = make.policy(**columns)
    if accepts:
        make.condition(made, accepts)
    return made


def found(policy: Policy) -> list[ChangedOutcomes]:
    return changed_outcomes(policy, make.NOON)


def revised(live: Policy, author: User, *accepts: str, **columns: Any) -> Policy:
    """The next version of a live rule that asks `ret`, changed."""
    new: Any = actions.revise(live, by=author)
    for name, value in columns.items():
        setattr(new, name, value)
    new.save()
    row = new.conditions_in_ways.get()
    row.accepted.set(row.question.options.filter(code__in=accepts))
    return Policy.objects.get(pk=new.pk)


def test_a_wider_rule_says_for_whom_and_shows_one_of_them(author: User) -> None:
    live = make.publish(draft("yes"))
    (today,) = found(revised(live, author, "yes", "no"))
    assert today.sentence == "1 / 2 种情形会变，涉及 1 个地区。"
    (group,) = today.groups
    assert (group.before, group.after, group.situations) == ("不可以", "符合条件才可以", "1")
    assert group.example == "你退休了吗？no" and group.places == "广东省"
    assert group.url.endswith("/check/?r=440000&e=settle-abroad&ret=no")


def test_a_change_of_words_alone_says_that_nothing_changes(author: User) -> None:
    live = make.publish(draft("yes"))
    (today,) = found(revised(live, author, "yes", answer_zh_hans="换一句话说。"))
    assert today.groups == [] and today.sentence == "没有变化：2 种情形的结果都和现在一样。"


def test_places_that_inherit_are_counted_and_those_with_their_own_rule_are_not(
    author: User,
) -> None:
    province = make.region()
    make.region("440300", "深圳市", level="prefecture", parent=province)
    own = make.region("440100", "广州市", level="prefecture", parent=province)
    make.policy(live=True, region=own, verdict="no")
    (today,) = found(draft(verdict="no"))
    assert (today.regions, today.places, today.situations) == (1, 2, 2)
    assert today.sentence.endswith("涉及 1 个地区（连同沿用它们的下级，2 个地方）。")


def test_a_rule_that_stops_passing_down_changes_the_places_below(author: User) -> None:
    make.region("440300", "深圳市", level="prefecture", parent=make.region())
    live = make.publish(draft("yes"))
    (today,) = found(revised(live, author, "yes", passes_down=False))
    assert [(each.after, each.places) for each in today.groups] == [("没有记录", "深圳市")] * 2


def test_a_rule_that_moves_changes_where_it_was_and_where_it_goes(author: User) -> None:
    beijing = make.region("110000", "北京市")
    live = make.publish(draft("yes"))
    (today,) = found(revised(live, author, "yes", region=beijing))
    assert {each.places for each in today.groups} == {"广东省", "北京市"}


def test_a_shorter_period_changes_what_follows_it(author: User) -> None:
    live = make.publish(draft("yes", effective_from=dt.date(2022, 1, 1)))
    today, after = found(revised(live, author, "yes", effective_to=TODAY))
    assert (today.changed, after.day, after.changed) == (0, TODAY + make.DAY, 2)


def test_a_rule_to_come_is_compared_on_its_first_day() -> None:
    start = TODAY + 3 * make.DAY
    (only,) = found(draft("yes", effective_from=start))
    assert (only.day, only.changed) == (start, 2)


def test_rules_of_other_situations_make_no_places_of_their_own() -> None:
    city = make.region("440300", "深圳市", level="prefecture", parent=make.region())
    make.policy(live=True, region=city, scenario=make.scenario("pharmacy", kind="use"))
    (today,) = found(draft(verdict="yes"))
    assert (today.regions, today.places, today.situations) == (1, 2, 1)


def test_queries_do_not_grow_with_rules_and_places(author: User) -> None:
    province = make.region()
    policy = draft("yes")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            found(policy)
        return len(queries)

    found(policy)  # the wizard's words are kept
    before = cost()
    for number in range(1, 4):
        city = make.region(f"44{number:02}00", f"市{number}", level="prefecture", parent=province)
        make.condition(rule := make.policy(region=city), ("no",))
        make.publish(rule)
    found(policy)
    assert cost() == before <= 13
