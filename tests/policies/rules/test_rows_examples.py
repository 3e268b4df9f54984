"""Rows that are not asked, answers of which no source speaks, exceptions to a no, and what can be
mended: one example for each thing the engine does with them."""

from __future__ import annotations

import pytest

from policies.rules.eligibility import (
    Condition,
    Question,
    Result,
    Rule,
    RuleBook,
    evaluate,
    next_question,
    questions_left_at_most,
    relevant_answers,
)
from policies.rules.rulebook import Fact, Verdict, Way

RETIRED = Question("ret", ("yes", "no"), position=1, changeable="time")
FILED = Question("filed", ("yes", "no"), position=2, changeable="self")
BOUND = Question("bound", ("yes", "no"), position=3, changeable="self")
ABROAD = Question("abr", ("settled", "hmt", "staying"), position=4)
HEIR = Question("heir", ("first", "second", "other"), position=5, residual=frozenset({"other"}))

AT_THE_COUNTER = Condition(90, None, frozenset(), "", "LAW-1")
IS_RETIRED = Condition(1, "ret", frozenset({"yes"}), "unmet", "LAW-1")
HAS_FILED = Condition(2, "filed", frozenset({"yes"}), "unmet", "LAW-1")
IS_BOUND = Condition(3, "bound", frozenset({"yes"}), "unmet", "LAW-1")
HAS_SETTLED = Condition(
    4, "abr", frozenset({"settled"}), "unmet", "LAW-1", unclear=frozenset({"hmt"})
)


def book_of(
    *ways: Way, verdict: Verdict = "conditional", impossible: tuple[tuple[Fact, ...], ...] = ()
) -> RuleBook:
    questions = (RETIRED, FILED, BOUND, ABROAD, HEIR)
    return RuleBook(questions, (Rule("s", verdict, ways),), ("s",), impossible)


def end_of(book: RuleBook, **answers: str) -> Result:
    (result,) = evaluate(book, answers)
    return result


# Rows that are not asked


def test_a_row_that_is_not_asked_lets_a_met_way_end_at_best_in_conditional() -> None:
    book = book_of((IS_RETIRED, AT_THE_COUNTER))
    found = end_of(book, ret="yes")
    assert (found.outcome, found.met, found.unasked) == (
        "conditional",
        (IS_RETIRED,),
        (AT_THE_COUNTER,),
    )
    assert end_of(book, ret="no").outcome == "no"


def test_no_way_of_a_rule_with_a_row_that_is_not_asked_ends_in_a_plain_yes() -> None:
    book = book_of((IS_RETIRED,), (IS_BOUND, AT_THE_COUNTER))
    assert end_of(book, ret="yes").outcome == "conditional"


@pytest.mark.parametrize("verdict", ["yes", "conditional", "no"])
def test_nothing_is_asked_where_a_way_holds_only_rows_that_are_not_asked(verdict: Verdict) -> None:
    book = book_of((IS_RETIRED,), (AT_THE_COUNTER,), verdict=verdict)
    expected = Result("s", "conditional", way=1, unasked=(AT_THE_COUNTER,))
    assert end_of(book) == end_of(book, ret="no") == expected
    assert next_question(book, {}) is None


def test_what_was_left_out_because_nothing_depended_on_it_is_said_to_be_so() -> None:
    """W13: not retired, and two conditions nobody asked about."""
    book = book_of((IS_RETIRED, HAS_SETTLED, AT_THE_COUNTER))
    found = end_of(book, ret="no")
    assert (found.outcome, found.unmet) == ("no", (IS_RETIRED,))
    assert found.unasked == (HAS_SETTLED, AT_THE_COUNTER)


# Answers of which the source does not say


def test_an_answer_the_source_does_not_speak_of_ends_neither_in_yes_nor_in_no() -> None:
    """W2: the notice does not say whether Hong Kong, Macao and Taiwan count."""
    book = book_of((HAS_SETTLED,))
    found = end_of(book, abr="hmt")
    assert (found.outcome, found.unclear, found.open_questions) == ("needs", (HAS_SETTLED,), ())
    assert end_of(book, abr="settled").outcome == "yes"
    assert end_of(book, abr="staying").unmet == (HAS_SETTLED,)


def test_an_inferred_answer_of_that_kind_was_not_given_and_explains_nothing() -> None:
    """W4: who has no new place is not told what the notice leaves open of asking that place."""
    impossible = tuple((("ret", "no"), ("abr", option)) for option in ("settled", "staying"))
    found = end_of(book_of((HAS_SETTLED,), impossible=impossible), ret="no")
    assert (found.outcome, found.unclear, found.unasked) == ("needs", (), (HAS_SETTLED,))


def test_it_leaves_open_that_condition_only() -> None:
    counts_too = Condition(5, "abr", frozenset({"hmt"}), "unmet", "LAW-2")
    book = book_of((HAS_SETTLED,), (counts_too,))
    assert end_of(book, abr="hmt").way == 1


def test_after_it_only_what_can_still_decide_is_asked() -> None:
    book = book_of((HAS_SETTLED, IS_RETIRED))
    assert next_question(book, {"abr": "hmt"}) == RETIRED
    assert end_of(book, abr="hmt", ret="no").outcome == "no"
    assert end_of(book, abr="hmt", ret="yes").outcome == "needs"
    alone = book_of((HAS_SETTLED,), (HAS_SETTLED, IS_RETIRED))
    assert next_question(alone, {"abr": "hmt"}) is None
    assert relevant_answers(alone, {"abr": "hmt", "ret": "yes"}) == (("abr", "hmt"),)


def test_a_residual_option_decides_nothing_whatever_a_rule_says_of_it() -> None:
    """W11: a nephew in place of a dead brother inherits too, and he is "somebody else"."""
    no_others = Condition(6, "heir", frozenset({"first"}), "unmet", "LAW-1")
    all_others = Condition(7, "heir", frozenset({"second", "other"}), "unmet", "LAW-1")
    for condition in (no_others, all_others):
        found = end_of(book_of((condition,)), heir="other")
        assert found.outcome == "needs" and [each.id for each in found.unclear] == [condition.id]
    assert end_of(book_of((all_others,)), heir="second").outcome == "yes"


def test_what_could_be_mended_is_not_asked_where_another_condition_is_never_met() -> None:
    only_others = Condition(6, "heir", frozenset({"other"}), "unmet", "LAW-1")
    book = book_of((HAS_FILED, only_others))
    assert next_question(book, {}) == HEIR
    assert questions_left_at_most(book, {}) == 1


# Exceptions to a no


def test_an_exception_to_a_no_that_is_met_is_conditional() -> None:
    """W1: money credited to a Beijing passbook before September 2022."""
    book = book_of((IS_RETIRED,), verdict="no")
    assert next_question(book, {}) == RETIRED
    assert end_of(book, ret="yes").outcome == "conditional"
    found = end_of(book, ret="no")
    assert (found.outcome, found.unmet) == ("no", (IS_RETIRED,))


def test_a_no_has_nothing_to_mend() -> None:
    assert end_of(book_of((HAS_FILED,), verdict="no"), filed="no").outcome == "no"


# What can be mended


def test_who_can_mend_all_that_is_missing_may_on_that_condition() -> None:
    """W16: not registered yet, and the question was whether it can be done."""
    book = book_of((IS_RETIRED, HAS_FILED, IS_BOUND))
    found = end_of(book, ret="yes", filed="no", bound="yes")
    assert (found.outcome, found.unmet) == ("conditional", (HAS_FILED,))
    assert [change.changeable for change in found.changes] == ["self"]
    assert end_of(book, ret="no", filed="no", bound="yes").outcome == "no"


def test_nothing_is_promised_while_what_cannot_be_mended_is_open() -> None:
    book = book_of((IS_RETIRED, HAS_FILED))
    found = end_of(book, filed="no")
    assert (found.outcome, found.unmet, found.open_questions) == ("needs", (HAS_FILED,), ("ret",))
    assert next_question(book, {"filed": "no"}) == RETIRED


def test_what_could_be_mended_as_well_is_not_asked_once_something_must_be() -> None:
    book = book_of((HAS_FILED, IS_BOUND))
    found = end_of(book, filed="no")
    assert (found.outcome, found.unmet, found.unasked) == (
        "conditional",
        (HAS_FILED,),
        (IS_BOUND,),
    )
    assert next_question(book, {"filed": "no"}) is None


def test_a_way_that_may_be_met_goes_before_one_that_has_to_be_mended() -> None:
    book = book_of((HAS_FILED,), (IS_RETIRED,))
    assert next_question(book, {"filed": "no"}) == RETIRED
    assert end_of(book, filed="no", ret="yes").way == 1
    assert end_of(book, filed="no", ret="no").unmet == (HAS_FILED,)


def test_what_would_only_be_mended_is_not_asked_while_another_way_cannot_fail() -> None:
    book = book_of((IS_BOUND,), (HAS_FILED, IS_RETIRED))
    assert next_question(book, {"filed": "no"}) == BOUND
    assert questions_left_at_most(book, {"filed": "no"}) == 1
    sure = book_of((HAS_FILED,), (HAS_FILED, IS_RETIRED), (HAS_SETTLED,))
    assert questions_left_at_most(sure, {"filed": "no"}) == 1


def test_what_a_combination_forbids_cannot_be_mended() -> None:
    book = book_of((HAS_FILED,), impossible=((("ret", "no"), ("filed", "yes")),))
    assert end_of(book, filed="no").outcome == "no"


# What no honest book holds


@pytest.mark.parametrize(
    ("way", "problem"),
    [
        ((), "a way of s has no condition"),
        ((Condition(7, None, frozenset({"yes"}), "", ""),), "condition 7 is not asked and names"),
        ((Condition(7, "ret", frozenset({"yes"}), "", "", frozenset({"yes"})),), "accepts what is"),
        ((Condition(7, "ret", frozenset({"yes"}), "", "", frozenset({"x"})),), "is no option"),
    ],
)
def test_book_refuses_rows_that_contradict_themselves(way: Way, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        book_of(way)
