"""The walk through random rule books: what is asked, in which order, and what is kept of it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from fractions import Fraction
from unittest.mock import patch

from hypothesis import assume, example, given
from hypothesis import strategies as st

from policies.rules import eligibility, shortest
from policies.rules.eligibility import (
    DONT_KNOW,
    Answers,
    Condition,
    Question,
    Rule,
    RuleBook,
    evaluate,
    next_question,
    questions_left_at_most,
    relevant_answers,
)
from policies.rules.position import MOST_PAIRS
from tests.policies.rules.odd_books import (
    what_breaks_may_stay_unclear,
    what_hides_that_a_way_is_shadowed,
)
from tests.policies.rules.random_books import (
    Case,
    books,
    books_and_answers,
    ends,
    is_possible,
    leaves_no_option,
    open_questions,
    outcomes,
    walk,
    where_all_is_said,
)


@given(books(), st.data())
def test_walk_never_asks_twice_and_ends_with_nothing_left_to_ask(
    book: RuleBook, data: st.DataObject
) -> None:
    asked = walk(book, data)
    assert len(asked) == len(set(asked)) <= len(book.questions)


def can_decide(book: RuleBook, answers: Answers, question: Question) -> bool:
    """Whether its answer makes a difference, by trying all that may be said of the others."""
    others = [book.by_code[code] for code in open_questions(book, answers) - {question.code}]
    for said in itertools.product(*((DONT_KNOW, *each.options) for each in others)):
        known = {**answers, **{each.code: a for each, a in zip(others, said, strict=True)}}
        found = {tuple(ends(book, {**known, question.code: o})) for o in question.options}
        if len(found) > 1:
            return True
    return False


@given(books_and_answers())
def test_only_open_questions_are_asked_and_pinned_ones_first(case: Case) -> None:
    book, answers = case
    question = next_question(book, answers)
    candidates = [book.by_code[code] for code in open_questions(book, answers)]
    if question is None:
        assert not any(can_decide(book, answers, each) for each in candidates)
        return
    assert question in candidates
    if any(each.pin is not None for each in candidates if can_decide(book, answers, each)):
        assert question.pin is not None


def decides(alone: RuleBook, answers: Answers, code: str) -> bool:
    """Whether knowing it makes a difference, by trying all that may be said of what is open."""
    (rule,) = alone.rules
    asked = {each.question for way in rule.ways for each in way if each.question}
    others = [alone.by_code[each] for each in sorted(asked - {code, *answers})]
    for said in itertools.product(*((DONT_KNOW, *each.options) for each in others)):
        known = {**answers, **{each.code: a for each, a in zip(others, said, strict=True)}}
        options = alone.by_code[code].options
        if len({tuple(ends(alone, {**known, code: option})) for option in options}) > 1:
            return True
    return False


@given(books_and_answers(impossible=False))
def test_only_what_would_decide_if_it_were_known_is_left_to_find_out(case: Case) -> None:
    """What is answered "I don't know" included; where none would decide alone, all of them."""
    book, answers = case
    for rule in book.rules:
        alone = replace(book, rules=(rule,), scenarios=(rule.scenario,))
        (result,) = evaluate(alone, answers)
        unsaid = {code for code, answer in answers.items() if answer == DONT_KNOW}
        asked = {each.question for way in rule.ways for each in way if each.question}
        if result.outcome != "needs" or len(asked & unsaid) == 0 or len(asked) > 3:
            continue
        without = {code: {k: v for k, v in answers.items() if k != code} for code in asked}
        open_now = asked & (unsaid | (asked - answers.keys()))
        deciding = {code for code in open_now if decides(alone, without[code], code)}
        if deciding or result.unclear:
            assert set(result.open_questions) == deciding
        else:
            assert set(result.open_questions) <= open_now


@given(books_and_answers(impossible=False))
def test_no_question_is_asked_whose_answer_can_change_nothing(case: Case) -> None:
    """Exact for one rule where no question comes twice; see `test_needs_means_…`."""
    book, answers = case
    for rule in book.rules:
        asked = [each.question for way in rule.ways for each in way if each.question]
        alone = replace(book, rules=(rule,), scenarios=(rule.scenario,))
        question = next_question(alone, answers)
        if question and len(asked) == len(set(asked)):
            assert decides(alone, answers, question.code)


def left_after(book: RuleBook, answers: Answers, code: str) -> Fraction:
    """How many questions are open after one, averaged over its options."""
    after = [{**answers, code: option} for option in book.by_code[code].options]
    return Fraction(sum(len(open_questions(book, each)) for each in after), len(after))


def left_after_two(book: RuleBook, answers: Answers, code: str) -> Fraction:
    """The same, with the best question after it asked as well."""
    total = Fraction(0)
    for option in book.by_code[code].options:
        after = {**answers, code: option}
        if left := open_questions(book, after):
            total += 1 + min(left_after(book, after, each) for each in left)
    return total / len(book.by_code[code].options)


@given(books_and_answers(impossible=False))
def test_question_asked_next_leaves_the_fewest_open_on_average(case: Case) -> None:
    drawn, answers = case
    assume(DONT_KNOW not in answers.values())  # an unknown answer spares questions as well
    book = where_all_is_said(drawn)
    candidates = book.in_editors_order(open_questions(book, answers))
    undecided = [each for each in evaluate(book, answers) if each.outcome == "needs"]
    is_small = len(candidates) ** 2 * len(undecided) <= MOST_PAIRS
    left = left_after_two if is_small else left_after
    best = min(candidates, key=lambda code: left(book, answers, code), default=None)
    with patch.object(shortest, "MOST_POSITIONS", 0):  # else the best is known
        question = next_question(book, answers)
    assert (question.code if question else None) == best


@example(what_breaks_may_stay_unclear())
@example(what_hides_that_a_way_is_shadowed())
@given(books(impossible=False))
def test_no_walk_is_longer_than_the_questions_left(book: RuleBook) -> None:
    def longest(answers: dict[str, str]) -> int:
        question = next_question(book, answers)
        if question is None:
            return 0
        choices = (DONT_KNOW, *question.options)
        return 1 + max(longest({**answers, question.code: choice}) for choice in choices)

    for taken in (dict[str, str](), dict(relevant_answers(book, {"q0": "a"}))):
        assert longest(taken) <= questions_left_at_most(book, taken) <= len(book.questions)
        with patch.object(eligibility, "MOST_POSITIONS", 10_000):
            assert questions_left_at_most(replace(book), taken) == longest(taken)


@given(books_and_answers(), st.data())
def test_relevant_answers_are_canonical(case: Case, data: st.DataObject) -> None:
    book, answers = case
    relevant = relevant_answers(book, answers)
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert relevant_answers(book, dict(relevant)) == relevant
    assert relevant_answers(book, {"utm": "x", **shuffled}) == relevant
    assert set(relevant) <= set(answers.items())
    # What forbids every option of a question says nothing of it: whatever is answered then stands.
    before_the_last = (dict(relevant[:taken]) for taken in range(len(relevant)))
    assert is_possible(book, dict(relevant)) or any(
        leaves_no_option(book, answers) for answers in before_the_last
    )


def test_an_answer_stands_where_those_before_forbid_every_option() -> None:
    questions = Question("q1", ("a", "b"), 0, pin=1), Question("q0", ("a", "b"), 1)
    ways = tuple(
        (Condition(number, code, frozenset("a"), f"not {code}", "LAW"),)
        for number, code in enumerate(("q0", "q1"))
    )
    forbidden = tuple((("q1", "b"), ("q0", option)) for option in ("a", "b"))
    book = RuleBook(questions, (Rule("s", "yes", ways),), ("s",), forbidden)
    assert relevant_answers(book, {"q0": "a", "q1": "b"}) == (("q1", "b"), ("q0", "a"))
    assert outcomes(book, {"q0": "a", "q1": "b"}) == ["yes"]


@given(books(), st.dictionaries(st.sampled_from(("q0", "q1", "x")) | st.text(), st.text()))
def test_junk_never_raises_and_changes_nothing(book: RuleBook, junk: dict[str, str]) -> None:
    codes = {(each.code, option) for each in book.questions for option in (*each.options, "-")}
    usable = {code: answer for code, answer in junk.items() if (code, answer) in codes}
    assert evaluate(book, junk) == evaluate(book, usable)
    assert next_question(book, junk) == next_question(book, usable)
    assert relevant_answers(book, junk) == relevant_answers(book, usable)
