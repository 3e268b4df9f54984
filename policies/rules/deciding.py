"""How a rule stands with what is known, and which questions can still decide it.

A way of a rule is met, has failed for good, has failed in what the citizen can mend, or is open.
The rule ends as its best way does; it is decided once nothing that is open could end better.

Pure, as the engine is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from policies.rules.rulebook import DONT_KNOW, Answers, Asked, AskedWay, Ranges, RuleBook

End = Literal["met", "mendable", "no", "open"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a rule ends, and by which of its ways, with what is still to be known of them: one that
    is met, those that mending would meet, or those that can still decide it."""

    end: End
    ways: tuple[AskedWay, ...] = ()

    def questions(self, ranges: Ranges) -> set[str]:
        """The questions whose answer is still open and can still be one that decides."""
        return {
            each.question
            for way in self.ways
            for each in way.asked
            if not each.unclear or not is_stuck(each, ranges)
        }

    def unclear(self, ranges: Ranges) -> tuple[Asked, ...]:
        """The conditions of which the sources do not say, as things stand."""
        asked = [each for way in self.ways for each in way.asked]
        return tuple(each for each in asked if is_stuck(each, ranges))

    def may_be_met(self, ranges: Ranges) -> bool:
        """Whether every condition that is open has a possible answer that meets it."""
        asked = [each for way in self.ways for each in way.asked if each.unclear]
        return not any(ranges[each.question].isdisjoint(each.accepts) for each in asked)


def is_stuck(condition: Asked, ranges: Ranges) -> bool:
    """Whether the source speaks of no answer that is possible: then nothing will decide it."""
    return bool(condition.unclear) and ranges[condition.question] <= condition.unclear


def is_certain(condition: Asked, ranges: Ranges) -> bool:
    """Whether any possible answer meets a condition or can be mended."""
    return ranges[condition.question] <= condition.accepts | condition.mendable


def cannot_end_worse(way: AskedWay, ranges: Ranges) -> bool:
    """Whether a way that has not failed ends at worst in what can be mended: no condition fails for
    good, and beside one that fails, no other is one of which the source may not say."""
    return all(
        ranges[each.question] <= each.allowed | each.mendable
        and all(is_certain(other, ranges) for other in way.asked if other is not each)
        for each in way.asked
        if not ranges[each.question] <= each.allowed
    )


def stand(ways: Iterable[AskedWay], ranges: Ranges) -> Standing:
    """How a rule with these ways stands, as far as the ranges of its questions say."""
    left = []
    for way in ways:
        has_failed, still_open = way.has_failed, []
        for condition in way.asked:
            possible = ranges[condition.question]
            if possible.isdisjoint(condition.allowed):
                if not possible <= condition.mendable:
                    break
                has_failed = True
            elif not possible <= condition.accepts:
                still_open.append(condition)
        else:
            if not still_open and not has_failed:
                return Standing("met", (AskedWay(way.index, ()),))
            left.append(AskedWay(way.index, tuple(still_open), has_failed))
    return _settled(left, ranges)


def _settled(left: list[AskedWay], ranges: Ranges) -> Standing:
    """How a rule stands none of whose ways is met; `left` are those that have not failed for good.

    What has failed and can only be mended plays no part where another way cannot end worse.
    """
    whole = tuple([way for way in left if not way.has_failed])
    if len(whole) == len(left):
        return Standing("open", whole) if whole else Standing("no")
    broken = tuple(_still_deciding(way, ranges) for way in left if way.has_failed)
    sure = tuple(way for way in broken if not way.asked)
    if not whole:
        return Standing("mendable", sure) if sure else Standing("open", broken)
    if any(cannot_end_worse(way, ranges) for way in whole):
        broken = sure
    return Standing("open", whole + (sure or broken))


def _still_deciding(way: AskedWay, ranges: Ranges) -> AskedWay:
    """A way that has to be mended anyway, without what could be mended with it."""
    left = [each for each in way.asked if not is_certain(each, ranges)]
    return AskedWay(way.index, tuple(left), has_failed=True)


def deciding_questions(
    book: RuleBook,
    standing: Standing,
    answers: Answers,
    ranges: Ranges,
    but: Collection[str] = frozenset(),
) -> set[str]:
    """The questions not asked yet, `but` some, that can change how an open rule of the book ends;
    `ranges` are what the answers leave possible.

    A question that decides nothing, whatever is answered or not known of the others, never will:
    that can be so once something is not known, or no possible answer meets a condition for sure.
    """
    soon = soon_deciding(book, standing, answers, ranges, but)
    left = standing.questions(ranges).difference(answers, but, soon)
    return soon | {code for code in left if _decides(code, book, standing, answers)}


def soon_deciding(
    book: RuleBook,
    standing: Standing,
    answers: Answers,
    ranges: Ranges,
    but: Collection[str] = frozenset(),
) -> set[str]:
    """Those of the deciding questions of which it is soon seen, mostly all of them; all, where one
    question alone is left."""
    asked = standing.questions(ranges)
    left = asked.difference(answers)
    wanted = left.difference(but)
    if len(left) == len(asked) and standing.may_be_met(ranges):
        return wanted
    if len(left) == 1:
        return {code for code in wanted if _ends_differ(code, book, standing, answers, ranges)}
    return {code for code in wanted if _shows(code, left - {code}, book, standing, answers, ranges)}


def questions_to_settle(
    book: RuleBook, standing: Standing, answers: Answers, ranges: Ranges
) -> set[str]:
    """The questions of an open rule whose answer is worth finding out: those not asked yet that can
    decide, and those answered with "I don't know" that could, were they known and nothing else.

    Where only several of them together decide, all of them; none where the sources do not say.
    """
    asked = standing.questions(ranges)
    unknown = asked.intersection(answers)
    found = deciding_questions(book, standing, answers, ranges)
    for code in unknown:
        without = {other: answer for other, answer in answers.items() if other != code}
        if _decides(code, book, standing, without):
            found.add(code)
    return found if found or standing.unclear(ranges) else asked


def _decides(
    code: str, book: RuleBook, standing: Standing, answers: Answers, before: Set[str] = frozenset()
) -> bool:
    """Whether its answers end differently, for some answers to the other questions; by trying.

    Of those asked `before` one that is asked no more may still say something of what is.
    """
    ranges = book.possible(answers)
    standing = stand(standing.ways, ranges)
    asked = standing.questions(ranges)
    if code not in asked.difference(answers):
        return False
    if gone := (before & book.linked) - asked:
        asked |= gone & book.exclusions.reached_by(asked)
    if others := asked.difference(answers, {code}):
        other, options = _telling(code, others, standing, ranges)
        after = ({**answers, other: option} for option in (*options, DONT_KNOW))
        return any(_decides(code, book, standing, each, others) for each in after)
    return _ends_differ(code, book, standing, answers, ranges)


def _shows(
    code: str, rest: Set[str], book: RuleBook, standing: Standing, answers: Answers, ranges: Ranges
) -> bool:
    """Whether it is soon seen to decide: somebody who meets one of its ways but for this question,
    and the rest as little as may be, would end otherwise by another answer to it."""
    for way in standing.ways:
        if any(each.question == code for each in way.asked):
            said = {**answers, **_nearly_met(way, standing, rest, ranges)}
            if book.is_possible(said):
                after = book.possible(said)
                differ = _ends_differ(code, book, standing, said, after)
                if differ and code in stand(standing.ways, after).questions(after):
                    return True
    return False


def _ends_differ(
    code: str, book: RuleBook, standing: Standing, answers: Answers, ranges: Ranges
) -> bool:
    """Whether a rule ends otherwise by another possible answer to a question, nothing else said."""
    after = book.exclusions.possible_after
    ends = (
        stand(standing.ways, after(answers, ranges, code, each)[0]).end for each in ranges[code]
    )
    return any(one != other for one, other in pairwise(ends))


def _nearly_met(
    way: AskedWay, standing: Standing, others: Collection[str], ranges: Ranges
) -> dict[str, str]:
    """Answers to other questions that meet a way, and leave as few conditions of the rest as may
    be."""
    missed = {code: dict.fromkeys(sorted(ranges[code]), 0) for code in others}
    for each in standing.ways:
        is_other, weight = each is not way, 1 if each is not way else len(ranges)
        for row in each.asked:
            for option in missed.get(row.question, ()):
                if (option in row.allowed) if is_other else (option not in row.accepts):
                    missed[row.question][option] += weight
    return {code: min(by, key=by.__getitem__) for code, by in missed.items()}


def _telling(
    code: str, others: Collection[str], standing: Standing, ranges: Ranges
) -> tuple[str, list[str]]:
    """One of the other questions, and its answers, those first with which the question is soonest
    seen to decide: what meets the ways that ask it, and fails those that do not."""
    near, far = list[Asked](), list[Asked]()
    for way in standing.ways:
        (near if any(each.question == code for each in way.asked) else far).extend(way.asked)
    other = min({each.question for each in near}.intersection(others) or others)
    meeting = [each.accepts for each in near if each.question == other]
    failing = [each.allowed for each in far if each.question == other]

    def rank(option: str) -> tuple[int, int, str]:
        missed = sum(option not in accepted for accepted in meeting)
        return missed, sum(option in allowed for allowed in failing), option

    return other, sorted(ranges[other], key=rank)
