"""How a rule ends in every situation at once; the same as `eligibility.evaluate` says of each.

A test holds the two together: this is the engine's rule once more, for sets.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from policies.rules.rulebook import Asked, AskedWay, Outcome, Question, RuleBook
from policies.rules.rulecheck.situations import NOT_APPLICABLE, Situations, Space, space_of


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The possible situations of a scenario by how it ends in them.

    `ends`: by outcome; `kinds`: the same, but apart where one outcome has two reasons (a way is
    met, or would be once the citizen mends something). `met`: those in which each of the `ways` is
    met; there are none where no answer changes the end.
    """

    space: Space
    ends: dict[Outcome, Situations]
    kinds: tuple[Situations, ...] = ()
    ways: tuple[AskedWay, ...] = ()
    met: tuple[Situations, ...] = ()

    @property
    def asked(self) -> dict[str, Question]:
        """The questions of the space by their code."""
        return {each.code: each for each in self.space.questions}

    def of(self, situation: Situations) -> Outcome:
        """The outcome of one situation."""
        return next(outcome for outcome, those in self.ends.items() if those & situation)


def outcomes_in(book: RuleBook, scenario: str, space: Space | None = None) -> Outcomes:
    """The outcomes of a scenario over a space that holds what its rule asks; by default only
    that. "none" where the book has no rule."""
    ways = book.asked.get(scenario, ())
    space = space or space_of(book.questions, questions_asked(book, (scenario,)), book.impossible)
    if not ways:
        return Outcomes(space, {book.settled[scenario].outcome: space.possible})
    standings = [_stand(way, space) for way in ways]
    met = tuple(space.possible & each.met for each in standings)
    ended = either(met)
    lost = space.possible & reduce(and_, [each.lost for each in standings])
    undecided = either(each.whole for each in standings)
    mendable = either(each.mendable for each in standings) & space.possible & ~ended & ~undecided
    unknown = space.possible & ~(ended | lost | mendable)
    ends: dict[Outcome, Situations] = {"no": lost, "conditional": mendable, "needs": unknown}
    best = book.rule_of[scenario].best_outcome
    ends[best] = ends.get(best, 0) | ended
    return Outcomes(space, ends, (ended, mendable, lost, unknown), ways, met)


def questions_asked(book: RuleBook, scenarios: Iterable[str]) -> frozenset[str]:
    """The questions that the rules of some scenarios ask."""
    ways = [way for scenario in scenarios for way in book.asked.get(scenario, ())]
    return frozenset(condition.question for way in ways for condition in way.asked)


@dataclass(frozen=True, slots=True)
class _Standing:
    """The situations in which a way is met, has failed for good, is only open, or has failed only
    in what can be mended with nothing open that mending might not settle."""

    met: Situations
    lost: Situations
    whole: Situations
    mendable: Situations


def _stand(way: AskedWay, space: Space) -> _Standing:
    failing = [where_unmet(space, each) for each in way.asked]
    mending = [space.where(each.question, each.mendable) for each in way.asked]
    lost = either(those & ~mended for those, mended in zip(failing, mending, strict=True))
    broken = either(mending) & ~lost
    still_open = either(_open(space, each) for each in way.asked)
    unsure = either(_open(space, each) for each in way.asked if not _settles(each, space))
    intact = space.all & ~lost & ~broken
    return _Standing(
        met=intact & ~still_open,
        lost=lost,
        whole=intact & still_open,
        mendable=broken & ~unsure,
    )


def _settles(condition: Asked, space: Space) -> bool:
    """Whether every answer meets a condition or can be mended."""
    return space.options(condition.question) <= condition.accepts | condition.mendable


def where_met(space: Space, condition: Asked) -> Situations:
    """The situations in which a condition is met; any answer meets one that accepts them all."""
    accepts_all = space.options(condition.question) <= condition.accepts
    anyway = (NOT_APPLICABLE,) if accepts_all else ()
    return space.where(condition.question, (*condition.accepts, *anyway))


def where_unmet(space: Space, condition: Asked) -> Situations:
    """The situations in which the source rejects what is answered."""
    answered = where_met(space, condition) | _open(space, condition)
    return space.all & ~answered


def _open(space: Space, condition: Asked) -> Situations:
    """Those in which the source does not say, or the question does not apply."""
    said = space.where(condition.question, (*condition.unclear, NOT_APPLICABLE))
    return said & ~where_met(space, condition)


def either(sets: Iterable[Situations]) -> Situations:
    """The situations of any of some sets."""
    return reduce(or_, sets, 0)
