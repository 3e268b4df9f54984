"""Small books are asked as little as can be, and what was reckoned once changes nothing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import prod
from unittest.mock import patch

import pytest
from hypothesis import assume, example, given, settings

from policies.rules import reckoned
from policies.rules.eligibility import Answers, Condition, Question, Rule, RuleBook, next_question
from policies.rules.position import Position
from policies.rules.shortest import is_small
from tests.policies.rules.random_books import (
    Case,
    books,
    books_and_answers,
    open_questions,
    where_all_is_said,
)
from tests.running import examples


def at_best(book: RuleBook, answers: Answers) -> Fraction:
    """How many questions the best of all orders asks on average, pinned ones coming first."""
    left = [book.by_code[code] for code in book.in_editors_order(open_questions(book, answers))]
    may_be_asked = left[:1] if left and left[0].pin is not None else left
    return min((asking(book, answers, each) for each in may_be_asked), default=Fraction(0))


def asking(book: RuleBook, answers: Answers, question: Question) -> Fraction:
    after = [{**answers, question.code: option} for option in question.options]
    return 1 + sum(at_best(book, each) for each in after) / Fraction(len(after))


def walked(book: RuleBook, answers: Answers) -> Fraction:
    """How many the wizard asks."""
    if (question := next_question(book, answers)) is None:
        return Fraction(0)
    after = [{**answers, question.code: option} for option in question.options]
    return 1 + sum(walked(book, each) for each in after) / Fraction(len(after))


def shadowed_way() -> RuleBook:
    """Once q0 is answered a or b, q2 settles all, though q1 seems to be left: its way asks of q2
    what another way has enough of."""

    def row(question: str, accepts: str) -> Condition:
        return Condition(0, question, frozenset(accepts), "x", "LAW")

    ways = (
        (row("q0", "a"), row("q2", "a")),
        (row("q0", "ab"), row("q2", "ac")),
        (row("q2", "ac"), row("q1", "a")),
    )
    questions = (Question("q0", ("a", "b", "c"), 0), Question("q1", ("a", "b"), 0))
    return RuleBook(
        (*questions, Question("q2", ("a", "b", "c"), 0)),
        (Rule("s0", "yes", ways), Rule("s1", "yes", ((row("q0", "a"),),))),
        ("s0", "s1"),
    )


@settings(max_examples=examples(60))
@example(shadowed_way())
@given(books(impossible=False))
def test_no_order_asks_less_than_the_walk_of_a_small_book(drawn: RuleBook) -> None:
    pins = {each.code: each.pin for each in drawn.questions}
    plain = where_all_is_said(drawn)
    pinned = tuple(replace(each, pin=pins[each.code]) for each in plain.questions)
    for book in (plain, replace(plain, questions=pinned)):
        options = [len(book.by_code[code].options) + 1 for code in open_questions(book, {})]
        assume(prod(options) <= 108)
        assert walked(book, {}) == at_best(book, {})


@pytest.mark.parametrize(
    ("questions", "options", "rules", "is_so"),
    [(3, 7, 8, True), (3, 7, 9, False), (3, 8, 8, False), (1, 2, 9, False)],
)
def test_a_position_is_small_with_512_futures_of_eight_rules_at_most(
    questions: int, options: int, rules: int, is_so: bool
) -> None:
    """An eighth future of a question of seven answers is that it stays open."""
    asked = [Question(f"q{n}", tuple("abcdefgh"[:options]), n) for n in range(questions)]
    way = tuple(Condition(n, each.code, frozenset("a"), "", "") for n, each in enumerate(asked))
    all_rules = tuple(Rule(f"s{n}", "yes", (way,)) for n in range(rules))
    book = RuleBook(tuple(asked), all_rules, tuple(each.scenario for each in all_rules))
    assert is_small(Position.of(book, {})) is is_so


@given(books_and_answers())
def test_what_was_reckoned_before_changes_nothing(case: Case) -> None:
    book, answers = case
    asked = next_question(book, answers)
    assert next_question(replace(book), answers) == next_question(book, answers) == asked


def test_no_more_is_kept_than_is_said() -> None:
    questions = tuple(Question(f"q{number}", ("a", "b"), number) for number in range(3))
    way = tuple(
        Condition(each.position, each.code, frozenset("a"), "x", "LAW") for each in questions
    )
    book = RuleBook(questions, (Rule("s", "yes", (way,)),), ("s",))
    with patch.object(reckoned, "MOST_KEPT", 3):
        for first, second in product(("a", "b", "-"), repeat=2):
            answers = {"q0": first, "q1": second}
            assert next_question(book, answers) == next_question(replace(book), answers)
    assert 0 < len(book.reckoned.asked_next) <= 3
