"""What one answer can become, and another of the same question cannot."""

from __future__ import annotations

from dataclasses import replace

from policies.rules.eligibility import (
    Condition,
    Question,
    Rule,
    RuleBook,
    evaluate,
    questions_left_at_most,
)
from policies.rules.rulebook import Way
from tests.policies.rules.test_rows_examples import BOUND, IS_BOUND, IS_RETIRED, RETIRED, end_of

LEFT = Question(
    "left", ("yes", "no", "never"), 6, changeable="self", changeable_from=(("never", "no"),)
)
HAS_LEFT = Condition(7, "left", frozenset({"yes"}), "unmet", "LAW-1")


def left_book(*ways: Way) -> RuleBook:
    return RuleBook((RETIRED, BOUND, LEFT), (Rule("s", "conditional", ways),), ("s",))


def test_only_an_answer_that_can_be_changed_can_be_mended() -> None:
    book = left_book((HAS_LEFT,))
    assert end_of(book, left="no").outcome == "conditional"
    found = end_of(book, left="never")
    assert (found.outcome, [each.changeable for each in found.changes]) == ("no", ["no"])


def test_who_does_not_know_which_of_the_two_it_is_has_to_find_out() -> None:
    found = end_of(left_book((HAS_LEFT,)), left="-")
    assert (found.outcome, found.open_questions) == ("needs", ("left",))


def test_while_the_other_way_may_fail_for_good_the_one_to_be_mended_is_asked_on() -> None:
    book = left_book((HAS_LEFT,), (IS_BOUND, IS_RETIRED))
    assert questions_left_at_most(book, {"bound": "no"}) == 2
    assert end_of(book, bound="no", left="never", ret="no").outcome == "no"
    assert end_of(book, bound="no", left="never", ret="yes").outcome == "conditional"


def test_what_time_brings_it_does_not_take_back() -> None:
    """Whoever is retired never comes to be somebody who is not."""
    retired = replace(RETIRED, changeable_from=(("yes", "no"),))
    not_retired = Condition(8, "ret", frozenset({"no"}), "unmet", "LAW-1")
    for condition, answer, changeable in ((IS_RETIRED, "no", "time"), (not_retired, "yes", "no")):
        book = RuleBook((retired,), (Rule("s", "conditional", ((condition,),)),), ("s",))
        (change,) = end_of(book, ret=answer).changes
        assert change.changeable == changeable


def test_where_all_is_forbidden_nothing_is_known_however_often_it_is_said() -> None:
    """Also where one of the combinations stands twice, in another order."""
    facts = ("ret", "yes"), ("ret", "no")
    combinations = [(fact, ("bound", "no")) for fact in facts]
    book = RuleBook(
        (RETIRED, BOUND),
        (Rule("s", "conditional", ((IS_RETIRED,),)),),
        ("s",),
        (*combinations, combinations[0][::-1]),
    )
    assert book.possible({"bound": "no"})["ret"] == {"yes", "no"}
    assert evaluate(book, {"bound": "no"})[0].outcome == "needs"
