"""All that may follow from a small position at once, as the bits of one number.

A *future* leaves each question that may be asked open or gives it one of its possible answers. The
futures are numbered, a question left open counting nothing, so that the first is the position
itself and an answer more is a greater number. A set of them is an int: bit n says whether future n
is in it.

Pure, as the engine is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from math import prod
from operator import and_, or_

from policies.rules.deciding import Standing
from policies.rules.rulebook import DONT_KNOW, Answers, Fact, Ranges, RuleBook

Those = int  # a set of futures


def how_many(codes: Iterable[str], ranges: Ranges) -> int:
    """How many futures there are over some questions, of which so much is possible."""
    return prod(len(ranges[code]) + 1 for code in codes)


def either(sets: Iterable[Those]) -> Those:
    """The futures of any of some sets."""
    return reduce(or_, sets, 0)


@dataclass(slots=True)
class Futures:
    """The futures of some open rules of a book, over the questions not asked yet that may decide
    them; `ranges` are what the answers leave possible."""

    book: RuleBook
    answers: Answers
    ranges: Ranges
    standings: Sequence[Standing]
    codes: tuple[str, ...] = ()
    size: int = 1
    all: Those = 1
    is_exact: bool = True
    """Whether no future leaves a question without any possible answer: then nothing is known of
    it, and answers that were impossible are not."""
    _strides: dict[str, int] = field(default_factory=dict)
    _options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _given: dict[Fact, Those] = field(default_factory=dict)
    _open: dict[str, Those] = field(default_factory=dict)
    _possible: dict[str, dict[str, Those]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Number the futures, and see what each leaves possible and to be asked."""
        asked = [each.questions(self.ranges) for each in self.standings]
        self.codes = self.book.in_editors_order(set().union(*asked).difference(self.answers))
        for code in self.codes:
            possible = self.ranges[code]
            of_question = self.book.by_code[code].options
            self._options[code] = tuple([each for each in of_question if each in possible])
            self._strides[code] = self.size
            self.size *= len(possible) + 1
        self.all = (1 << self.size) - 1
        for code in self.codes:
            self._open[code] = self._pattern(code, 0)
            for place, option in enumerate(self._options[code], start=1):
                self._given[code, option] = self._pattern(code, place)

    def after(self, future: int, code: str) -> list[int]:
        """Where the possible answers to a question that is open in a future lead."""
        options, stride = self._options[code], self._strides[code]
        if code not in self.book.linked:
            return [future + place * stride for place in range(1, len(options) + 1)]
        possible = self.possible(code)
        return [
            future + place * stride
            for place, option in enumerate(options, start=1)
            if possible[option] >> future & 1
        ]

    def open(self, code: str) -> Those:
        """Where a question, one of those to ask, is not answered."""
        return self._open[code]

    def possible(self, code: str) -> dict[str, Those]:
        """Option → where it is possible: `RuleBook.possible`, of all futures."""
        if code not in self._possible:
            self._possible[code] = self._ranges(code)
        return self._possible[code]

    def within(self, code: str, options: frozenset[str]) -> Those:
        """Where only some options of a question are possible."""
        possible = self.possible(code)
        return self.all & ~either([possible[each] for each in possible if each not in options])

    def without(self, code: str, options: frozenset[str]) -> Those:
        """Where none of some options of a question is possible."""
        possible = self.possible(code)
        return self.all & ~either([possible[each] for each in possible if each in options])

    def one_more(self, those: Those, code: str) -> Iterator[Those]:
        """For each possible answer to a question, where it leads to some futures."""
        possible, stride = self.possible(code), self._strides[code]
        for place, option in enumerate(self._options[code], start=1):
            answered = those & self._given[code, option]
            yield answered >> place * stride & possible[option]

    def _ranges(self, code: str) -> dict[str, Those]:
        options = self.book.by_code[code].options
        if (answer := self.answers.get(code, DONT_KNOW)) != DONT_KNOW:
            return {each: self.all if each == answer else 0 for each in options}
        left = dict.fromkeys(options, self.all)
        if code in self.book.linked:
            left = {each: self.all & ~self._excluding((code, each)) for each in options}
            if stuck := self.all & ~either(left.values()):
                self.is_exact = self.is_exact and not stuck & ~self._contradictory()
                left = {each: those | stuck for each, those in left.items()}
        if code not in self._strides:
            return left
        return {
            each: those & self._open[code] | self._given.get((code, each), 0)
            for each, those in left.items()
        }

    def _excluding(self, fact: Fact) -> Those:
        """Where what is given makes a fact impossible."""
        found = self.book.exclusions.speaking_of.get(fact, ())
        return either(self._together(facts - {fact}) for facts in found)

    def _contradictory(self) -> Those:
        """Where what is given is impossible."""
        return either(self._together(facts) for facts in self.book.impossible)

    def _together(self, facts: Iterable[Fact]) -> Those:
        return reduce(and_, map(self._where, facts), self.all)

    def _where(self, fact: Fact) -> Those:
        if fact in self.answers.items():
            return self.all
        return self._given.get(fact, 0)

    def _pattern(self, code: str, place: int) -> Those:
        """The futures with the answer at a place: a block of ones, again and again."""
        stride = self._strides[code]
        period = stride * (len(self._options[code]) + 1)
        block = (1 << stride) - 1 << stride * place
        return block * (self.all // ((1 << period) - 1))
