"""What is counted after an answer where much is open, and what is asked first, by trying all."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from policies.rules import eligibility
from policies.rules import position as positions
from policies.rules.deciding import soon_deciding
from policies.rules.eligibility import (
    DONT_KNOW,
    RuleBook,
    next_question,
    possible_options,
    questions_left_at_most,
)
from policies.rules.futures import how_many
from policies.rules.position import Position
from policies.rules.shortest import first_of_shortest
from tests.policies.rules.dense_books import Case, mixed_case, odd_case, plain_book
from tests.running import examples

SEEDS = st.integers(0, 10**6)
Said = dict[str, str]


def left_after(book: RuleBook, said: Said, code: str) -> Fraction:
    """How many questions are left after one, averaged over its possible options."""
    options = possible_options(book, said, code)
    left = [Position.of(book, {**said, code: option}).unasked() for option in options]
    return Fraction(sum(map(len, left)), len(left))


def left_after_two(book: RuleBook, said: Said, code: str) -> Fraction:
    """The same, where the best question after it is asked as well."""
    options, total = possible_options(book, said, code), Fraction(0)
    for option in options:
        after = {**said, code: option}
        if left := Position.of(book, after).unasked():
            total += 1 + min(left_after(book, after, each) for each in left)
    return total / len(options)


@settings(max_examples=examples(40))
@given(SEEDS)
def test_what_an_answer_leaves_is_counted_as_if_all_rules_stood_anew(seed: int) -> None:
    book, said = odd_case(seed)
    here = Position.of(book, said)
    for code in here.unasked():
        assert round(here.left_after(code), 9) == round(float(left_after(book, said, code)), 9)
        two = left_after_two(book, said, code)
        assert round(here.left_after_two(code), 9) == round(float(two), 9)


@settings(max_examples=examples(40))
@given(SEEDS)
def test_an_answer_more_leads_where_all_answers_lead(seed: int) -> None:
    book, said = odd_case(seed)
    here = Position.of(book, said)
    for code in here.unasked():
        for option in possible_options(book, said, code):
            there, anew = here.after(code, option), Position.of(book, {**said, code: option})
            assert (there.answers, there.ranges) == (anew.answers, anew.ranges)
            assert by_questions(there) == by_questions(anew)
            assert there.askable() == anew.askable()


@settings(max_examples=examples(80))
@given(SEEDS)
def test_the_best_question_leaves_the_fewest_after_two_where_pairs_are_few(seed: int) -> None:
    book = plain_book(seed)
    here = Position.of(book, {})
    candidates = here.candidates(here.unasked())
    is_small = len(candidates) ** 2 * len(here.undecided) <= positions.MOST_PAIRS
    left = left_after_two if is_small else left_after
    assert here.best_of(candidates) == min(candidates, key=lambda each: left(book, {}, each.code))


def test_what_is_not_soon_seen_to_decide_is_seen_in_few_futures_at_once() -> None:
    """Of this book q0 is such a question, and what was asked first."""
    book, said = odd_case(452)
    here = Position.of(book, said)
    (standing,) = [standing for standing, _codes in here.undecided]
    assert "q0" not in soon_deciding(book, standing, said, here.ranges)
    many = how_many(here.unasked(), here.ranges)
    with (
        patch.object(positions, "MOST_FUTURES", many),
        patch.object(positions, "deciding_questions", side_effect=AssertionError),
    ):
        assert here.askable() == {"q0", "q2", "q3"}
    with (
        patch.object(positions, "MOST_FUTURES", many - 1),
        patch.object(positions, "Foreseen", side_effect=AssertionError),
    ):
        assert here.askable() == {"q0", "q2", "q3"}


def by_questions(position: Position) -> list[list[str]]:
    return sorted(sorted(codes) for _standing, codes in position.undecided)


@settings(max_examples=examples(40))
@given(SEEDS)
def test_the_first_question_is_the_first_with_which_a_shortest_walk_begins(seed: int) -> None:
    book = plain_book(seed)
    here = Position.of(book, {})
    fewest: dict[frozenset[tuple[str, str]], Fraction] = {}

    def at_best(said: Said) -> Fraction:
        known = frozenset(said.items())
        if known not in fewest:
            left = Position.of(book, said).unasked()
            fewest[known] = min((beginning(said, each) for each in left), default=Fraction(0))
        return fewest[known]

    def beginning(said: Said, code: str) -> Fraction:
        options = book.by_code[code].options
        return 1 + sum(at_best({**said, code: each}) for each in options) / Fraction(len(options))

    candidates = here.candidates(here.askable())
    if len(here.apart()) == 1:
        best = min(candidates, key=lambda each: beginning({}, each.code))
        assert first_of_shortest(here, candidates) == best


@settings(max_examples=examples(40))
@given(SEEDS)
def test_the_longest_walk_is_told(seed: int) -> None:
    book, said = odd_case(seed)

    def longest(said: Said) -> int:
        if (question := next_question(book, said)) is None:
            return 0
        options = (DONT_KNOW, *possible_options(book, said, question.code))
        return 1 + max(longest({**said, question.code: each}) for each in options)

    with patch.object(eligibility, "MOST_POSITIONS", 10_000):
        assert questions_left_at_most(book, said) == longest(said)


@settings(max_examples=examples(40))
@given(st.sampled_from((odd_case, mixed_case)), SEEDS)
@example(odd_case, 1097)
@example(odd_case, 2198)  # who says b and c of others says b of what was not known: q0 decides
@example(odd_case, 10592)  # what is not asked, once another is answered, decides nothing by then
def test_what_may_be_asked_in_a_future_is_what_trying_finds_there(
    draw: Callable[[int], Case], seed: int
) -> None:
    book, said = draw(seed)
    here = Position.of(book, said)
    foreseen = here.foreseen([standing for standing, _codes in here.undecided])
    futures, reached = foreseen.futures, [(0, here)]
    for code in futures.codes:
        for number, there in [each for each in reached if code in each[1].unasked()]:
            options = [o for o in book.by_code[code].options if o in there.ranges[code]]
            after = futures.after(number, code)
            reached += [(n, there.after(code, o)) for n, o in zip(after, options, strict=True)]
    assert futures.is_exact
    with patch.object(positions, "MOST_FUTURES", 0):
        for number, there in reached:
            assert set(foreseen.asked_in(number)) == there.askable(), there.answers
