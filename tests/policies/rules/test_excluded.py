"""What answers leave possible, at once and one answer after the other; and what is apart."""

from __future__ import annotations

import pytest
from hypothesis import given

from policies.rules.eligibility import DONT_KNOW, Answers, Condition, Question, Rule, RuleBook
from policies.rules.position import Position
from policies.rules.rulebook import Fact, Ranges
from tests.policies.rules.random_books import Case, books_and_answers

Combinations = tuple[tuple[Fact, ...], ...]


def by_trying(book: RuleBook, answers: Answers) -> Ranges:
    """Option by option: impossible where it completes a combination, were it answered as well."""
    given = {fact for fact in answers.items() if fact[1] != DONT_KNOW}
    ranges = {}
    for question in book.questions:
        code = question.code
        said = answers.get(code, DONT_KNOW)
        left = {
            option
            for option in question.options
            if not any({*facts} - given == {(code, option)} for facts in book.impossible)
        }
        ranges[code] = frozenset({said} if said != DONT_KNOW else left or question.options)
    return ranges


def known(book: RuleBook, answers: Answers) -> dict[str, str]:
    return {code: answer for code, answer in answers.items() if code in book.by_code}


@given(books_and_answers())
def test_each_combination_takes_away_what_is_missing_of_it(case: Case) -> None:
    book, answers = case
    assert book.possible(known(book, answers)) == by_trying(book, known(book, answers))


TWO = tuple(Question(code, ("a", "b"), number) for number, code in enumerate("xyz"))


@pytest.mark.parametrize(
    "combinations",
    [
        ((("x", "a"),),),  # of one fact: nobody need say anything first
        ((("x", "a"), ("y", "a"), ("z", "a")),),  # of three: whichever is said last
        ((("x", "a"), ("y", "a")), (("x", "a"), ("y", "b"))),  # nothing left: nothing is known
        ((("x", "a"),), (("x", "b"),)),
    ],
)
@pytest.mark.parametrize("answers", [{}, {"x": "a"}, {"x": "a", "z": "a"}, {"y": "a", "z": "a"}])
def test_what_random_books_do_not_hold_is_tried_by_hand(
    combinations: Combinations, answers: Answers
) -> None:
    book = RuleBook(TWO, (), (), combinations)
    assert book.possible(answers) == by_trying(book, answers)
    one_answer_more(book, answers)


@given(books_and_answers())
def test_one_answer_more_leaves_what_all_of_them_leave(case: Case) -> None:
    book, answers = case
    one_answer_more(book, known(book, answers))


def one_answer_more(book: RuleBook, said: Answers) -> None:
    ranges = book.possible(said)
    for code in book.by_code:
        if said.get(code, DONT_KNOW) == DONT_KNOW:
            for option in ranges[code]:
                after, changed = book.exclusions.possible_after(said, ranges, code, option)
                assert after == book.possible({**said, code: option})
                differ = {each for each in after if after[each] != ranges[each]}
                assert differ <= changed <= differ | {code}


def groups(combinations: Combinations, answers: Answers) -> list[list[int]]:
    """Which of three rules, of one question each, are looked at together."""
    questions = tuple(Question(f"q{number}", ("a", "b"), number) for number in range(4))
    rules = tuple(
        Rule(f"s{place}", "conditional", ((Condition(place, code, frozenset("a"), "x", "L"),),))
        for place, code in enumerate(("q0", "q1", "q2"))
    )
    book = RuleBook(questions, rules, ("s0", "s1", "s2"), combinations)
    apart = Position.of(book, answers).apart()
    return sorted(
        sorted(way.asked[0].row.id for rule in group for way in rule.ways) for group in apart
    )


@pytest.mark.parametrize(
    ("combinations", "answers", "expected"),
    [
        ((), {}, [[0], [1], [2]]),
        (((("q0", "a"), ("q1", "b")),), {}, [[0, 1], [2]]),
        (((("q0", "a"), ("q1", "b")), (("q1", "a"), ("q2", "a"))), {}, [[0, 1, 2]]),
        (((("q0", "a"), ("q1", "b")), (("q0", "b"), ("q2", "a"))), {}, [[0, 1, 2]]),
        (((("q0", "a"), ("q3", "b")), (("q3", "a"), ("q2", "a"))), {}, [[0], [1], [2]]),
        (((("q0", "a"), ("q1", "b")), (("q1", "a"), ("q2", "a"))), {"q1": "-"}, [[0], [1], [2]]),
        (((("q0", "a"), ("q1", "b")), (("q1", "a"), ("q2", "a"))), {"q1": "a"}, [[0]]),
    ],
)
def test_rules_are_together_where_answers_to_one_say_something_of_another(
    combinations: Combinations, answers: Answers, expected: list[list[int]]
) -> None:
    assert groups(combinations, answers) == expected
