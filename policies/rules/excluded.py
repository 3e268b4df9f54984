"""What answers leave possible: each impossible combination takes away the one fact that is missing.

Pure: no ORM, no request, no clock.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from policies.rules.rule import DONT_KNOW, Answers, Fact, Ranges

Known = frozenset[Fact]
ANYHOW: Fact = ("", "")


@dataclass(frozen=True, slots=True)
class Exclusions:
    """The impossible combinations of a book, looked up from either side.

    A given answer stands, even an impossible one. Where no option of a question is left, nothing is
    known of it.
    """

    every: Ranges
    speaking_of: Mapping[Fact, tuple[Known, ...]]
    """The combinations that a fact stands in."""
    _taking: Mapping[str, tuple[tuple[Known, frozenset[str]], ...]]
    """Question → what is given, and which of its options that takes away."""
    _reached: Mapping[Fact, tuple[str, ...]]
    """Fact → the questions of which it may take an option away; what nobody need say first, under
    ANYHOW."""
    _together: Mapping[str, Set[str]]
    """Question → the questions of the combinations that speak of it."""

    @classmethod
    def of(cls, every: Ranges, combinations: Iterable[tuple[Fact, ...]]) -> Exclusions:
        """Look the combinations up by what they speak of, and by what they take away."""
        speaking_of = dict[Fact, tuple[Known, ...]]()
        taking = dict[str, dict[Known, set[str]]]()
        reached = dict[Fact, dict[str, None]]()
        together = dict[str, set[str]]()
        for facts in dict.fromkeys(map(frozenset, combinations)):
            for fact in facts:
                speaking_of[fact] = (*speaking_of.get(fact, ()), facts)
            for code, option in facts:
                others = facts - {(code, option)}
                together.setdefault(code, set()).update(each for each, _ in facts)
                taking.setdefault(code, {}).setdefault(others, set()).add(option)
                for fact in others or (ANYHOW,):
                    reached.setdefault(fact, {})[code] = None
        return cls(
            every,
            speaking_of,
            {
                code: tuple((given, frozenset(options)) for given, options in found.items())
                for code, found in taking.items()
            },
            {fact: tuple(codes) for fact, codes in reached.items()},
            together,
        )

    def possible(self, answers: Answers) -> Ranges:
        """What answers leave possible of every question."""
        given = {fact for fact in answers.items() if fact[1] != DONT_KNOW}
        ranges = dict(self.every)
        reached = set(self._reached.get(ANYHOW, ()))
        for fact in given:
            ranges[fact[0]] = frozenset((fact[1],))
            reached.update(self._reached.get(fact, ()))
        for code in reached:
            if answers.get(code, DONT_KNOW) == DONT_KNOW:
                ranges[code] = self._left(code, given)
        return ranges

    def possible_after(
        self, answers: Answers, ranges: Ranges, code: str, option: str
    ) -> tuple[Ranges, Set[str]]:
        """What one answer more leaves possible, to a question that had none, and the questions of
        which that is less; `ranges` are what the answers leave."""
        after, changed = {**ranges, code: frozenset((option,))}, {code}
        if reached := self._reached.get((code, option)):
            given = {fact for fact in answers.items() if fact[1] != DONT_KNOW}
            given.add((code, option))
            for each in reached:
                if each != code and answers.get(each, DONT_KNOW) == DONT_KNOW:
                    left = self._left(each, given)
                    if left != ranges[each]:
                        after[each] = left
                        changed.add(each)
        return after, changed

    def reached_by(self, codes: Iterable[str]) -> set[str]:
        """Some questions, and those of which their answers may say something."""
        return set(codes).union(*(self._together.get(code, ()) for code in codes))

    def _left(self, code: str, given: Set[Fact]) -> frozenset[str]:
        """The options of a question that what is given leaves."""
        left = self.every[code]
        for others, options in self._taking[code]:
            if others <= given:
                left -= options
        return left or self.every[code]


@functools.lru_cache(maxsize=16)
def exclusions(
    options: tuple[tuple[str, frozenset[str]], ...], combinations: tuple[tuple[Fact, ...], ...]
) -> Exclusions:
    """The combinations looked up, of questions with their options. The books of all places and
    situations have few of these between them and share them: of each book they were most of what
    a process keeps."""
    return Exclusions.of(dict(options), combinations)
