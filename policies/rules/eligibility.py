"""What the rules say of a citizen's answers, and which question is worth asking next.

Pure: values in, values out; no ORM, no request, no clock. Rules declare conditions and
there is no goto: the walk, its end and every explanation are derived from the same rows.

A question that is not answered, or answered with "I don't know", keeps every option that
the other answers leave possible (its *range*). A condition is met when its whole range is
accepted, unmet when the source rejects all of it, open otherwise: nothing missing ever counts as
no, and neither does an answer of which the source does not say.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from policies.rules.explaining import result
from policies.rules.position import Position
from policies.rules.reckoned import once
from policies.rules.rulebook import (
    DONT_KNOW,
    Answers,
    Change,
    Condition,
    Fact,
    Question,
    Result,
    Rule,
    RuleBook,
    Way,
)
from policies.rules.shortest import first_of_shortest, is_small

# So many positions are looked at to say how long a walk may be; a page waits for it.
MOST_POSITIONS = 24

__all__ = [
    "DONT_KNOW",
    "Answers",
    "Change",
    "Condition",
    "Kept",
    "Question",
    "Result",
    "Rule",
    "RuleBook",
    "Way",
    "evaluate",
    "kept_answers",
    "next_question",
    "possible_options",
    "questions_left_at_most",
    "relevant_answers",
]


@dataclass(frozen=True, slots=True)
class Kept:
    """What becomes of answers: those in use, in the order in which the walk takes them, then those
    it does not need; and those that cannot be true beside them, in the editors' order."""

    used: tuple[Fact, ...] = ()
    set_aside: tuple[Fact, ...] = ()


def evaluate(book: RuleBook, answers: Answers) -> tuple[Result, ...]:
    """Return one result a scenario of the book, in its order.

    Sound: an outcome other than "needs" is the outcome of every way to complete the
    answers without an impossible combination. More answers therefore never flip it.
    """
    usable = _usable(book, answers)
    ranges = book.possible(usable)
    return tuple(result(book, scenario, ranges, usable) for scenario in book.scenarios)


def next_question(book: RuleBook, answers: Answers) -> Question | None:
    """Return the question most worth asking now; None when no answer changes a result.

    Pinned questions come first. Of the others, the one with which a shortest walk begins where
    that can be proved, averaged over its possible options; else the one that leaves the fewest to
    ask (see `Position.best_of`); ties in the editors' order.
    """
    usable = _usable(book, answers)
    code = once(book.reckoned.asked_next, usable, lambda: _asked_next(book, usable))
    return None if code is None else book.by_code[code]


def _asked_next(book: RuleBook, usable: Answers) -> str | None:
    position = Position.of(book, usable)
    candidates = position.candidates(position.askable())
    if not candidates:
        return None
    if len(candidates) == 1 or candidates[0].pin is not None:
        return candidates[0].code
    shortest = first_of_shortest(position, candidates) if is_small(position) else None
    return (shortest or position.best_of(candidates)).code


def possible_options(book: RuleBook, answers: Answers, code: str) -> tuple[str, ...]:
    """Return the options of a question that the answers leave possible, in its order."""
    possible = book.possible(_usable(book, answers))[code]
    return tuple(option for option in book.by_code[code].options if option in possible)


def relevant_answers(book: RuleBook, answers: Answers) -> tuple[Fact, ...]:
    """Return the answers that the walk from nothing takes, in the order it takes them.

    They are the shortest form of any answers. Where the question asked next has no usable
    answer (missing, unknown, or impossible after those before), the walk goes on with another
    that can still matter and has one, so that changing one answer keeps the rest; what can no
    longer matter is left out.
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


def kept_answers(book: RuleBook, answers: Answers) -> Kept:
    """Sort answers by what becomes of them: the canonical form of what was said.

    Nothing that was said of what a rule of the book asks is lost, also where it can no longer
    matter. An answer that others, or the place, make impossible is set aside.
    """
    used = dict(relevant_answers(book, answers))
    set_aside: dict[str, str] = {}
    for code in book.in_editors_order((book.asks & answers.keys()) - used.keys()):
        is_possible = answers[code] in (DONT_KNOW, *possible_options(book, used, code))
        (used if is_possible else set_aside)[code] = answers[code]
    return Kept(tuple(used.items()), tuple(set_aside.items()))


def _asking_order(book: RuleBook, answers: Answers) -> list[Question]:
    """The question asked next, then the others that can still matter, in the editors' order."""
    first = next_question(book, answers)
    if first is None:
        return []
    position = Position.of(book, _usable(book, answers))
    return [first, *position.candidates(position.askable() - {first.code})]


def questions_left_at_most(book: RuleBook, answers: Answers) -> int:
    """Return how many questions may still follow: no walk is longer.

    The longest walk itself where few positions show it, as they mostly do; else the questions that
    are open. No answer opens one that was settled, so that a walk which asks all of these is the
    longest. (Of the open ones some may decide nothing, and be asked once an answer hides that.)
    """
    usable = _usable(book, answers)
    looked_at = itertools.count()
    return once(book.reckoned.longest, usable, lambda: _longest_walk(book, usable, looked_at))


def _longest_walk(book: RuleBook, answers: Answers, looked_at: Iterator[int]) -> int:
    question = next_question(book, answers)
    if question is None:
        return 0
    most, longest = len(Position.of(book, answers).unasked()), 1
    if most == 1 or next(looked_at) >= MOST_POSITIONS:
        return most
    for option in (DONT_KNOW, *possible_options(book, answers, question.code)):
        after = {**answers, question.code: option}
        longest = max(longest, 1 + _longest_walk(book, after, looked_at))
        if longest == most:
            break
    return longest


def _usable(book: RuleBook, answers: Answers) -> Answers:
    """Only the answers to questions of the book with one of their options, or DONT_KNOW."""
    return {
        code: answer
        for code, answer in answers.items()
        if code in book.by_code and answer in (DONT_KNOW, *book.by_code[code].options)
    }
