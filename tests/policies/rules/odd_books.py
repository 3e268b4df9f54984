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
