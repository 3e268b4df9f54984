"""The wizard asks no more than the best of all orders would, where that can be computed.

The number of questions is the same on every machine.
"""

from __future__ import annotations

from random import Random
from unittest.mock import patch

import pytest

from policies.rules import shortest
from policies.rules.eligibility import next_question, possible_options
from policies.rules.position import Position
from policies.rules.rulebook import Condition, Question, Rule, RuleBook

BOOKS = 12
Known = frozenset[tuple[str, str]]


def small_book(random: Random, rules: int) -> RuleBook:
    """Four questions, and two combinations of their answers that cannot be."""
    questions = tuple(
        Question(f"q{number}", ("a", "b", "c")[: random.choice((2, 3))], number)
        for number in range(4)
    )

    def condition(number: int, question: Question) -> Condition:
        accepts = random.sample(question.options, random.randint(1, len(question.options) - 1))
        return Condition(number, question.code, frozenset(accepts), "x", "LAW")

    def way() -> tuple[Condition, ...]:
        chosen = random.sample(questions, random.randint(1, 3))
        return tuple(condition(number, each) for number, each in enumerate(chosen))

    drawn = tuple(
        Rule(f"s{number}", "yes", tuple(way() for _ in range(random.randint(1, 3))))
        for number in range(rules)
    )
    impossible = tuple(
        tuple((each.code, random.choice(each.options)) for each in random.sample(questions, 2))
        for _ in range(2)
    )
    return RuleBook(questions, drawn, tuple(rule.scenario for rule in drawn), impossible)


def asked(book: RuleBook, answers: dict[str, str]) -> float:
    """How many questions the wizard asks on average, every possible option as likely."""
    question = next_question(book, answers)
    if question is None:
        return 0
    options = possible_options(book, answers, question.code)
    return 1 + sum(asked(book, {**answers, question.code: each}) for each in options) / len(options)


def at_best(book: RuleBook, answers: dict[str, str], known: dict[Known, float]) -> float:
    """How many the best order of all would ask."""
    key = frozenset(answers.items())
    if key not in known:
        position = Position.of(book, answers)
        known[key] = min(
            (
                1
                + sum(at_best(book, {**answers, code: each}, known) for each in options)
                / len(options)
                for code in position.askable()
                if (options := position.ranges[code])
            ),
            default=0,
        )
    return known[key]


@pytest.mark.parametrize("rules", [1, 2, 4])
def test_no_more_is_asked_than_the_best_order_would(rules: int) -> None:
    """Of each book by itself; the bound is five in a hundred."""
    random = Random(rules)  # noqa: S311 - a bench
    for book in (small_book(random, rules) for _ in range(BOOKS)):
        assert asked(book, {}) == pytest.approx(at_best(book, {}, {}))


def test_hardly_more_is_asked_where_not_all_can_be_looked_at() -> None:
    random = Random(3)  # noqa: S311 - a bench
    books = [small_book(random, 3) for _ in range(BOOKS)]
    best = sum(at_best(book, {}, {}) for book in books)
    with patch.object(shortest, "MOST_POSITIONS", 0):
        assert best <= sum(asked(book, {}) for book in books) <= 1.05 * best
