"""The book that the wizard's engine walks, of rules that agree with their questions, and what it
finds.

Pure: no ORM, no request, no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace

from policies.rules.excluded import Exclusions, exclusions
from policies.rules.reckoned import Reckoned
from policies.rules.rule import (
    DONT_KNOW,
    Answers,
    Asked,
    AskedWay,
    Changeable,
    Condition,
    Fact,
    Outcome,
    Question,
    Ranges,
    Rule,
    Verdict,
    Way,
)

__all__ = [
    "DONT_KNOW",
    "Answers",
    "Asked",
    "AskedWay",
    "Change",
    "Changeable",
    "Condition",
    "Fact",
    "Outcome",
    "Question",
    "Ranges",
    "Result",
    "Rule",
    "RuleBook",
    "Verdict",
    "Way",
]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of one region on one day, for the scenarios asked about.

    A scenario without a rule ends as "none"; rules of other scenarios play no part. A residual
    option is unclear to every condition of the book, whether it was accepted or rejected.
    Raises ValueError, naming the row, for facts that its questions do not have.
    """

    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    scenarios: tuple[str, ...]
    impossible: tuple[tuple[Fact, ...], ...] = ()

    by_code: Mapping[str, Question] = field(init=False, repr=False, compare=False)
    every: Ranges = field(init=False, repr=False, compare=False)
    exclusions: Exclusions = field(init=False, repr=False, compare=False)
    """The impossible combinations, looked up by what they speak of."""
    linked: frozenset[str] = field(init=False, repr=False, compare=False)
    """The questions whose answers an impossible combination speaks of."""
    rule_of: Mapping[str, Rule] = field(init=False, repr=False, compare=False)
    asked: Mapping[str, tuple[AskedWay, ...]] = field(init=False, repr=False, compare=False)
    """Scenario → what is asked in each way of its rule, for the rules that are not settled."""
    asks: frozenset[str] = field(init=False, repr=False, compare=False)
    """The questions that these rules ask."""
    settled: Mapping[str, Result] = field(init=False, repr=False, compare=False)
    """Scenario → how it ends whatever is answered, for all the others."""
    reckoned: Reckoned = field(init=False, repr=False, compare=False, default_factory=Reckoned)

    def __post_init__(self) -> None:
        """Check the rows and derive the look-ups that every call needs."""
        if problems := _problems(self):
            raise ValueError("; ".join(problems))
        derive = object.__setattr__  # the dataclass is frozen
        derive(self, "by_code", {question.code: question for question in self.questions})
        options = tuple((each.code, frozenset(each.options)) for each in self.questions)
        derive(self, "exclusions", exclusions(options, self.impossible))
        derive(self, "every", self.exclusions.every)
        derive(self, "linked", frozenset(code for facts in self.impossible for code, _ in facts))
        derive(self, "rules", tuple(_without_residuals(rule, self.by_code) for rule in self.rules))
        rule_of = {rule.scenario: rule for rule in self.rules if rule.scenario in self.scenarios}
        derive(self, "rule_of", rule_of)
        asked = {code: _asked_ways(self, rule) for code, rule in rule_of.items()}
        derive(self, "asked", {code: ways for code, ways in asked.items() if ways})
        every_way = [way for ways in self.asked.values() for way in ways]
        derive(self, "asks", frozenset(each.question for way in every_way for each in way.asked))
        settled = (code for code in self.scenarios if code not in self.asked)
        derive(self, "settled", {code: _settled(code, rule_of.get(code)) for code in settled})

    def possible(self, answers: Answers) -> Ranges:
        """What answers to its questions leave possible of every question (forward checking)."""
        return self.exclusions.possible(answers)

    def is_possible(self, answers: Answers) -> bool:
        """Whether answers hold no impossible combination."""
        given = answers.items()
        return not any(given >= {*facts} for facts in self.impossible)

    def in_editors_order(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Codes of its questions as editors put them."""
        return tuple(sorted(codes, key=lambda code: self.by_code[code].editors_order))


@dataclass(frozen=True, slots=True)
class Change:
    """What would have to change: by the citizen, by time, or not at all."""

    condition: Condition
    changeable: Changeable


@dataclass(frozen=True, slots=True)
class Result:
    """How one scenario ends, with its reasons.

    All but `open_questions` and `ruled_out` speak of one way of the rule, `way` (its index): the
    one that is met or, of those that are not, the one nearest to it. `met` are its conditions that
    hold, `unasked` those that are not asked or were not, as nothing depended on them any more.
    yes: nothing is missing. conditional: `unasked` and what the sources leave open; with `unmet`,
    what the citizen can mend in one step and has not.
    no: `unmet`, the conditions that were answered otherwise, of the way that fails in the fewest;
    where only inferred answers are against it, `ruled_out`: the combinations they come from.
    needs: `open_questions`, in the editors' order, "I don't know" included, and `unclear`, the
    conditions that were answered with what the source does not speak of.
    A rule without conditions explains nothing.
    """

    scenario: str
    outcome: Outcome
    way: int | None = None
    met: Way = ()
    unmet: Way = ()
    changes: tuple[Change, ...] = ()
    ruled_out: tuple[tuple[Fact, ...], ...] = ()
    open_questions: tuple[str, ...] = ()
    unasked: Way = ()
    unclear: Way = ()


def _without_residuals(rule: Rule, questions: Mapping[str, Question]) -> Rule:
    """The rule with the residual options of each question among its conditions' unclear ones."""
    ways = tuple(
        tuple(
            replace(each, accepts=each.accepts - residual, unclear=each.unclear | residual)
            if (residual := questions[each.question].residual if each.question else None)
            else each
            for each in way
        )
        for way in rule.ways
    )
    return replace(rule, ways=ways)


def _settled(scenario: str, rule: Rule | None) -> Result:
    """How a scenario ends that no answer changes."""
    if rule is None:
        return Result(scenario, "none")
    index = rule.unasked_way
    unasked = () if index is None else rule.ways[index]
    return Result(scenario, rule.settled_outcome, way=index, unasked=unasked)


def _asked_ways(book: RuleBook, rule: Rule) -> tuple[AskedWay, ...]:
    """What a rule asks, way by way; nothing if no answer changes it."""
    if rule.is_settled:
        return ()
    return tuple(
        AskedWay(
            index,
            tuple(_asked(row, row.question, rule, book) for row in way if row.question is not None),
        )
        for index, way in enumerate(rule.ways)
    )


def _asked(row: Condition, code: str, rule: Rule, book: RuleBook) -> Asked:
    """A condition as the engine weighs it.

    An answer can be mended where the citizen can change it in one step, and into one that no
    combination forbids: so it never depends on what else is answered. A no has nothing to mend.
    """
    forbidden = {option for each in book.impossible for asked, option in each if asked == code}
    question, allowed = book.by_code[code], row.accepts | row.unclear
    may_mend = rule.verdict != "no" and not row.accepts <= forbidden
    rejected = [each for each in question.options if may_mend and each not in allowed]
    return Asked(
        question=code,
        accepts=row.accepts,
        unclear=row.unclear,
        allowed=allowed,
        mendable=frozenset(each for each in rejected if question.change_from(each) == "self"),
        row=row,
    )


def _problems(book: RuleBook) -> list[str]:
    """What no honest book holds, in words that name the row."""
    problems = []
    known = {(question.code, option) for question in book.questions for option in question.options}
    for rule in book.rules:
        if () in rule.ways:
            problems.append(f"a way of {rule.scenario} has no condition")
        for condition in (each for way in rule.ways for each in way):
            problems += _problems_of(condition, known)
    for facts in book.impossible:
        if not known.issuperset(facts):
            problems.append(f"impossible combination of what is no option: {facts}")
    if len({question.code for question in book.questions}) < len(book.questions):
        problems.append("two questions have the same code")
    if len({rule.scenario for rule in book.rules}) < len(book.rules):
        problems.append("two rules have the same scenario")
    return problems


def _problems_of(condition: Condition, known: Set[Fact]) -> list[str]:
    named = condition.accepts | condition.unclear
    if condition.question is None:
        problem = "is not asked and names options" if named else ""
    elif not named or not {(condition.question, option) for option in named} <= known:
        problem = "accepts nothing, or names what is no option"
    else:
        problem = "accepts what is unclear" if condition.accepts & condition.unclear else ""
    return [f"condition {condition.id} {problem}"] if problem else []
