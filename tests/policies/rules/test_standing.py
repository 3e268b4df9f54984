"""How a rule stands with what is known, what can still decide it, and what explains its end: small
rules, one a case."""

from __future__ import annotations

import pytest

from policies.rules.deciding import (
    Standing,
    _telling,
    deciding_questions,
    questions_to_settle,
    soon_deciding,
    stand,
)
from policies.rules.eligibility import Condition, Question, Result, Rule, RuleBook, evaluate
from policies.rules.foreseen import Foreseen
from policies.rules.rulebook import Fact, Way

CODES = ("f0", "f1", "f2", "f3", "m0", "m1")  # of the m questions the citizen can change answers
QUESTIONS = tuple(
    Question(code, ("a", "b", "c"), place, changeable="self" if code[0] == "m" else "no")
    for place, code in enumerate(CODES)
)


def way(*rows: str) -> Way:
    """Rows as "f0=a" or, of what the source does not say, "f0=a?b"."""
    found = []
    for number, each in enumerate(rows):
        accepts, _, unclear = each[3:].partition("?")
        row = Condition(number, each[:2], frozenset(accepts), "x", "LAW", frozenset(unclear))
        found.append(row)
    return tuple(found)


def book_of(*ways: Way, impossible: tuple[tuple[Fact, ...], ...] = ()) -> RuleBook:
    return RuleBook(QUESTIONS, (Rule("s", "yes", ways),), ("s",), impossible)


def standing_of(book: RuleBook, answers: dict[str, str]) -> Standing:
    return stand(book.asked["s"], book.possible(answers))


Told = list[tuple[int, str, bool]]  # a way: its place, what is asked of it yet, whether it failed


@pytest.mark.parametrize(
    ("ways", "answers", "end", "told"),
    [
        ([way("f0=a"), way("f1=a")], {"f1": "a"}, "met", [(1, "", False)]),
        ([way("f0=a"), way("f1=a")], {"f1": "b"}, "open", [(0, "f0", False)]),
        ([way("f0=a"), way("f1=a")], {"f0": "b", "f1": "c"}, "no", []),
        ([way("m0=a", "f0=a")], {"m0": "b", "f0": "b"}, "no", []),
        ([way("m0=a", "f0=a")], {"m0": "b", "f0": "a"}, "mendable", [(0, "", True)]),
        ([way("m0=a", "f0=a")], {"m0": "b"}, "open", [(0, "f0", True)]),
        # What can be mended with the rest need not be asked.
        ([way("m0=a", "m1=a")], {"m0": "b"}, "mendable", [(0, "", True)]),
        ([way("m0=a", "f0=abc")], {"m0": "b"}, "mendable", [(0, "", True)]),
        ([way("m0=a", "m1=a?b")], {"m0": "b"}, "open", [(0, "m1", True)]),
        ([way("f0=a?b")], {"f0": "b"}, "open", [(0, "f0", False)]),
        ([way("f0=a?b")], {"f0": "c"}, "no", []),
        # Of those that have to be mended one is sure: no other could end better.
        (
            [way("m0=a"), way("m0=a", "f0=a"), way("f1=a")],
            {"m0": "b"},
            "open",
            [(2, "f1", False), (0, "", True)],
        ),
        ([way("m0=a", "f0=a"), way("m1=a")], {"m0": "b", "m1": "c"}, "mendable", [(1, "", True)]),
        # What cannot end worse than in mending makes what must be mended needless.
        ([way("m0=a", "f0=a"), way("m1=a")], {"m0": "b"}, "open", [(1, "m1", False)]),
        (
            [way("m0=a", "f0=a"), way("m1=a", "f1=a")],
            {"m0": "b"},
            "open",
            [(1, "m1 f1", False), (0, "f0", True)],
        ),
        (
            [way("m0=a", "f0=a"), way("m1=a"), way("f1=a")],
            {"m0": "b"},
            "open",
            [(1, "m1", False), (2, "f1", False)],
        ),
        ([way("m0=a"), way("f1=a")], {"m0": "b", "f1": "b"}, "mendable", [(0, "", True)]),
        # What the source may not say is no failure, neither by itself nor beside another.
        (
            [way("m0=a", "f2=a"), way("f0=a?bc", "f1=a?bc")],
            {"m0": "b"},
            "open",
            [(1, "f0 f1", False)],
        ),
    ],
)
def test_a_rule_ends_as_the_best_of_its_ways(
    ways: list[Way], answers: dict[str, str], end: str, told: Told
) -> None:
    standing = standing_of(book_of(*ways), answers)
    found = [
        (each.index, " ".join(row.question for row in each.asked), each.has_failed)
        for each in standing.ways
    ]
    assert (standing.end, found) == (end, told)


def test_what_decides_is_what_the_futures_show() -> None:
    """What the source may not say is no failure: then what has to be mended plays no part."""
    book, answers = book_of(way("m0=a", "f2=a"), way("f0=a?bc", "f1=a?bc")), {"m0": "b"}
    standing, ranges = standing_of(book, answers), book.possible(answers)
    foreseen = Foreseen.of(book, answers, ranges, (standing,))
    assert foreseen.asked_in(0) == ["f0", "f1"]


def test_what_is_tried_first_meets_the_ways_that_ask_and_fails_the_others() -> None:
    book = book_of(way("f0=a", "f1=bc"), way("f0=b", "f1=b"), way("f1=ac", "f2=a"))
    standing, ranges = standing_of(book, {}), book.possible({})
    assert _telling("f0", {"f1", "f2"}, standing, ranges) == ("f1", ["b", "c", "a"])
    assert _telling("f2", {"f0", "f1"}, standing, ranges) == ("f1", ["a", "c", "b"])
    assert _telling("f3", {"f1", "f2"}, standing, ranges) == ("f1", ["a", "b", "c"])


def test_what_the_source_does_not_say_is_asked_until_only_that_is_possible() -> None:
    book = book_of(way("f0=a?b", "f1=a"))
    for answers, asked, unclear in (({}, {"f0", "f1"}, []), ({"f0": "b"}, {"f1"}, ["f0"])):
        standing, ranges = standing_of(book, answers), book.possible(answers)
        assert standing.questions(ranges) == asked
        assert [each.question for each in standing.unclear(ranges)] == unclear


def test_a_rule_may_be_met_while_each_condition_has_an_answer_that_meets_it() -> None:
    book = book_of(way("f0=a?b", "f1=a"), impossible=((("f0", "a"), ("f2", "a")),))
    for answers, may_be in (({}, True), ({"f2": "a"}, False), ({"f2": "b"}, True)):
        standing, ranges = standing_of(book, answers), book.possible(answers)
        assert standing.may_be_met(ranges) is may_be


@pytest.mark.parametrize(
    ("ways", "soon"),
    [
        # Whoever says b of f1 meets the first way and not the second: then f0 decides.
        ([way("f0=a", "f1=ab"), way("f0=b", "f1=a"), way("f2=a")], {"f0", "f1"}),
        # To meet a way counts more than to fail two others.
        (
            [way("f0=a", "f1=b"), way("f3=a", "f1=b"), way("f3=b", "f1=b"), way("f2=a")],
            {"f0", "f1", "f3"},
        ),
        ([way("f0=a", "f1=a"), way("f0=bc", "f1=bc"), way("f2=a")], {"f0", "f1"}),
        ([way("f0=a"), way("f0=ab", "f2=a")], {"f0"}),
    ],
)
def test_what_decides_is_soon_seen_beside_what_is_not_known(
    ways: list[Way], soon: set[str]
) -> None:
    book, answers = book_of(*ways), {"f2": "-"}
    standing, ranges = standing_of(book, answers), book.possible(answers)
    assert soon_deciding(book, standing, answers, ranges) == soon
    assert deciding_questions(book, standing, answers, ranges) == soon
    assert soon_deciding(book, standing, answers, ranges, {"f0"}) == soon - {"f0"}
    assert deciding_questions(book, standing, answers, ranges, {"f0"}) == soon - {"f0"}


def test_what_nothing_decides_any_more_is_not_asked() -> None:
    """While it is not known whether f2 meets the first way, the second one can add nothing."""
    book, answers = book_of(way("f2=a"), way("f0=a", "f2=b")), {"f2": "-"}
    standing, ranges = standing_of(book, answers), book.possible(answers)
    assert deciding_questions(book, standing, answers, ranges) == set()
    assert questions_to_settle(book, standing, answers, ranges) == {"f2"}


def told_of(book: RuleBook, answers: dict[str, str]) -> Result:
    (result,) = evaluate(book, answers)
    return result


def test_a_rule_that_is_open_is_told_by_the_way_with_the_least_to_ask() -> None:
    """Though more is met of the other, and more of it is left."""
    book = book_of(way("m0=a", "f1=a", "f2=a", "f3=a"), way("m1=a", "f0=a"))
    assert told_of(book, {"m0": "a"}).way == 1


def test_what_was_answered_and_is_unclear_is_told_of_every_way_that_is_open() -> None:
    both = book_of(way("f0=a?b"), way("f1=a?b", "f2=a"))
    assert [each.question for each in told_of(both, {"f0": "b", "f1": "b"}).unclear] == ["f0", "f1"]
    alone = told_of(book_of(way("f0=a", "f1=a?b")), {"f0": "b", "f1": "b"})
    assert alone.outcome == "no" and [each.question for each in alone.unclear] == ["f1"]


TWO_GONE: tuple[tuple[Fact, ...], ...] = (
    (("f2", "c"), ("f0", "a")),
    (("f2", "c"), ("f1", "a")),
    (("f0", "a"), ("f1", "a")),
    (("f2", "c"), ("f3", "a")),
)


def test_a_no_by_inference_is_told_by_the_combinations_that_lack_what_is_needed() -> None:
    """Not by one that lacks two facts, nor by one that takes away what nobody asks for."""
    told = told_of(book_of(way("f0=a", "f1=a"), impossible=TWO_GONE), {"f2": "c"})
    assert (told.outcome, told.ruled_out) == ("no", TWO_GONE[:2])


def test_what_was_said_tells_a_no_alone() -> None:
    answers = {"f2": "c", "f0": "b"}
    told = told_of(book_of(way("f0=a", "f1=a"), impossible=TWO_GONE), answers)
    assert ([each.question for each in told.unmet], told.ruled_out) == (["f0"], ())


def test_the_citizen_mends_what_was_answered() -> None:
    told = told_of(book_of(way("m0=a", "f0=a")), {"m0": "b", "f0": "a"})
    assert [(each.condition.question, each.changeable) for each in told.changes] == [("m0", "self")]


def test_what_can_change_depends_on_what_was_answered() -> None:
    once = Question("f0", ("a", "b", "c"), 0, changeable_from=(("b", "time"),))
    book = RuleBook((once,), (Rule("s", "yes", (way("f0=a"),)),), ("s",))
    for answer, changeable in (("b", "time"), ("c", "no")):
        assert [each.changeable for each in told_of(book, {"f0": answer}).changes] == [changeable]
