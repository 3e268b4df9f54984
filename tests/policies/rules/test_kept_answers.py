"""What becomes of answers in random rule books, and what may be asked beside them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policies.rules.deciding import deciding_questions
from policies.rules.eligibility import (
    kept_answers,
    next_question,
    possible_options,
    relevant_answers,
)
from policies.rules.position import Position
from tests.policies.rules.random_books import Case, books_and_answers, outcomes


@given(books_and_answers(), st.data())
def test_nothing_that_was_said_of_what_the_rules_ask_is_lost(
    case: Case, data: st.DataObject
) -> None:
    book, answers = case
    kept = kept_answers(book, answers)
    said = {code: answer for code, answer in answers.items() if code in book.asks}
    assert dict((*kept.used, *kept.set_aside)) == said
    assert kept.used[: len(relevant_answers(book, answers))] == relevant_answers(book, answers)
    shuffled = dict(data.draw(st.permutations([*kept.used, *kept.set_aside])))
    assert kept_answers(book, shuffled) == kept
    for code, answer in kept.set_aside:
        assert answer not in possible_options(book, dict(kept.used), code)


@given(books_and_answers())
def test_what_was_said_without_need_changes_no_end_and_opens_no_question(case: Case) -> None:
    book, answers = case
    needed, kept = dict(relevant_answers(book, answers)), dict(kept_answers(book, answers).used)
    for before, after in zip(outcomes(book, needed), outcomes(book, kept), strict=True):
        assert before in (after, "needs")
    if next_question(book, needed) is None:
        assert next_question(book, kept) is None


@given(books_and_answers())
def test_what_may_be_asked_is_what_decides_any_of_the_rules(case: Case) -> None:
    """Though a question that one rule asks is not tried in another."""
    book, answers = case
    position = Position.of(book, answers)
    of_each = (
        deciding_questions(book, standing, answers, position.ranges)
        for standing, _codes in position.undecided
    )
    assert position.askable() == set[str]().union(*of_each)
