"""The engine on small books written by hand: one example for each thing it does."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pytest

from policies.rules import eligibility
from policies.rules.eligibility import (
    Condition,
    Kept,
    Question,
    Result,
    Rule,
    RuleBook,
    evaluate,
    kept_answers,
    next_question,
    possible_options,
    questions_left_at_most,
    relevant_answers,
)
from policies.rules.rulebook import Fact, Outcome

RETIRED = Question("ret", ("yes", "no"), position=2, changeable="time")
ABROAD = Question("abr", ("yes", "no"), position=1, changeable="circumstance")
PAPERS = Question("pap", ("yes", "no"), position=3, changeable="no")


def needs(number: int, question: Question, *accepts: str) -> Condition:
    return Condition(number, question.code, frozenset(accepts or ("yes",)), "unmet", "LAW-1")


HEIR = Question("heir", ("first", "second", "other"), position=1)
NONE_BEFORE = Question("firstheir", ("yes", "no"), position=2)
OF_HEIRS = (
    (needs(1, HEIR, "first"),),
    (needs(2, HEIR, "second"), needs(3, NONE_BEFORE, "no")),
)
HEIRS = RuleBook((HEIR, NONE_BEFORE), (Rule("s", "yes", OF_HEIRS),), ("s",))


def book_of(*ways: tuple[Condition, ...], **rule: bool) -> RuleBook:
    questions = (RETIRED, ABROAD, PAPERS)
    return RuleBook(questions, (Rule("s", "conditional", ways, **rule),), ("s",))


@pytest.mark.parametrize(
    ("rule", "outcome"),
    [({}, "yes"), ({"modelled": False}, "conditional"), ({"conflicting": True}, "conditional")],
)
def test_met_way_promises_no_more_than_the_rows_say(
    rule: dict[str, bool], outcome: Outcome
) -> None:
    way = (needs(1, RETIRED), needs(2, ABROAD))
    book = book_of((needs(3, PAPERS),), way, **rule)
    result = evaluate(book, {"ret": "yes", "abr": "yes"})[0]
    assert result == Result("s", outcome, way=1, met=way)


def test_missing_and_unknown_answers_are_never_a_no() -> None:
    book = book_of((needs(1, RETIRED), needs(2, ABROAD)))
    assert evaluate(book, {"ret": "-"})[0].open_questions == ("abr", "ret")
    assert next_question(book, {"ret": "-", "abr": "-"}) is None
    assert questions_left_at_most(book, {"ret": "-"}) == 1


def test_no_says_what_would_have_to_change() -> None:
    book = book_of((needs(1, RETIRED), needs(2, PAPERS)), (needs(3, ABROAD),))
    result = evaluate(book, {"ret": "no", "pap": "no", "abr": "no"})[0]
    assert [(each.condition.id, each.changeable) for each in result.changes] == [
        (3, "circumstance")
    ]


def test_an_inferred_answer_explains_nothing_what_rules_it_out_does() -> None:
    """W4: whoever has no new place was told that the new place takes the balance."""
    no_place = (("abr", "no"), ("pap", "yes"))
    book = RuleBook(
        (ABROAD, PAPERS), (Rule("s", "yes", ((needs(1, PAPERS),),)),), ("s",), (no_place,)
    )
    result = evaluate(book, {"abr": "no"})[0]
    assert result == Result("s", "no", way=0, ruled_out=(no_place,))
    assert evaluate(book, {"pap": "no"})[0].unmet == (needs(1, PAPERS),)


def test_a_way_that_fails_by_what_was_said_explains_before_one_that_fails_by_inference() -> None:
    no_place = (("abr", "no"), ("pap", "yes"))
    ways = ((needs(1, PAPERS),), (needs(2, ABROAD), needs(3, RETIRED)))
    rules = (Rule("s", "yes", ways),)
    book = RuleBook((RETIRED, ABROAD, PAPERS), rules, ("s",), (no_place,))
    result = evaluate(book, {"abr": "no", "ret": "no"})[0]
    assert [each.id for each in result.unmet] == [2, 3] and not result.ruled_out


def test_what_can_decide_nothing_once_another_is_unknown_is_not_asked() -> None:
    """W19: who does not know which heir they are need not know of heirs of the first order."""
    assert next_question(HEIRS, {"heir": "second"}) == NONE_BEFORE
    assert next_question(HEIRS, {"heir": "-"}) is None
    assert relevant_answers(HEIRS, {"heir": "-", "firstheir": "no"}) == (("heir", "-"),)


@pytest.mark.parametrize("answers", [{"heir": "-"}, {"heir": "-", "firstheir": "-"}])
def test_nor_is_it_to_be_found_out(answers: dict[str, str]) -> None:
    assert evaluate(HEIRS, answers)[0].open_questions == ("heir",)


def test_where_only_two_decide_together_both_are_to_be_found_out() -> None:
    ways = (needs(1, RETIRED), needs(2, ABROAD)), (needs(3, RETIRED, "no"), needs(4, ABROAD, "no"))
    found = evaluate(book_of(*ways), {"ret": "-", "abr": "-"})[0]
    assert found.open_questions == ("abr", "ret")


def test_of_ways_that_fail_alike_the_one_of_which_more_is_met_explains() -> None:
    """A brother is not told that he is no child: a child is alive."""
    result = evaluate(HEIRS, {"heir": "second", "firstheir": "yes"})[0]
    assert (result.way, [each.id for each in result.unmet]) == (1, [3])
    assert [each.id for each in result.met] == [2]
    assert evaluate(HEIRS, {"heir": "other"})[0].way == 0


def test_question_that_decides_most_comes_first() -> None:
    book = book_of((needs(1, RETIRED), needs(2, ABROAD)), (needs(3, RETIRED), needs(4, PAPERS)))
    assert next_question(book, {}) == RETIRED


def test_an_answer_that_rules_out_others_is_worth_asking_for_first() -> None:
    """Whoever inherits asks about the money of a dead person, who has settled nowhere."""
    rules = tuple(
        Rule(each.code, "yes", ((needs(number, each),),))
        for number, each in enumerate((RETIRED, ABROAD, PAPERS))
    )
    neither = tuple((("pap", "yes"), (code, "yes")) for code in ("ret", "abr"))
    book = RuleBook((RETIRED, ABROAD, PAPERS), rules, ("ret", "abr", "pap"), neither)
    assert next_question(book, {}) == PAPERS
    assert next_question(replace(book, impossible=()), {}) == ABROAD


def test_the_longest_walk_is_counted_and_not_all_that_may_be_asked() -> None:
    """An heir of the second order is asked of the first, and nobody else is; nor is he retired."""
    rules = Rule("death", "conditional", OF_HEIRS), Rule("s", "yes", ((needs(4, RETIRED),),))
    no_heir = (((HEIR.code, "second"), ("ret", "yes")),)
    book = RuleBook((HEIR, NONE_BEFORE, RETIRED), rules, ("death", "s"), no_heir)
    assert questions_left_at_most(book, {}) == 2
    with patch.object(eligibility, "MOST_POSITIONS", 0):
        assert questions_left_at_most(replace(book), {}) == 3, "never too few"


def test_pinned_question_comes_before_the_one_that_decides_most() -> None:
    pinned = Question("pap", ("yes", "no"), position=3, pin=1)
    ways = ((needs(1, RETIRED), needs(2, ABROAD)), (needs(3, RETIRED), needs(4, pinned)))
    book = RuleBook((RETIRED, ABROAD, pinned), (Rule("s", "yes", ways),), ("s",))
    assert next_question(book, {}) == pinned
    assert next_question(book, {"ret": "no"}) is None


def test_walk_leaves_out_answers_that_can_no_longer_matter() -> None:
    book = book_of((needs(1, RETIRED), needs(2, ABROAD)))
    assert relevant_answers(book, {"ret": "yes", "abr": "no"}) == (("abr", "no"),)


def test_what_was_said_is_kept_also_where_it_can_no_longer_matter() -> None:
    """Whoever said that they are not retired reads it, beside what closes the way anyway."""
    book = book_of((needs(1, RETIRED), needs(2, ABROAD)))
    kept = kept_answers(book, {"ret": "no", "abr": "no", "pap": "yes", "x": "y"})
    assert kept == Kept(used=(("abr", "no"), ("ret", "no")))
    found = evaluate(book, dict(kept.used))[0]
    assert [each.id for each in found.unmet] == [1, 2] and not found.unasked


def test_what_cannot_be_true_beside_the_rest_is_set_aside() -> None:
    both = (("abr", "yes"), ("ret", "no"))
    book = RuleBook(
        (RETIRED, ABROAD, PAPERS),
        (Rule("s", "yes", ((needs(1, ABROAD), needs(2, RETIRED), needs(3, PAPERS)),)),),
        ("s",),
        (both,),
    )
    kept = kept_answers(book, {"abr": "yes", "ret": "no", "pap": "yes"})
    assert kept == Kept((("abr", "yes"), ("pap", "yes")), (("ret", "no"),))
    assert kept_answers(book, {"abr": "yes", "ret": "elsewhere"}).set_aside == (
        ("ret", "elsewhere"),
    )


def test_walk_keeps_an_answer_that_still_matters_when_another_is_taken_back() -> None:
    book = book_of((needs(1, RETIRED), needs(2, ABROAD)))
    assert next_question(book, {}) == ABROAD
    assert relevant_answers(book, {"ret": "yes"}) == (("ret", "yes"),)


def test_impossible_option_is_not_offered_and_contradiction_is_asked_again() -> None:
    both = (("abr", "yes"), ("ret", "no"))
    way = (needs(1, ABROAD), needs(2, RETIRED), needs(3, PAPERS))
    book = RuleBook((RETIRED, ABROAD, PAPERS), (Rule("s", "yes", (way,)),), ("s",), (both,))
    assert possible_options(book, {"abr": "yes"}, "ret") == ("yes",)
    assert relevant_answers(book, {"abr": "yes", "ret": "no"}) == (("abr", "yes"),)


def test_answers_that_leave_no_option_leave_everything_open() -> None:
    conflicts = tuple((("abr", "yes"), ("ret", option)) for option in RETIRED.options)
    book = RuleBook((RETIRED, ABROAD), (), (), conflicts)
    assert possible_options(book, {"abr": "yes"}, "ret") == ("yes", "no")


def test_option_impossible_on_its_own_is_never_offered() -> None:
    book = RuleBook((RETIRED,), (), (), ((("ret", "no"),),))
    assert possible_options(book, {}, "ret") == ("yes",)


def test_combination_of_three_takes_an_option_once_the_other_two_are_given() -> None:
    three = (("abr", "yes"), ("ret", "no"), ("pap", "no"))
    book = RuleBook((RETIRED, ABROAD, PAPERS), (), (), (three,))
    assert possible_options(book, {"abr": "yes"}, "pap") == ("yes", "no")
    assert possible_options(book, {"abr": "yes", "ret": "no"}, "pap") == ("yes",)


@pytest.mark.parametrize(
    ("condition", "impossible"),
    [
        (Condition(7, "gone", frozenset(("yes",)), "", ""), ()),
        (Condition(7, "ret", frozenset(), "", ""), ()),
        (Condition(7, "ret", frozenset(("maybe",)), "", ""), ()),
        (needs(1, RETIRED), ((("gone", "yes"), ("ret", "no")),)),
    ],
)
def test_book_refuses_facts_it_does_not_have(
    condition: Condition, impossible: tuple[tuple[Fact, ...], ...]
) -> None:
    with pytest.raises(ValueError, match="no option"):
        RuleBook((RETIRED,), (Rule("s", "yes", ((condition,),)),), ("s",), impossible)


def test_book_refuses_two_rows_of_one_code() -> None:
    rules = (Rule("s", "yes"), Rule("s", "no"))
    with pytest.raises(ValueError, match=r"same code; .* same scenario"):
        RuleBook((RETIRED, RETIRED), rules, ("s",))
