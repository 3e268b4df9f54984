"""The walk that asks the fewest questions on average, where a position is small enough to prove it.

Every possible option of a question counts alike. Pinned questions are all asked by then: an answer
leaves less to ask, never more. Pure, as the engine is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    alike the first; None where a future leaves some question without any possible answer.

    Rules that have nothing to do with each other are walked apart: what the one asks is asked
    whatever the other does, in whatever order.
    """
    beginning: list[str] = []
    for standings in position.apart():
        foreseen = position.foreseen(standings)
        if not foreseen.futures.is_exact:
            return None
        codes = [each.code for each in candidates if each.code in foreseen.askable]
        if codes:
            beginning.append(codes[_Walks(foreseen).shortest(0, codes)[1]])
    return next(each for each in candidates if each.code in beginning)


@dataclass(slots=True)
class _Walks:
    """How many questions the shortest walks ask on average, by the future that they begin in."""

    foreseen: Foreseen
    fewest: dict[int, float] = field(default_factory=dict)
    left: dict[int, list[str]] = field(default_factory=dict)

    def shortest(self, future: int, codes: Sequence[str]) -> tuple[float, int]:
        """How many the shortest walks ask, and the place of the first question with which one
        begins. What can ask least is tried soonest, so that the others need not be walked."""
        least, chosen = float("inf"), 0
        for at_least, place, share, going_on in sorted(self._beginnings(future, codes)):
            found = at_least
            worst = least - EXACTLY if place > chosen else least + EXACTLY
            for after in going_on:
                if found >= worst:
                    break
                found += (self._fewest(after) - 1) * share
            if found < worst:
                least, chosen = min(found, least), place
        return least, chosen

    def _beginnings(
        self, future: int, codes: Sequence[str]
    ) -> Iterator[tuple[float, int, float, list[int]]]:
        """For each question asked now: how many a walk that begins so asks at least, the place of
        the question, the weight of an answer, and where answers lead that leave two or more: one
        of these may settle the other whatever it is answered, so one is all that is sure."""
        for place, code in enumerate(codes):
            left = {
                each: len(self._left(each)) for each in self.foreseen.futures.after(future, code)
            }
            going_on = [after for after, number in left.items() if number > 1]
            share = 1 / len(left)
            at_least = 1 + sum(number > 0 for number in left.values()) * share
            yield at_least, place, share, going_on

    def _fewest(self, future: int) -> float:
        if future not in self.fewest:
            self.fewest[future] = self.shortest(future, self.left[future])[0]
        return self.fewest[future]

    def _left(self, future: int) -> list[str]:
        if future not in self.left:
            self.left[future] = self.foreseen.asked_in(future)
        return self.left[future]
