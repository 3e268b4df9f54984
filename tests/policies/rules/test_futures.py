"""All that may follow at once is what each of it is by itself."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

from hypothesis import assume, example, given, settings

from policies.rules import position as positions
from policies.rules.eligibility import Condition, Question, Rule, RuleBook
from policies.rules.foreseen import Foreseen
from policies.rules.futures import Futures, how_many
from policies.rules.position import Position
from tests.policies.rules.odd_books import what_breaks_may_stay_unclear
from tests.policies.rules.random_books import Case, books_and_answers, leaves_no_option
from tests.running import examples

FEW = 200


def of(book: RuleBook, answers: dict[str, str]) -> Position:
    """Where answers to questions of a book lead."""
    return Position.of(book, {c: a for c, a in answers.items() if c in book.by_code})


def foreseen_of(here: Position) -> Foreseen:
    """All that may follow in all of its open rules."""
    return here.foreseen([standing for standing, _codes in here.undecided])


def each_future(futures: Futures, here: Position, number: int) -> Iterator[tuple[int, Position]]:
    """Every future that possible answers lead to, as its number and as a position."""
    yield number, here
    for code in futures.codes:
        if code not in here.answers and code in here.unasked():
            possible = [o for o in here.book.by_code[code].options if o in here.ranges[code]]
            after = futures.after(number, code)
            assert len(after) == len(possible)
            for option, later in zip(possible, after, strict=True):
                yield from each_future(futures, here.after(code, option), later)


def futures_of(foreseen: Foreseen, here: Position) -> list[tuple[int, Position]]:
    """Every future, where none leaves a question without any possible answer: what failed by what
    was inferred of that question would be open again, as nothing is known of it then."""
    assume(foreseen.futures.is_exact)
    found = list(each_future(foreseen.futures, here, 0))
    if here.book.impossible:
        assume(not any(leaves_no_option(here.book, there.answers) for _number, there in found))
    return found


def a_book(*, unclear: bool) -> RuleBook:
    """Two ways; of one answer to the first question the source of the second way does not say."""
    questions = tuple(Question(f"q{number}", ("a", "b"), number) for number in range(3))
    left_open = frozenset("b" if unclear else "")
    first = Condition(1, "q0", frozenset("a"), "x", "LAW", left_open)
    second = Condition(2, "q1", frozenset("a"), "x", "LAW")
    third = Condition(3, "q2", frozenset("a"), "x", "LAW")
    rule = Rule("s", "conditional", ((first, second), (third, second)))
    return RuleBook(questions, (rule,), ("s",), ((("q0", "a"), ("q2", "b")),))


@settings(max_examples=examples(60))
@given(books_and_answers())
@example((what_breaks_may_stay_unclear(), {"q0": "a"}))
def test_one_answer_after_the_other_leads_where_all_of_them_lead(case: Case) -> None:
    here = of(*case)
    assume(how_many(here.unasked(), here.ranges) <= FEW)
    for _number, there in futures_of(foreseen_of(here), here):
        assert there.unasked() == of(here.book, dict(there.answers)).unasked(), there.answers


@settings(max_examples=examples(60))
@given(books_and_answers())
@example((what_breaks_may_stay_unclear(), {"q0": "a"}))
@example((a_book(unclear=True), {}))
@example((a_book(unclear=True), {"q0": "b"}))
@example((a_book(unclear=False), {"q1": "-"}))
def test_what_may_be_asked_in_a_future_is_what_may_be_asked_there(case: Case) -> None:
    here = of(*case)
    assume(how_many(here.unasked(), here.ranges) <= FEW)
    foreseen = foreseen_of(here)
    with patch.object(positions, "MOST_FUTURES", 0):  # by trying, one answer after the other
        for number, there in futures_of(foreseen, here):
            assert set(foreseen.asked_in(number)) == there.askable(), there.answers


@settings(max_examples=examples(60))
@given(books_and_answers())
def test_the_futures_of_a_rule_show_what_trying_shows(case: Case) -> None:
    here = of(*case)
    seen = here.askable()
    with patch.object(positions, "MOST_FUTURES", 0):
        assert here.askable() == seen


def test_a_question_with_nothing_left_to_answer_is_told_of() -> None:
    """Whoever says a of the first can say neither a nor b of the second."""
    questions = tuple(Question(f"q{number}", ("a", "b"), number) for number in range(2))
    rows = [Condition(n, f"q{n}", frozenset("a"), "x", "LAW") for n in range(2)]
    rule = Rule("s", "conditional", (tuple(rows),))
    none_left = tuple((("q0", "a"), ("q1", option)) for option in "ab")
    assert not foreseen_of(of(RuleBook(questions, (rule,), ("s",), none_left), {})).futures.is_exact
    assert foreseen_of(of(RuleBook(questions, (rule,), ("s",), none_left[:1]), {})).futures.is_exact
