"""What changes for whom: the outcomes of two days, or of the rules before and after an edit.

A situation is a place, a scenario and a complete set of possible answers, never "I don't know".
Places that resolve alike before and after are one: the first of them stands for all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from policies.rules.rulebook import Answers, Outcome, Question, RuleBook
from policies.rules.rulecheck.findings import Witness
from policies.rules.rulecheck.outcomes import outcomes_in, questions_asked
from policies.rules.rulecheck.recorded import Country, RuleSet
from policies.rules.rulecheck.situations import TooManySituations, space_of


@dataclass(frozen=True, slots=True)
class Group:
    """Situations of one scenario that change from one outcome to another by the same rules.

    `editions`: before and after, empty where no rule applied. `witnesses` are one of the situations
    as a journey before and after.
    """

    scenario: str
    outcomes: tuple[Outcome, Outcome]
    editions: tuple[str, str]
    regions: tuple[str, ...]
    situations: int
    witnesses: tuple[Witness, Witness]


@dataclass(frozen=True, slots=True)
class Difference:
    """How many situations there are, and those that change. `places` are all that are reached,
    those that inherit included. `unwalked` are editions that ask too much to be compared."""

    situations: int
    groups: tuple[Group, ...]
    places: int
    unwalked: frozenset[str] = frozenset()

    @property
    def changed(self) -> int:
        """How many situations change."""
        return sum(each.situations for each in self.groups)

    @property
    def regions(self) -> tuple[str, ...]:
        """The places that stand for those in which something changes."""
        return tuple(sorted({region for each in self.groups for region in each.regions}))


@dataclass(frozen=True, slots=True)
class _Change:
    """Part of the situations of a scenario, alike in every place with these two rules."""

    outcomes: tuple[Outcome, Outcome]
    situations: int
    shown: Answers


_Compared = tuple[int, tuple[_Change, ...]]
_Key = tuple[str, str, str, Outcome, Outcome]  # scenario, editions, outcomes


@dataclass(frozen=True, slots=True)
class _Pair:
    """Places that resolve alike before and alike after."""

    before: RuleSet
    after: RuleSet
    regions: list[str]

    @property
    def region(self) -> str:
        """The place that stands for them: the one that holds a rule, if one does."""
        holding = (self.after.region, self.before.region)
        return next((each for each in holding if each in self.regions), self.regions[0])

    def editions(self, scenario: str) -> tuple[str, str]:
        """The rules before and after, empty for none."""
        found = (each.recorded.get(scenario) for each in (self.before, self.after))
        first, second = (each.edition if each else "" for each in found)
        return first, second


def difference(before: Country, after: Country) -> Difference:
    """What changes between two days, or by an edit."""
    known: dict[object, dict[tuple[str, str, str], _Compared]] = {}
    groups: dict[_Key, Group] = {}
    total, places = 0, 0
    unwalked: set[str] = set()
    for pair in _pairs(before, after):
        words = pair.before.book.questions, pair.after.book.questions
        compared = known.setdefault(words, {})
        is_reached = False
        for scenario in pair.after.book.scenarios:
            rules = (scenario, *pair.editions(scenario))
            if rules not in compared:
                try:
                    compared[rules] = _compare(pair, scenario)
                except TooManySituations:
                    compared[rules] = 0, ()
                    unwalked.update(rules[1:])
            count, changes = compared[rules]
            total += count
            for change in changes:
                is_reached = True
                key = (*rules, *change.outcomes)
                group = groups.get(key) or _group(pair, rules, change, (before.on, after.on))
                groups[key] = replace(
                    group,
                    regions=(*group.regions, pair.region),
                    situations=group.situations + change.situations,
                )
        places += len(pair.regions) if is_reached else 0
    return Difference(
        total, tuple(groups[key] for key in sorted(groups)), places, frozenset(unwalked - {""})
    )


def _group(
    pair: _Pair,
    rules: tuple[str, str, str],
    change: _Change,
    days: tuple[dt.date | None, dt.date | None],
) -> Group:
    """A group that has no situation yet, shown in the place of this pair."""
    scenario, *editions = rules
    witnesses = [
        replace(each.journey(scenario, change.shown, day), region=pair.region)
        for each, day in zip((pair.before, pair.after), days, strict=True)
    ]
    return Group(
        scenario=scenario,
        outcomes=change.outcomes,
        editions=(editions[0], editions[1]),
        regions=(),
        situations=0,
        witnesses=(witnesses[0], witnesses[1]),
    )


def _pairs(before: Country, after: Country) -> Iterator[_Pair]:
    """The places by how they resolve before and after."""
    former = {region: each for each in before.rule_sets for region in each.regions}
    found: dict[tuple[int, int], _Pair] = {}
    for rule_set in after.rule_sets:
        for region in rule_set.regions:
            if region in former:
                both = (former[region], rule_set)
                key = (id(both[0]), id(both[1]))
                found.setdefault(key, _Pair(*both, [])).regions.append(region)
    yield from found.values()


def _questions(before: RuleBook, after: RuleBook) -> tuple[Question, ...]:
    """The questions of both: as they are asked after, and those that nobody asks any more."""
    gone = (each for each in before.questions if each.code not in after.by_code)
    return (*after.questions, *gone)


def _compare(pair: _Pair, scenario: str) -> _Compared:
    """How many situations a scenario has, and those that end otherwise after than before."""
    books = pair.before.book, pair.after.book
    asked = frozenset[str]().union(*(questions_asked(book, (scenario,)) for book in books))
    space = space_of(_questions(*books), asked, books[1].impossible)
    first, second = pair.editions(scenario)
    if first == second and books[0].questions == books[1].questions:
        return space.count(), ()
    ends = [outcomes_in(book, scenario, space).ends for book in books]
    found = [
        _Change((old, new), those.bit_count(), space.first(those))
        for old, ending in ends[0].items()
        for new, ended in ends[1].items()
        if old != new and (those := ending & ended)
    ]
    return space.count(), tuple(found)
