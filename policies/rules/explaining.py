"""How a scenario ends, with the reasons: which conditions hold, fail, are open, were not asked.

Pure, as the engine is. Only what was said explains: an answer that was inferred from an impossible
combination is no reason, the combination is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass

from policies.rules.deciding import End, Standing, is_stuck, questions_to_settle, stand
from policies.rules.rulebook import (
    DONT_KNOW,
    Answers,
    Asked,
    AskedWay,
    Change,
    Fact,
    Outcome,
    Ranges,
    Result,
    Rule,
    RuleBook,
    Way,
)

_OTHER_ENDS: dict[End, Outcome] = {"mendable": "conditional", "no": "no", "open": "needs"}


@dataclass(slots=True)
class _Weighed:
    """One way of a rule, as far as is known: what of it holds, has failed, and is open."""

    index: int
    met: list[Asked]
    failed: list[Asked]
    still_open: list[Asked]

    def unclear(self, ranges: Ranges) -> tuple[Asked, ...]:
        """Its conditions of which the sources do not say, as things stand."""
        return tuple([each for each in self.still_open if is_stuck(each, ranges)])


def result(book: RuleBook, scenario: str, ranges: Ranges, answers: Answers) -> Result:
    """How a scenario of the book ends, for usable answers and what they leave possible.

    A rule is explained by its way that is met, or the one that comes nearest to it.
    """
    if settled := book.settled.get(scenario):
        return settled
    rule, ways = book.rule_of[scenario], book.asked[scenario]
    standing = stand(ways, ranges)
    answered = {code for code, answer in answers.items() if answer != DONT_KNOW}
    shown = _nearest(standing, ways, ranges, answered)
    said = _said(shown, answered)
    is_open = standing.end == "open"
    settling = questions_to_settle(book, standing, answers, ranges)
    stuck = standing.unclear(ranges) if is_open else shown.unclear(ranges)
    unclear = [each for each in stuck if each.question in answered]
    told = {each.row.id for each in unclear}
    left = [
        each.row.id
        for each in shown.still_open
        if each.question not in settling and each.row.id not in told
    ]
    return Result(
        scenario,
        _outcome(rule, standing.end),
        way=shown.index,
        met=_rows(shown.met),
        unmet=_rows(said),
        changes=tuple([_change(each, book, answers) for each in said]),
        ruled_out=_ruling_out(book, answers, shown) if standing.end == "no" and not said else (),
        open_questions=book.in_editors_order(settling),
        unasked=_unasked(rule.ways[shown.index], left),
        unclear=_rows(unclear),
    )


def _change(failed: Asked, book: RuleBook, answers: Answers) -> Change:
    """Whether what was answered, and is in the way, can change."""
    question = book.by_code[failed.question]
    return Change(failed.row, question.change_from(answers[failed.question]))


def _nearest(
    standing: Standing, ways: tuple[AskedWay, ...], ranges: Ranges, answered: Set[str]
) -> _Weighed:
    """The way that explains: a met one; of those that end or may end alike the one with the least
    to mend or to ask; of those that have failed the one that fails in the fewest, by what was
    said rather than by what was inferred, and of those alike the one of which most is met."""
    if standing.end == "open":
        way = min(standing.ways, key=lambda way: _far_from_met(way, ranges))
        return _weigh(ways[way.index], ranges)
    indices = [way.index for way in standing.ways] or range(len(ways))
    weighed = [_weigh(ways[index], ranges) for index in indices]
    return min(weighed, key=lambda way: _distance(way, answered))


def _far_from_met(way: AskedWay, ranges: Ranges) -> tuple[bool, bool, int]:
    """Sort key: how far a way that may be met is from it, those last that nothing will decide."""
    return way.has_failed, any(is_stuck(each, ranges) for each in way.asked), len(way.asked)


def _distance(way: _Weighed, answered: Set[str]) -> tuple[bool, int, int]:
    """Sort key: how far a way that has failed is from being met, and from explaining why not."""
    return (not _said(way, answered), len(way.failed), -len(way.met))


def _weigh(way: AskedWay, ranges: Ranges) -> _Weighed:
    met, failed, still_open = [], [], []
    for condition in way.asked:
        possible = ranges[condition.question]
        if possible <= condition.accepts:
            met.append(condition)
        elif possible.isdisjoint(condition.allowed):
            failed.append(condition)
        else:
            still_open.append(condition)
    return _Weighed(way.index, met, failed, still_open)


def _outcome(rule: Rule, end: End) -> Outcome:
    """What a rule promises at its end: who can mend what is missing may, on that condition."""
    if end == "met":
        return rule.best_outcome
    return _OTHER_ENDS[end]


def _said(way: _Weighed, answered: Set[str]) -> list[Asked]:
    """The conditions of a way that fail by what was answered, not by what was inferred of it."""
    return [each for each in way.failed if each.question in answered]


def _ruling_out(book: RuleBook, answers: Answers, way: _Weighed) -> tuple[tuple[Fact, ...], ...]:
    """The combinations by which answers leave conditions no option that does not fail them; that
    may be one of which the source does not say, and a condition may know no other."""
    given = set(answers.items())
    wanted = {(each.question, option) for each in way.failed for option in each.allowed}
    missing = ((each, set(each) - given) for each in book.impossible)
    return tuple(each for each, left in missing if len(left) == 1 and left <= wanted)


def _unasked(way: Way, left: Collection[int]) -> Way:
    """The conditions of a way that are not asked, or were left out, in the order of the way."""
    return tuple([each for each in way if each.question is None or each.id in left])


def _rows(asked: Iterable[Asked]) -> Way:
    return tuple([each.row for each in asked])
