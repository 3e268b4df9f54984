"""Rule books that random ones once found something in."""

from __future__ import annotations

from policies.rules.eligibility import Condition, Question, Rule, RuleBook
from policies.rules.rulebook import Changeable


def what_breaks_may_stay_unclear() -> RuleBook:
    """Whoever says b of the second fails the first way in what can be mended, if the source means
    b at all; then the third question, of a way that has to be mended anyway, tells more."""
    rows = [
        Condition(1, "q1", frozenset("a"), "x", "LAW"),
        Condition(2, "q1", frozenset("a"), "x", "LAW", frozenset("b")),
    ]
    mended = [Condition(3 + n, f"q{n * 2}", frozenset("ba"[n]), "x", "LAW") for n in range(2)]
    how: tuple[Changeable, ...] = ("self", "self", "no")
    questions = tuple(Question(f"q{n}", ("a", "b"), n, changeable=how[n]) for n in range(3))
    rule = Rule("s", "yes", (tuple(rows), tuple(mended)))
    return RuleBook(questions, (rule,), ("s",))


def what_hides_that_a_way_is_shadowed() -> RuleBook:
    """The last way of s0 is shadowed by the first, so that q0 decides nothing. That is looked into
    while the way that nobody can be sure to meet is open, and not once q2 has closed it."""

    def row(question: str, accepts: str, unclear: str = "") -> Condition:
        return Condition(0, question, frozenset(accepts), "x", "LAW", frozenset(unclear))

    ways = (
        (row("q1", "ac", "b"),),
        (row("q2", "a"), row("q0", "", "b")),
        (row("q0", "a", "b"), row("q1", "a", "b")),
    )
    questions = (Question("q0", ("a", "b"), 0, pin=1), Question("q1", ("a", "b", "c"), 0))
    return RuleBook(
        (*questions, Question("q2", ("a", "b"), 0, pin=0)),
        (Rule("s0", "yes", ways), Rule("s1", "yes", ((row("q2", "a"),),))),
        ("s0", "s1"),
    )
