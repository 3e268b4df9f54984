"""The wizard's book is what the policies in force say, no more and no less."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from policies.models import Policy
from policies.rules.applicability import applicable_policies
from policies.rules.eligibility import evaluate
from policies.rules.in_force import RulesInForce, as_before, rules_in_force
from policies.rules.regions import find_region
from policies.rules.vocabulary import vocabulary
from tests import factories as make

pytestmark = pytest.mark.django_db
AT = make.NOON + make.DAY


def with_conditions(*ways: tuple[tuple[str, tuple[str, ...]], ...], **columns: Any) -> Policy:
    """A published policy; each way is a tuple of (question, accepted options)."""
    draft = make.policy(**{"verdict": "conditional", "conditions_modelled": True} | columns)  # type: ignore[arg-type]
    for number, way in enumerate(ways, 1):
        for code, accepts in way:
            asked = make.question(code, ("yes", "no", "maybe"))
            make.condition(draft, accepts, way=number, question=asked)
    return make.publish(draft)


def book() -> RulesInForce:
    region = find_region("440000")
    assert region
    known = vocabulary("test")
    found = applicable_policies([region], known.scenarios, on=AT.date(), at=AT)
    return rules_in_force(found.values(), known)


def test_an_equal_book_is_the_one_that_was_asked_for_before() -> None:
    """With what was reckoned of it; other words make it another."""
    with_conditions((("ret", ("yes",)),))
    first = as_before(book().book)
    assert as_before(book().book) is first
    renamed = tuple(replace(each, words="退休了没有？") for each in first.questions)
    other = as_before(replace(first, questions=renamed))
    assert other is not first and other.questions[0].words == "退休了没有？"
    assert as_before(replace(first, rules=())) is not first


def outcome(**answers: str) -> str:
    (result,) = evaluate(book().book, answers)
    return result.outcome


def test_conditions_of_one_way_must_all_hold() -> None:
    with_conditions((("ret", ("yes",)), ("cross", ("yes",))))
    assert outcome(ret="yes", cross="yes") == "yes"
    assert outcome(ret="yes", cross="no") == "no"
    assert outcome(ret="yes") == "needs"


def test_one_way_of_several_is_enough() -> None:
    with_conditions((("ret", ("yes",)),), (("cross", ("yes",)),))
    assert outcome(ret="no", cross="yes") == "yes"
    assert outcome(ret="no", cross="no") == "no"


def test_each_accepted_option_counts_once() -> None:
    with_conditions((("ret", ("yes", "maybe")),))
    assert outcome(ret="maybe") == outcome(ret="yes") == "yes"
    assert outcome(ret="no") == "no"
    (rule,) = book().book.rules
    assert len(rule.ways) == 1 and len(rule.ways[0]) == 1


def test_rows_that_do_not_say_all_promise_no_yes() -> None:
    with_conditions((("ret", ("yes",)),), conditions_modelled=False)
    assert outcome(ret="yes") == "conditional"


def test_conflicting_sources_promise_no_yes() -> None:
    with_conditions((("ret", ("yes",)),), evidence="conflicting")
    assert outcome(ret="yes") == "conditional"


def test_a_scenario_without_a_rule_ends_as_none_and_not_as_no() -> None:
    make.region()
    make.scenario()
    assert outcome() == "none"


def test_the_book_knows_the_rows_behind_each_condition() -> None:
    policy = with_conditions((("ret", ("yes",)),))
    rules = book()
    (condition,) = policy.conditions_in_ways.all()
    assert rules.conditions == {condition.pk: condition}
    assert set(rules.sources) == {condition.source.code}
    assert rules.applicable["settle-abroad"].policy == policy


def test_a_row_that_is_not_asked_and_an_answer_that_is_unclear_promise_nothing() -> None:
    draft = make.policy(conditions_modelled=True)
    asked = make.question("ret", ("yes", "no", "maybe"))
    make.condition(
        draft, question=asked, unclear=("maybe",), text_if_unclear_zh_hans="通知没有写。"
    )
    make.unasked_condition(draft)
    make.publish(draft)
    assert outcome(ret="yes") == "conditional"
    assert outcome(ret="maybe") == "needs"
    assert outcome(ret="no") == "no"
    ((way,),) = (rule.ways for rule in book().book.rules)
    assert [(row.question, *row.accepts, *row.unclear) for row in way] == [
        ("ret", "yes", "maybe"),
        (None,),
    ]


def test_a_residual_option_is_unclear() -> None:
    make.change(make.question("ret", ("yes", "no", "maybe")).options.get(code="no"), residual=True)
    with_conditions((("ret", ("yes",)),))
    assert outcome(ret="no") == "needs"


def test_an_exception_to_a_no_is_a_way() -> None:
    with_conditions((("ret", ("yes",)),), verdict="no")
    assert (outcome(ret="yes"), outcome(ret="no")) == ("conditional", "no")


@pytest.mark.parametrize(("region", "offered"), [("110000", 2), ("440000", 3)])
def test_a_municipality_has_no_other_city(region: str, offered: int) -> None:
    """W17: whoever is insured in Beijing was asked for another city of the province."""
    question = make.question("place", ("yes", "no", "maybe"))
    make.change(question.options.get(code="maybe"), not_in_municipality=True)
    draft = make.policy(region=make.region(region, "某地"))
    make.condition(draft, ("yes", "maybe"), question=question)
    make.publish(draft)
    place, known = find_region(region), vocabulary("test")
    assert place
    found = applicable_policies([place], known.scenarios, on=AT.date(), at=AT)
    (asked,) = rules_in_force(found.values(), known).book.questions
    assert len(asked.options) == offered


def test_one_query_for_all_conditions(django_assert_num_queries: Any) -> None:
    with_conditions((("ret", ("yes",)), ("cross", ("yes",))))
    with_conditions((("ret", ("yes",)),), scenario=make.scenario("death"))
    region = find_region("440000")
    assert region
    known = vocabulary("test")
    found = applicable_policies([region], known.scenarios, on=AT.date(), at=AT)
    with django_assert_num_queries(1):
        assert len(rules_in_force(found.values(), known).book.rules) == 2


def test_a_way_that_nobody_of_the_place_can_go_is_closed_and_promises_nothing() -> None:
    """A rule of the whole country says yes by two ways; one is for another city of a province."""
    question = make.question("place", ("yes", "no", "maybe"))
    make.change(question.options.get(code="maybe"), not_in_municipality=True)
    draft = make.policy(region=make.nation(), verdict="yes", conditions_modelled=True)
    make.condition(draft, ("maybe",), question=question)
    make.condition(draft, ("yes",), question=question, way=2)
    make.publish(draft)
    ends = {}
    for code in ("110000", "440000"):
        make.region(code, "某地")
        place, known = find_region(code), vocabulary("test")
        assert place
        found = applicable_policies([place], known.scenarios, on=AT.date(), at=AT)
        rules = rules_in_force(found.values(), known)
        (rule,) = rules.book.rules
        (result,) = evaluate(rules.book, {"place": "yes"})
        ends[code] = (len(rule.ways), rule.verdict, result.outcome)
    assert ends == {"110000": (1, "conditional", "conditional"), "440000": (2, "yes", "yes")}
