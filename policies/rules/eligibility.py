"""What the rules say of a citizen's answers, and which question is worth asking next.

Pure: values in, values out; no ORM, no request, no clock. Rules declare conditions and
there is no goto: the walk, its end and every explanation are derived from the same rows.

A question that is not answered, or answered with "I don't know", keeps every option that
the other answers leave possible (its *range*). A condition is met when its whole range is
accepted, unmet when none of it is, open otherwise: nothing missing ever counts as no.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from policies.rules.deciding import deciding_questions, open_ways, questions_of
from policies.rules.rulebook import (
    DONT_KNOW,
    Answers,
    Change,
    Condition,
    Fact,
    Question,
    Ranges,
    Result,
    Rule,
    RuleBook,
    Way,
)

__all__ = [
    "DONT_KNOW",
    "Answers",
    "Change",
    "Condition",
    "Question",
    "Result",
    "Rule",
    "RuleBook",
    "Way",
    "evaluate",
    "next_question",
    "possible_options",
    "questions_left_at_most",
    "relevant_answers",
]


def evaluate(book: RuleBook, answers: Answers) -> tuple[Result, ...]:
    """Return one result a scenario of the book, in its order.

    Sound: an outcome other than "needs" is the outcome of every way to complete the
    answers without an impossible combination. More answers therefore never flip it.
    """
    usable = _usable(book, answers)
    ranges = _ranges(book, usable)
    given = {fact for fact in usable.items() if fact[1] != DONT_KNOW}
    return tuple(_result(book, scenario, ranges, given) for scenario in book.scenarios)


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
    """Return the answers that the walk from nothing takes, in the order it takes them.

    This is the canonical form of any answers. Where the question asked next has no usable
    answer (missing, unknown, or impossible after those before), the walk goes on with another
    that can still matter and has one, so that changing one answer keeps the rest; what can no
    longer matter is dropped.
    """
    taken: dict[str, str] = {}
    for _ in book.questions:  # no honest walk is longer, and a public page must not spin
        for question in _asking_order(book, taken):
            answer = answers.get(question.code)
            if answer in (DONT_KNOW, *possible_options(book, taken, question.code)):
                taken[question.code] = answer
                break
        else:
            break
    return tuple(taken.items())


def _asking_order(book: RuleBook, answers: Answers) -> list[Question]:
    """The question asked next, then the others that can still matter, in the editors' order."""
    first = next_question(book, answers)
    if first is None:
        return []
    others = (book.by_code[code] for code in _stand(book, answers).askable() - {first.code})
    return [first, *sorted(others, key=lambda question: question.editors_order)]


def questions_left_at_most(book: RuleBook, answers: Answers) -> int:
    """Return how many questions may still follow: no walk is longer.

    No answer opens a question that was settled, and an "I don't know" may spare others.
    """
    return len(_stand(book, answers).askable())


@dataclass(frozen=True, slots=True)
class _Position:
    """Where a citizen stands: the usable answers, and what they leave open."""

    answers: Answers
    ranges: Ranges
    undecided: tuple[tuple[frozenset[str], tuple[Way, ...]], ...]
    """Of each rule that is still open, its open questions and what is open of its ways."""

    def askable(self) -> frozenset[str]:
        """Questions not asked yet whose answer can still change a result."""
        unknown = {code for code, answer in self.answers.items() if answer == DONT_KNOW}
        each = (
            codes if codes.isdisjoint(unknown) else deciding_questions(ways, self.ranges, unknown)
            for codes, ways in self.undecided
        )
        return frozenset[str]().union(*each).difference(self.answers)

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
    return questions_of((way,)) - {question}, options.intersection(*accepted)


def _stand(book: RuleBook, answers: Answers) -> _Position:
    usable = _usable(book, answers)
    ranges = _ranges(book, usable)
    rules = (rule for rule in book.rule_of.values() if not rule.is_settled)
    left = [open_ways(rule, ranges) for rule in rules]
    undecided = tuple((questions_of(ways), ways) for ways in left if ways)
    return _Position(usable, ranges, undecided)


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


def _result(book: RuleBook, scenario: str, ranges: Ranges, given: Set[Fact]) -> Result:
    rule = book.rule_of.get(scenario)
    if rule is None:
        return Result(scenario, "none")
    if rule.is_settled:
        return Result(scenario, rule.settled_outcome)
    if undecided := open_ways(rule, ranges):
        in_order = sorted(
            questions_of(undecided), key=lambda code: book.by_code[code].editors_order
        )
        return Result(scenario, "needs", open_questions=tuple(in_order))
    for index, way in enumerate(rule.ways):
        if all(ranges[condition.question] <= condition.accepts for condition in way):
            return Result(scenario, rule.best_outcome, way=index, met=way)
    return _refusal(book, rule, ranges, given)


def _refusal(book: RuleBook, rule: Rule, ranges: Ranges, given: Set[Fact]) -> Result:
    """A no with what was answered against it.

    An answer that was only inferred explains nothing: where a way fails by nothing else, the
    combinations that rule it out do.
    """
    answered = {code for code, _ in given}
    failing = [_unmet(way, ranges) for way in rule.ways]
    said = [tuple(each for each in unmet if each.question in answered) for unmet in failing]
    shown = min(range(len(failing)), key=lambda way: (not said[way], len(failing[way])))
    changes = tuple(Change(each, book.by_code[each.question].changeable) for each in said[shown])
    ruled_out = () if said[shown] else _ruling_out(book, given, failing[shown])
    return Result(rule.scenario, "no", unmet=said[shown], changes=changes, ruled_out=ruled_out)


def _ruling_out(book: RuleBook, given: Set[Fact], unmet: Way) -> tuple[tuple[Fact, ...], ...]:
    """The combinations by which answers make conditions impossible to meet."""
    wanted = {(each.question, option) for each in unmet for option in each.accepts}
    missing = ((each, set(each) - given) for each in book.impossible)
    return tuple(each for each, left in missing if len(left) == 1 and left <= wanted)


def _unmet(way: Way, ranges: Ranges) -> Way:
    return tuple(each for each in way if ranges[each.question].isdisjoint(each.accepts))
