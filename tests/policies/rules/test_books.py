"""What a rule book makes of its rows: which it refuses, and what it derives of the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from policies.rules.eligibility import Condition, Question, Result, Rule, RuleBook, evaluate
from policies.rules.rulebook import Fact, Verdict

WORDED = Question("ret", ("yes", "no"), 0, words="退休了吗？", option_words=(("yes", "是"),))
ASKED = Question("q0", ("a", "b", "c"), 0)


def row(
    accepts: str, unclear: str = "", *, question: str | None = "q0", number: int = 1
) -> Condition:
    return Condition(number, question, frozenset(accepts), "unmet", "LAW", frozenset(unclear))


def of(
    *ways: Iterable[Condition],
    question: Question = ASKED,
    verdict: Verdict = "yes",
    impossible: tuple[tuple[Fact, ...], ...] = (),
) -> RuleBook:
    """A book of one rule that asks one question."""
    rule = Rule("s", verdict, tuple(map(tuple, ways)))
    return RuleBook((question, WORDED), (rule,), ("s",), impossible)


@pytest.mark.parametrize(
    ("option", "said"),
    [("yes", "退休了吗？是"), ("-", "退休了吗？不知道"), ("no", "ret=no")],
)
def test_an_answer_is_said_in_words_where_it_has_them(option: str, said: str) -> None:
    assert WORDED.said(option) == said
    assert Question("ret", ("yes", "no"), 0).said("-") == "ret=-"


def test_an_answer_may_change_otherwise_than_the_others_of_its_question() -> None:
    question = Question("q0", ("a", "b"), 0, changeable="no", changeable_from=(("b", "self"),))
    assert (question.change_from("a"), question.change_from("b")) == ("no", "self")


@pytest.mark.parametrize(
    ("condition", "problem"),
    [
        (row("a", question=None, number=7), "condition 7 is not asked and names options"),
        (row("ab", "bc", number=7), "condition 7 accepts what is unclear"),
        (row("", number=7), "condition 7 accepts nothing, or names what is no option"),
        (row("ax", number=7), "condition 7 accepts nothing, or names what is no option"),
    ],
)
def test_a_row_that_says_what_cannot_be_is_refused_by_its_number(
    condition: Condition, problem: str
) -> None:
    with pytest.raises(ValueError, match=f"^{problem}$"):
        of([condition])


def test_all_that_is_wrong_is_told_at_once() -> None:
    rules = (Rule("s", "yes", ((row("x", number=7), row("y", number=8)), ())), Rule("s", "no"))
    with pytest.raises(ValueError, match="condition 7") as refused:
        RuleBook((ASKED, ASKED), rules, ("s",), ((("q0", "x"),),))
    assert str(refused.value).split("; ") == [
        "a way of s has no condition",
        "condition 7 accepts nothing, or names what is no option",
        "condition 8 accepts nothing, or names what is no option",
        "impossible combination of what is no option: (('q0', 'x'),)",
        "two questions have the same code",
        "two rules have the same scenario",
    ]


def test_answers_are_possible_unless_they_hold_a_whole_combination() -> None:
    both = (("q0", "a"), ("ret", "no"))
    book = of([row("a")], impossible=(both,))
    assert not book.is_possible(dict(both))
    assert not book.is_possible({**dict(both), "other": "x"})
    assert book.is_possible({"q0": "a", "ret": "yes"}) and book.is_possible({"q0": "a"})


def test_books_of_the_same_questions_share_what_their_combinations_exclude() -> None:
    both = ((("q0", "a"), ("ret", "no")),)
    book = of([row("a")], impossible=both)
    assert of([row("b")], verdict="no", impossible=both).exclusions is book.exclusions
    fewer = replace(ASKED, options=ASKED.options[:2])
    assert of([row("a")], question=fewer, impossible=both).possible({})["q0"] == {"a", "b"}
    assert of([row("a")]).possible({"ret": "no"})["q0"] == book.possible({})["q0"]
    assert book.possible({"ret": "no"})["q0"] == book.possible({})["q0"] - {"a"}


def test_what_says_only_what_is_not_the_case_is_unclear_to_every_condition() -> None:
    somebody_else = Question("q0", ("a", "b", "c"), 0, residual=frozenset("bc"))
    ways = [row("ab")], [row("a", "b"), row("", question=None, number=2)]
    (rule,) = of(*ways, question=somebody_else).rules
    assert rule.ways == ((row("a", "bc"),), (row("a", "bc"), ways[1][1]))
    (untouched,) = of(*ways).rules
    assert untouched.ways == (tuple(ways[0]), tuple(ways[1]))


def test_a_way_of_which_nothing_is_asked_settles_its_rule() -> None:
    unasked = row("", question=None, number=2)
    book = of([row("a")], [unasked])
    expected = Result("s", "conditional", way=1, unasked=(unasked,))
    assert evaluate(book, {}) == evaluate(book, {"q0": "b"}) == (expected,)
    assert not book.asks


def test_what_can_be_mended_are_rejected_options_that_the_citizen_can_change() -> None:
    only_from_b = Question("q0", ("a", "b", "c"), 0, changeable_from=(("b", "self"),))
    can_mend = of([row("a")], question=only_from_b)
    assert mendable(can_mend) == {"b"}
    assert mendable(of([row("a", "b")], question=only_from_b)) == set()
    assert mendable(of([row("a")])) == set()
    assert mendable(of([row("a")], question=only_from_b, verdict="no")) == set()


def test_nothing_is_mended_into_what_a_combination_forbids() -> None:
    willing = Question("q0", ("a", "b", "c"), 0, changeable="self")
    forbidden = ((("q0", "a"), ("ret", "no")),)
    assert mendable(of([row("a")], question=willing, impossible=forbidden)) == set()
    assert mendable(of([row("ab")], question=willing, impossible=forbidden)) == {"c"}


def mendable(book: RuleBook) -> set[str]:
    ((way,),) = book.asked.values()
    return {option for each in way.asked for option in each.mendable}
