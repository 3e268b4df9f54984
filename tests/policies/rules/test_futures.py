"""All that may follow at once is what each of it is by itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from unittest.mock import patch

import pytest
from hypothesis import assume, example, given, settings

from policies.rules import position as positions
from policies.rules.eligibility import Condition, Question, Rule, RuleBook
from policies.rules.foreseen import Foreseen
from policies.rules.futures import Futures, how_many
from policies.rules.position import Position
from policies.rules.shortest import _Walks
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


QUESTIONS = tuple(Question(f"q{number}", ("a", "b", "c"), number) for number in range(4))


def small_book(*ways: str, impossible: Sequence[str] = ()) -> RuleBook:
    """Rules of one way each, as "0a 1ab" for two conditions; combinations as "0a 1b"."""
    rules = [
        Rule(
            f"s{place}",
            "yes",
            (
                tuple(
                    Condition(n, f"q{row[0]}", frozenset(row[1:]), "x", "LAW")
                    for n, row in enumerate(way.split())
                ),
            ),
        )
        for place, way in enumerate(ways)
    ]
    combinations = [tuple((f"q{f[0]}", f[1]) for f in each.split()) for each in impossible]
    return RuleBook(
        QUESTIONS, tuple(rules), tuple(each.scenario for each in rules), tuple(combinations)
    )


@pytest.mark.parametrize(
    ("impossible", "answers"),
    [
        ((), {}),
        (("0a 1b", "1a 2c"), {}),
        (("0b 1c", "1a 2c", "0a 3a"), {"q3": "-", "q0": "b"}),
        (("0a 1b", "3b 1a"), {"q3": "a"}),
        (("0a 1b", "3b 1a 2c"), {"q3": "b"}),
        (("0a 3b", "1a 3c 2c"), {"q3": "-"}),
        (("0a", "1b 2c"), {}),  # nobody can say it, whatever else is said
        (("0a 2a", "1a 2b", "0a 1a 2c", "0a 1a"), {}),
    ],
)
def test_what_is_possible_in_a_future_is_what_its_answers_leave(
    impossible: Sequence[str], answers: dict[str, str]
) -> None:
    book = small_book("0bc 1ac 2ab 3ab", impossible=impossible)
    here = of(book, answers)
    futures = foreseen_of(here).futures
    assert futures.all.bit_count() == futures.size == how_many(futures.codes, here.ranges)
    found = list(each_future(futures, here, 0))
    assert len({number for number, _there in found}) > 8
    for (number, there), code in itertools.product(found, book.by_code):
        possible = [each for each, those in futures.possible(code).items() if those >> number & 1]
        assert set(possible) == there.ranges[code], (there.answers, code)
        if code in futures.codes:
            assert futures.open(code) >> number & 1 == (code not in there.answers)
    assert futures.is_exact is True


def test_what_cannot_be_true_together_leaves_nothing_to_answer_and_is_no_matter() -> None:
    """Whoever says a of two has no answer to the third left; nobody says both."""
    both = small_book("0bc 1bc 2ab", impossible=("0a 2a", "1a 2b", "0a 1a 2c", "0a 1a"))
    foreseen = foreseen_of(of(both, {}))
    assert foreseen.futures.possible("q2") and foreseen.futures.is_exact is True
    either = small_book("0bc 1bc 2ab", impossible=("0a 2a", "1a 2b", "0a 1a 2c"))
    foreseen = foreseen_of(of(either, {}))
    assert foreseen.futures.possible("q2") and foreseen.futures.is_exact is False


@pytest.mark.parametrize(
    ("ways", "impossible", "groups"),
    [
        (("0a", "1a"), (), ["s0", "s1"]),
        (("0a", "0a 1a", "1b"), (), ["s0 s1 s2"]),
        (("0a", "1a", "0a 1a", "2a"), (), ["s2 s0 s1", "s3"]),
        (("0a", "1a", "2a"), ("0b 2b",), ["s1", "s0 s2"]),
        (("0a", "1a", "2a"), ("0b 3b", "3a 2b"), ["s0", "s1", "s2"]),
    ],
)
def test_rules_that_say_nothing_of_each_other_stand_apart(
    ways: Sequence[str], impossible: Sequence[str], groups: list[str]
) -> None:
    here = of(small_book(*ways, impossible=impossible), {})
    scenario = {id(each[0]): f"s{place}" for place, each in enumerate(here.undecided)}
    found = [{scenario[id(each)] for each in group} for group in here.apart()]
    assert sorted(map(sorted, found)) == sorted(sorted(each.split()) for each in groups)


def test_rules_that_an_answer_does_not_touch_are_enough_where_they_leave_all() -> None:
    here = of(small_book("1a 2a", "3a 2a", "0a 1a"), {})
    with patch.object(positions, "stand", side_effect=AssertionError):
        assert here.left_after("q0") == 3


@dataclass
class Told:
    """What may be asked where, and where the answers lead: a future's number → its questions."""

    futures: Told = field(init=False)
    asked: dict[int, list[str]]
    leads: dict[tuple[int, str], list[int]]

    def __post_init__(self) -> None:
        self.futures = self

    def asked_in(self, future: int) -> list[str]:
        return self.asked.get(future, [])

    def after(self, future: int, code: str) -> list[int]:
        return self.leads[future, code]


def test_of_questions_with_which_as_short_a_walk_begins_the_first_is_asked() -> None:
    """Also where the other was tried sooner, as it could have asked less."""
    asked = {1: ["r"], 2: ["r"], 4: ["p", "q"], 5: ["q"], 6: ["q"]}
    leads = {(0, "first"): [1, 2], (0, "other"): [3, 4], (4, "p"): [5, 6], (4, "q"): [5, 6]}
    walks = _Walks(Told(asked, leads))  # type: ignore[arg-type]
    assert walks.shortest(0, ["first", "other"]) == (2, 0)
    assert walks.shortest(0, ["other", "first"]) == (2, 0)


def test_a_question_with_nothing_left_to_answer_is_told_of() -> None:
    """Whoever says a of the first can say neither a nor b of the second."""
    questions = tuple(Question(f"q{number}", ("a", "b"), number) for number in range(2))
    rows = [Condition(n, f"q{n}", frozenset("a"), "x", "LAW") for n in range(2)]
    rule = Rule("s", "conditional", (tuple(rows),))
    none_left = tuple((("q0", "a"), ("q1", option)) for option in "ab")
    assert not foreseen_of(of(RuleBook(questions, (rule,), ("s",), none_left), {})).futures.is_exact
    assert foreseen_of(of(RuleBook(questions, (rule,), ("s",), none_left[:1]), {})).futures.is_exact
