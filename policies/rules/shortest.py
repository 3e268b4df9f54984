"""The walk that asks the fewest questions on average, where a position is small enough to prove it.

Every possible option of a question counts alike. Pinned questions are all asked by then: an answer
leaves less to ask, never more. Pure, as the engine is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from policies.rules.foreseen import Foreseen
from policies.rules.futures import how_many
from policies.rules.position import Position
from policies.rules.rulebook import Question

# So many positions may follow at most, each question left being open or answered one of its ways,
# and so many rules may be open in them.
MOST_POSITIONS, MOST_RULES = 512, 8
EXACTLY = 1e-9  # averages of thirds are not exact: what is equal but for that is a tie


def is_small(position: Position) -> bool:
    """Whether all that may follow can be looked at."""
    if len(position.undecided) > MOST_RULES:
        return False
    return how_many(position.unasked(), position.ranges) <= MOST_POSITIONS


def first_of_shortest(position: Position, candidates: Sequence[Question]) -> Question | None:
    """Of the questions that may be asked now the one with which a shortest walk begins, of those
    alike the first; None where a future leaves some question without any possible answer."""
    foreseen = position.foreseen()
    if not foreseen.futures.is_exact:
        return None
    _least, place = _Walks(foreseen).shortest(0, [each.code for each in candidates])
    return candidates[place]


@dataclass(frozen=True, slots=True)
class _Beginning:
    """A question asked now: its place among the candidates, its weight in an average, and where its
    answers lead that leave something to ask. A walk that begins so asks `at_least` so many."""

    place: int
    share: float
    going_on: list[tuple[int, list[str]]]
    at_least: float


@dataclass(slots=True)
class _Walks:
    """How many questions the shortest walks ask on average, by the future that they begin in."""

    foreseen: Foreseen
    fewest: dict[int, float] = field(default_factory=dict)
    left: dict[int, list[str]] = field(default_factory=dict)

    def shortest(self, future: int, codes: Sequence[str]) -> tuple[float, int]:
        """How many the shortest walks ask, and the place of the first question with which one
        begins. What can ask least is tried soonest, so that the others need not be walked."""
        beginnings = [self._beginning(future, place, each) for place, each in enumerate(codes)]
        least, chosen = float("inf"), 0
        for each in sorted(beginnings, key=lambda each: each.at_least):
            found = each.at_least
            worst = least - EXACTLY if each.place > chosen else least + EXACTLY
            for after, left in each.going_on:
                if found >= worst:
                    break
                found += (self._fewest(after, left) - 1) * each.share
            if found < worst:
                least, chosen = min(found, least), each.place
        return least, chosen

    def _fewest(self, future: int, codes: list[str]) -> float:
        if len(codes) < 2:
            return float(len(codes))
        if future not in self.fewest:
            self.fewest[future] = self.shortest(future, codes)[0]
        return self.fewest[future]

    def _beginning(self, future: int, place: int, code: str) -> _Beginning:
        after = self.foreseen.futures.after(future, code)
        going_on = [(each, left) for each in after if (left := self._left(each))]
        share = 1 / len(after)
        return _Beginning(place, share, going_on, 1 + len(going_on) * share)

    def _left(self, future: int) -> list[str]:
        if future not in self.left:
            self.left[future] = self.foreseen.asked_in(future)
        return self.left[future]
