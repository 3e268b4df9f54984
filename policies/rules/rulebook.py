"""The values that the wizard's engine works on: questions, conditions, rules, results.

Pure: no ORM, no request, no clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

DONT_KNOW = "-"  # in addresses and cases: to a question, and to what happened

Verdict = Literal["yes", "conditional", "no"]
Outcome = Literal["yes", "conditional", "no", "needs", "none"]
Changeable = Literal["self", "time", "no"]

Answers = Mapping[str, str]  # question → option or DONT_KNOW; unknown codes are ignored
Fact = tuple[str, str]  # a question and one of its options
Ranges = Mapping[str, frozenset[str]]  # question → the options still possible, never none


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its option codes in the order shown; pinned ones are asked first."""

    code: str
    options: tuple[str, ...]
    position: int
    pin: int | None = None
    changeable: Changeable = "no"

    @property
    def editors_order(self) -> tuple[bool, int, int, str]:
        """Sort key: pinned by rank, then the others by position, then by code."""
        return (self.pin is None, self.pin or 0, self.position, self.code)


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when the answer to the question is one of those accepted."""

    id: int
    question: str
    accepts: frozenset[str]
    text_if_unmet: str
    source: str


Way = tuple[Condition, ...]  # all must hold


@dataclass(frozen=True, slots=True)
class Rule:
    """What applies to one scenario: any one of its ways is enough."""

    scenario: str
    verdict: Verdict
    ways: tuple[Way, ...] = ()
    modelled: bool = True
    conflicting: bool = False

    @property
    def is_settled(self) -> bool:
        """No answer changes it."""
        return self.verdict == "no" or not self.ways

    @property
    def settled_outcome(self) -> Outcome:
        """How a settled rule ends: a plain yes only where the rows say all and sources agree."""
        return self.best_outcome if self.verdict == "yes" else self.verdict

    @property
    def best_outcome(self) -> Outcome:
        """What a met way may promise: the rows must say all, and the sources agree."""
        return "yes" if self.modelled and not self.conflicting else "conditional"


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of one region on one day, for the scenarios asked about.

    A scenario without a rule ends as "none"; rules of other scenarios play no part.
    Raises ValueError, naming the row, for facts that its questions do not have.
    """

    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    scenarios: tuple[str, ...]
    impossible: tuple[tuple[Fact, ...], ...] = ()

    by_code: Mapping[str, Question] = field(init=False, repr=False, compare=False)
    rule_of: Mapping[str, Rule] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check the rows and derive the look-ups that every call needs."""
        if problems := _problems(self):
            raise ValueError("; ".join(problems))
        asked = {rule.scenario: rule for rule in self.rules if rule.scenario in self.scenarios}
        derive = object.__setattr__  # the dataclass is frozen
        derive(self, "by_code", {question.code: question for question in self.questions})
        derive(self, "rule_of", asked)


@dataclass(frozen=True, slots=True)
class Change:
    """What would have to change: by the citizen, by time, or not at all."""

    condition: Condition
    changeable: Changeable


@dataclass(frozen=True, slots=True)
class Result:
    """How one scenario ends, with its reasons.

    yes, conditional: `way` (its index) and `met`, empty when the rule has no conditions.
    no: `unmet`, the conditions that were answered otherwise, of the way that fails in the fewest;
    where only inferred answers are against it, `ruled_out`: the combinations they come from. Both
    are empty for a plain no.
    needs: `open_questions`, in the editors' order, "I don't know" included.
    """

    scenario: str
    outcome: Outcome
    way: int | None = None
    met: Way = ()
    unmet: Way = ()
    changes: tuple[Change, ...] = ()
    ruled_out: tuple[tuple[Fact, ...], ...] = ()
    open_questions: tuple[str, ...] = ()


def _problems(book: RuleBook) -> list[str]:
    """What no honest book holds, in words that name the row."""
    problems = []
    known = {(question.code, option) for question in book.questions for option in question.options}
    for condition in (each for rule in book.rules for way in rule.ways for each in way):
        accepted = {(condition.question, option) for option in condition.accepts}
        if not accepted or not accepted <= known:
            problems.append(f"condition {condition.id} accepts nothing, or what is no option")
    for facts in book.impossible:
        if not known.issuperset(facts):
            problems.append(f"impossible combination of what is no option: {facts}")
    if len({question.code for question in book.questions}) < len(book.questions):
        problems.append("two questions have the same code")
    if len({rule.scenario for rule in book.rules}) < len(book.rules):
        problems.append("two rules have the same scenario")
    return problems
