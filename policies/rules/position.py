"""Where a citizen stands: what the answers leave open, and how much a further answer would.

Pure, as the engine is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from policies.rules.deciding import Standing, deciding_questions, soon_deciding, stand
from policies.rules.foreseen import Foreseen
from policies.rules.futures import how_many
from policies.rules.rulebook import Answers, Question, Ranges, RuleBook

# Two questions ahead are looked at where their pairs, each in every open rule, are so few.
MOST_PAIRS = 32
# All that may follow in one rule is looked at where it is so much at most.
MOST_FUTURES = 4096


@dataclass(frozen=True, slots=True)
class Position:
    """The usable answers, what they leave possible, and the rules that are open, each with the
    questions whose answer is open and may decide it, those answered "I don't know" included."""

    book: RuleBook
    answers: Answers
    ranges: Ranges
    undecided: tuple[tuple[Standing, set[str]], ...]

    @classmethod
    def of(cls, book: RuleBook, answers: Answers) -> Position:
        """Where usable answers lead."""
        ranges = book.possible(answers)
        standings = (stand(ways, ranges) for ways in book.asked.values())
        return cls(book, answers, ranges, tuple(_open(standings, ranges)))

    def askable(self) -> frozenset[str]:
        """Questions not asked yet whose answer can still change a result.

        One rule that a question decides is enough: the rules that ask least, which are tried
        soonest, come first, and what is soon seen of any of them before what takes long.
        """
        found: set[str] = set()
        rules = sorted(self.undecided, key=lambda each: len(each[1]))
        for deciding in (self._soon_deciding, self._deciding):
            for standing, codes in rules:
                if not found.issuperset(codes.difference(self.answers)):
                    found |= deciding(standing, found)
        return frozenset(found)

    def foreseen(self, standings: Sequence[Standing]) -> Foreseen:
        """All that may follow in some of the open rules."""
        return Foreseen.of(self.book, self.answers, self.ranges, standings)

    def apart(self) -> list[list[Standing]]:
        """The open rules in groups that have nothing to do with each other: what is answered of the
        questions of one says nothing of the others."""
        groups: list[tuple[set[str], list[Standing]]] = []
        for standing, all_codes in self.undecided:
            codes, standings = all_codes.difference(self.answers), [standing]
            reached, others = self.book.exclusions.reached_by(codes), groups
            groups = []
            for each in others:
                if each[0].isdisjoint(reached):
                    groups.append(each)
                else:
                    codes, standings = codes | each[0], [*each[1], *standings]
            groups.append((codes, standings))
        return [standings for _codes, standings in groups]

    def _soon_deciding(self, standing: Standing, but: set[str]) -> set[str]:
        return soon_deciding(self.book, standing, self.answers, self.ranges, but)

    def _deciding(self, standing: Standing, but: set[str]) -> set[str]:
        """What can change how a rule ends: seen in all of its futures, where they are few."""
        left = standing.questions(self.ranges).difference(self.answers)
        if len(left) == 1:
            return set()  # it was soon seen
        if how_many(left, self.ranges) <= MOST_FUTURES:
            foreseen = Foreseen.of(self.book, self.answers, self.ranges, (standing,))
            if foreseen.futures.is_exact:
                return set(foreseen.asked_in(0))
        return deciding_questions(self.book, standing, self.answers, self.ranges, but)

    def candidates(self, codes: Iterable[str]) -> list[Question]:
        """Questions by their codes, as editors put them: pinned ones first."""
        return sorted(
            (self.book.by_code[code] for code in codes), key=lambda each: each.editors_order
        )

    def best_of(self, candidates: Sequence[Question]) -> Question:
        """The question that leaves the fewest to ask, averaged over its possible options; of those
        that leave as few the first. Where few can be asked, the best one after it counts too."""
        is_small = len(candidates) ** 2 * len(self.undecided) <= MOST_PAIRS
        left = self.left_after_two if is_small else self.left_after
        # Averages of thirds are not exact: what is equal but for that is a tie.
        return min(candidates, key=lambda question: round(left(question.code), 9))

    def left_after_two(self, code: str) -> float:
        """How many questions are left after one, the best of them counted as one and what is left
        after it: averaged over the options."""
        total, options = 0.0, self.ranges[code]
        for option in options:
            after = self.after(code, option)
            if left := after.unasked():
                total += 1 + min(after.left_after(each) for each in left)
        return total / len(options)

    def left_after(self, code: str) -> float:
        """How many questions are left after one, averaged over its options."""
        most, options = len(self.unasked()) - 1, self.ranges[code]
        return sum(self._count_after(code, option, most) for option in options) / len(options)

    def _count_after(self, code: str, option: str, most: int) -> int:
        """How many questions are left after an answer, of `most` that may be.

        Rules that it does not touch come first: where they leave all of them, as they mostly do for
        somebody who is not sure what happened, no other need be looked at.
        """
        ranges, changed = self._ranges_after(code, option)
        found: set[str] = set()
        touched = []
        for standing, codes in self.undecided:
            if codes.isdisjoint(changed):
                found |= codes
            else:
                touched.append(standing)
        found.difference_update(self.answers)
        for standing in touched:
            if len(found) >= most:
                break
            found |= stand(standing.ways, ranges).questions(ranges).difference(self.answers)
        return len(found)

    def after(self, code: str, option: str) -> Position:
        """Where one answer more leads."""
        ranges, changed = self._ranges_after(code, option)
        same = tuple([each for each in self.undecided if each[1].isdisjoint(changed)])
        touched = (rule for rule, codes in self.undecided if not codes.isdisjoint(changed))
        standings = (stand(rule.ways, ranges) for rule in touched)
        answers = {**self.answers, code: option}
        return Position(self.book, answers, ranges, same + tuple(_open(standings, ranges)))

    def _ranges_after(self, code: str, option: str) -> tuple[Ranges, Set[str]]:
        """What one answer more leaves possible, and the questions of which it leaves less."""
        return self.book.exclusions.possible_after(self.answers, self.ranges, code, option)

    def unasked(self) -> set[str]:
        """The questions not asked yet that may decide."""
        return set[str]().union(*(codes for _, codes in self.undecided)).difference(self.answers)


def _open(standings: Iterable[Standing], ranges: Ranges) -> Iterator[tuple[Standing, set[str]]]:
    """Those of the rules that are open, with their questions."""
    for each in standings:
        if each.end == "open":
            yield each, each.questions(ranges)
