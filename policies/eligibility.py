"""What the rules say of a citizen's answers, and which question is worth asking next.

Pure: values in, values out; no ORM, no request, no clock. Rules declare conditions and
there is no goto: the walk, its end and every explanation are derived from the same rows.

A question that is not answered, or answered with "I don't know", keeps every option that
the other answers leave possible (its *range*). A condition is met when its whole range is
accepted, unmet when none of it is, open otherwise: nothing missing ever counts as no.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

DONT_KNOW = "-"

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
    no: `unmet`, the conditions of the way that fails in the fewest; empty for a plain no.
    needs: `open_questions`, in the editors' order, "I don't know" included.
    """

    scenario: str
    outcome: Outcome
    way: int | None = None
    met: Way = ()
    unmet: Way = ()
    changes: tuple[Change, ...] = ()
    open_questions: tuple[str, ...] = ()


def evaluate(book: RuleBook, answers: Answers) -> tuple[Result, ...]:
    """Return one result a scenario of the book, in its order.

    Sound: an outcome other than "needs" is the outcome of every way to complete the
    answers without an impossible combination. More answers therefore never flip it.
    """
    ranges = _ranges(book, _usable(book, answers))
    return tuple(_result(book, scenario, ranges) for scenario in book.scenarios)


def next_question(book: RuleBook, answers: Answers) -> Question | None:
    """Return the question most worth asking now; None when no answer changes a result.

    Pinned questions come first. Of the others, the one that leaves the fewest questions
    to ask, averaged over its possible options; ties in the editors' order.
    """
    position = _stand(book, answers)
    candidates = sorted(
        (book.by_code[code] for code in position.askable()),
        key=lambda question: question.editors_order,
    )
    if not candidates:
        return None
    if len(candidates) == 1 or candidates[0].pin is not None:
        return candidates[0]
    return min(candidates, key=position.expected_questions)


def possible_options(book: RuleBook, answers: Answers, code: str) -> tuple[str, ...]:
    """Return the options of a question that the answers leave possible, in its order."""
    possible = _ranges(book, _usable(book, answers))[code]
    return tuple(option for option in book.by_code[code].options if option in possible)


def relevant_answers(book: RuleBook, answers: Answers) -> tuple[Fact, ...]:
    """Return the answers that the walk from nothing takes, in the order it asks.

    This is the canonical form of any answers. The walk stops at the first question without
    a usable answer (missing, unknown, or impossible after those before); the rest is dropped.
    """
    taken: dict[str, str] = {}
    for _ in book.questions:  # no honest walk is longer, and a public page must not spin
        question = next_question(book, taken)
        if question is None:
            break
        answer = answers.get(question.code)
        if answer not in (DONT_KNOW, *possible_options(book, taken, question.code)):
            break
        taken[question.code] = answer
    return tuple(taken.items())


def questions_left_at_most(book: RuleBook, answers: Answers) -> int:
    """Return the length of the longest walk that may still follow.

    Exact, without walking: no answer opens a question that was settled, and whoever
    says "I don't know" each time is asked every question that is open now.
    """
    return len(_stand(book, answers).askable())


@dataclass(frozen=True, slots=True)
class _Position:
    """Where a citizen stands: the usable answers, and what they leave open."""

    book: RuleBook
    answers: Answers
    ranges: Ranges
    undecided: tuple[tuple[frozenset[str], tuple[Way, ...]], ...]
    """Of each rule that is still open, its open questions and what is open of its ways."""

    def askable(self) -> frozenset[str]:
        """Questions not asked yet whose answer can still change a result."""
        codes = frozenset[str]().union(*(codes for codes, _ in self.undecided))
        return codes.difference(self.answers)

    def expected_questions(self, question: Question) -> float:
        """How many questions stay open after this one, averaged over its options.

        What an option makes impossible elsewhere is left out: it changes the order at most.
        """
        code, options = question.code, self.ranges[question.code]
        untouched: set[str] = set()
        touched = []
        for codes, ways in self.undecided:
            if code in codes:
                touched.append([_without(way, code, options) for way in ways])
            else:
                untouched |= codes
        total = 0
        for option in options:
            still_open = set(untouched)
            for ways_left in touched:
                passing = [rest for rest, accepts in ways_left if option in accepts]
                if all(passing):
                    still_open.update(*passing)
            total += len(still_open.difference(self.answers))
        return total / len(options)


def _without(
    way: Way, question: str, options: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """The other questions of a way, and the options of this one that it lets pass."""
    accepted = [each.accepts for each in way if each.question == question]
    return _questions((way,)) - {question}, options.intersection(*accepted)


def _stand(book: RuleBook, answers: Answers) -> _Position:
    usable = _usable(book, answers)
    ranges = _ranges(book, usable)
    rules = (rule for rule in book.rule_of.values() if not rule.is_settled)
    left = [_undecided(rule, ranges) for rule in rules]
    undecided = tuple((_questions(ways), ways) for ways in left if ways)
    return _Position(book, usable, ranges, undecided)


def _usable(book: RuleBook, answers: Answers) -> Answers:
    """Only the answers to questions of the book with one of their options, or DONT_KNOW."""
    return {
        code: answer
        for code, answer in answers.items()
        if code in book.by_code and answer in (DONT_KNOW, *book.by_code[code].options)
    }


def _ranges(book: RuleBook, answers: Answers) -> Ranges:
    """What stays possible of every question (forward checking).

    A combination takes an option away once its other facts are given. A given answer stands,
    even an impossible one. Where no option is left, nothing is known of that question.
    """
    every = {question.code: frozenset(question.options) for question in book.questions}
    given = {fact for fact in answers.items() if fact[1] != DONT_KNOW}
    ranges = every | {code: frozenset((option,)) for code, option in given}
    for combination in book.impossible:
        missing = set(combination) - given
        if len(missing) == 1:
            ((code, option),) = missing
            ranges[code] -= {option}
    return {code: possible or every[code] for code, possible in ranges.items()}


def _result(book: RuleBook, scenario: str, ranges: Ranges) -> Result:
    rule = book.rule_of.get(scenario)
    if rule is None:
        return Result(scenario, "none")
    if rule.is_settled:
        return Result(scenario, rule.verdict)
    if undecided := _undecided(rule, ranges):
        in_order = sorted(_questions(undecided), key=lambda code: book.by_code[code].editors_order)
        return Result(scenario, "needs", open_questions=tuple(in_order))
    for index, way in enumerate(rule.ways):
        if all(ranges[condition.question] <= condition.accepts for condition in way):
            return Result(scenario, rule.best_outcome, way=index, met=way)
    fewest = min((_unmet(way, ranges) for way in rule.ways), key=len)
    changes = tuple(Change(each, book.by_code[each.question].changeable) for each in fewest)
    return Result(scenario, "no", unmet=fewest, changes=changes)


def _unmet(way: Way, ranges: Ranges) -> Way:
    return tuple(each for each in way if ranges[each.question].isdisjoint(each.accepts))


def _undecided(rule: Rule, ranges: Ranges) -> tuple[Way, ...]:
    """What stays open of its ways; nothing once one of them is met or all have failed."""
    undecided = []
    for way in rule.ways:
        still_open = []
        for condition in way:
            possible = ranges[condition.question]
            if possible.isdisjoint(condition.accepts):
                break
            if not possible <= condition.accepts:
                still_open.append(condition)
        else:
            if not still_open:
                return ()
            undecided.append(tuple(still_open))
    return tuple(undecided)


def _questions(ways: tuple[Way, ...]) -> frozenset[str]:
    return frozenset([condition.question for way in ways for condition in way])


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
