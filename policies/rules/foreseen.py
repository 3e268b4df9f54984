"""How open rules stand in every future at once, and what may still be asked there.

What `deciding.stand` says of one position is here "and" and "or" over all that may follow: the same
once more, for sets; a property test holds the two together. Pure, as the engine is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from policies.rules.deciding import Standing
from policies.rules.futures import Futures, Those, either
from policies.rules.rulebook import Answers, Asked, AskedWay, Ranges, RuleBook


@dataclass(frozen=True, slots=True)
class Foreseen:
    """All that may follow, with the questions whose answer can still change a result, and where."""

    futures: Futures
    askable: dict[str, Those]

    @classmethod
    def of(
        cls, book: RuleBook, answers: Answers, ranges: Ranges, standings: Sequence[Standing]
    ) -> Foreseen:
        """What follows of some open rules of a book; `ranges` are what answers leave possible."""
        futures = Futures(book, answers, ranges, standings)
        askable = dict.fromkeys(futures.codes, 0)
        for standing in standings:
            for code, those in _Walked(futures, standing.ways).askable().items():
                askable[code] |= those
        return cls(futures, askable)

    def asked_in(self, future: int) -> list[str]:
        """The questions whose answer can still change a result there, in the editors' order."""
        return [code for code, those in self.askable.items() if those >> future & 1]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A condition: where it may still decide its way, where it surely holds or can be mended, and
    where it may fail, or fail for good."""

    row: Asked
    is_open: Those
    is_certain: Those
    may_fail: Those
    may_fail_for_good: Those


class _Walked:
    """One open rule in every future: `deciding.stand` and what it leaves to ask."""

    def __init__(self, futures: Futures, ways: tuple[AskedWay, ...]) -> None:
        self.futures = futures
        met, whole, mendable, stays = 0, 0, 0, 0
        walked = []
        for way in ways:
            lost, failed, weighed = self._way(way)
            still_open = either([each.is_open for each in weighed])
            unsure = either([each.is_open & ~each.is_certain for each in weighed])
            intact, broken = futures.all & ~lost & ~failed, failed & ~lost
            met |= intact & ~still_open
            whole |= intact
            mendable |= broken & ~unsure
            stays |= intact & ~_may_end_worse(weighed)
            walked.append((intact, broken, weighed))
        lost_all = futures.all & ~whole & ~either([broken for _, broken, _ in walked])
        mended = mendable & ~whole & ~met
        self.ends = (met, mended, lost_all & ~met, futures.all & ~met & ~mended & ~lost_all)
        is_open, broken_counts = self.ends[-1], ~mendable & ~stays
        self.asked: dict[str, Those] = {}
        self.doubtful = 0
        for intact, broken, weighed in walked:
            for each in weighed:
                alone = broken & broken_counts & ~each.is_certain
                self._note(each, is_open & each.is_open & (intact | alone))

    def _way(self, way: AskedWay) -> tuple[Those, Those, list[_Weighed]]:
        """Where a way has failed for good, where mendably, and its conditions."""
        futures, weighed = self.futures, []
        lost, failed = 0, futures.all if way.has_failed else 0
        for row in way.asked:
            none = futures.without(row.question, row.allowed)
            can_mend = futures.within(row.question, row.mendable)
            lost |= none & ~can_mend
            failed |= can_mend
            is_open = futures.all & ~none & ~futures.within(row.question, row.accepts)
            may_fail = is_open & ~futures.within(row.question, row.allowed)
            safe = futures.within(row.question, row.allowed | row.mendable)
            is_certain = futures.within(row.question, row.accepts | row.mendable)
            weighed.append(_Weighed(row, is_open, is_certain, may_fail, may_fail & ~safe))
        return lost, failed, weighed

    def _note(self, each: _Weighed, active: Those) -> None:
        """Keep where the question of a condition is asked, and where that may decide nothing: some
        condition may never be met, or its answer is not known."""
        row, futures = each.row, self.futures
        if row.unclear:
            self.doubtful |= active & futures.without(row.question, row.accepts)
            active &= ~futures.within(row.question, row.unclear)
        if row.question in futures.answers:
            self.doubtful |= active
        self.asked[row.question] = self.asked.get(row.question, 0) | active

    def askable(self) -> dict[str, Those]:
        """Where each question not asked yet can change how the rule ends."""
        futures, found = self.futures, {}
        for code in futures.codes:
            those = self.asked.get(code, 0) & futures.open(code)
            if doubtful := those & self.doubtful:
                those = those & ~doubtful | doubtful & self._decides(code, those)
            if those:
                found[code] = those
        return found

    def _decides(self, code: str, here: Those) -> Those:
        """Where its answers end differently, of where it is asked, for some answers to the others:
        `deciding._decides`."""
        futures = self.futures
        ended = [either(futures.one_more(those, code)) for those in self.ends]
        found = here & either(one & another for one, another in combinations(ended, 2))
        others = [each for each in futures.codes if each != code and each in self.asked]
        while True:
            before = found
            for other in others:
                asked = here & self.asked[other] & futures.open(other)
                found |= asked & either(futures.one_more(found, other))
            if found == before:
                return found


def _may_end_worse(way: Sequence[_Weighed]) -> Those:
    """Where a way may end worse than in what can be mended: not `deciding.cannot_end_worse`."""
    beside = (
        each.may_fail & other.is_open & ~other.is_certain
        for each in way
        for other in way
        if other is not each
    )
    return either(each.may_fail_for_good for each in way) | either(beside)
