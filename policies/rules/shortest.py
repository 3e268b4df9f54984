"""The walk that asks the fewest questions on average, where a position is small enough to prove it.

Every possible option of a question counts alike. Pinned questions are all asked by then: an answer
leaves less to ask, never more. Pure, as the engine is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from policies.rules.position import Position
from policies.rules.reckoned import once
from policies.rules.rulebook import DONT_KNOW, Question

# So many positions may follow at most, each question left being open or answered one of its ways:
# half as many where several rules are open, as each position costs more.
MOST_POSITIONS = 512
EXACTLY = 1e-9  # averages of thirds are not exact: what is equal but for that is a tie


@dataclass(frozen=True, slots=True)
class _Beginning:
    """A question asked now: its place among the candidates, its weight in an average, and where its
    answers lead that leave something to ask. A walk that begins so asks `at_least` so many."""

    place: int
    share: float
    going_on: tuple[tuple[Position, frozenset[str]], ...]

    @property
    def at_least(self) -> float:
        return 1 + len(self.going_on) * self.share


def is_small(position: Position) -> bool:
    """Whether all that may follow can be looked at; what is not known leaves too much open."""
    if DONT_KNOW in position.answers.values():
        return False
    options = (len(position.ranges[code]) + 1 for code in position.unasked())
    several = len(position.undecided) > 1
    return prod(options) * (2 if several else 1) <= MOST_POSITIONS


def first_of_shortest(position: Position, candidates: Sequence[Question]) -> Question:
    """Of the questions that may be asked now the one with which a shortest walk begins; of those
    alike the first."""
    _least, place = _shortest(position, candidates)
    return candidates[place]


def fewest_to_ask(position: Position, askable: frozenset[str]) -> float:
    """How many questions a shortest walk from here asks on average, given what may be asked now."""
    if len(askable) < 2:
        return float(len(askable))
    kept, candidates = position.book.reckoned.fewest, position.candidates(askable)
    return once(kept, position.answers, lambda: _shortest(position, candidates)[0])


def _shortest(position: Position, candidates: Sequence[Question]) -> tuple[float, int]:
    """How many questions the shortest walks ask on average, and the first candidate with which one
    begins. What can ask least is tried soonest, so that the others need not be walked."""
    beginnings = [_beginning(position, place, each) for place, each in enumerate(candidates)]
    least, chosen = float("inf"), 0
    for each in sorted(beginnings, key=lambda each: each.at_least):
        found, worst = each.at_least, least - EXACTLY if each.place > chosen else least + EXACTLY
        for after, askable in each.going_on:
            if found >= worst:
                break
            found += (fewest_to_ask(after, askable) - 1) * each.share
        if found < worst:
            least, chosen = min(found, least), each.place
    return least, chosen


def _beginning(position: Position, place: int, question: Question) -> _Beginning:
    options = position.ranges[question.code]
    after = [position.after(question.code, option) for option in options]
    going_on = [(each, left) for each in after if (left := each.askable())]
    return _Beginning(place, 1 / len(options), tuple(going_on))
