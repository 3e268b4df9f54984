"""The distinct rule sets of a country, made of what applies in the places that hold rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from policies.models import Region, Scenario
from policies.rules.applicability import Applicable, Place
from policies.rules.in_force import rule_book
from policies.rules.rulecheck.recorded import Country, Recorded, RuleSet
from policies.rules.vocabulary import Vocabulary

Listed = tuple[int, str, int | None]  # a region's key, its code, and the key of the level above


@dataclass(frozen=True, slots=True)
class Tree:
    """Every region that was not merged into another, with the level above, by key; and by which
    of them its rules are found."""

    codes: Mapping[int, str]
    parents: Mapping[int, int | None]
    shared: Mapping[int, list[str]]
    """Of each region that holds rules, and of the top: the codes that resolve as it does."""

    @classmethod
    def of(cls, listed: Collection[Listed], holding: Collection[int]) -> Tree:
        """The tree of regions, given the keys of those that may resolve by themselves."""
        parents = {key: above for key, _, above in listed}
        shared: dict[int, list[str]] = {}
        for key, code, _ in listed:
            at: int = key
            while at not in holding and (above := parents.get(at)) is not None:
                at = above
            shared.setdefault(at, []).append(code)
        return cls({key: code for key, code, _ in listed}, parents, shared)

    def above(self, region: int) -> str:
        """The code of the level above, empty for the top."""
        parent = self.parents.get(region)
        return self.codes.get(parent, "") if parent is not None else ""


@dataclass(frozen=True, slots=True)
class Places:
    """Rules by the key of their edition, and the regions (with their lineage) that may resolve by
    themselves."""

    words: Vocabulary
    recorded: Mapping[int, Recorded]
    tree: Tree
    regions: list[Region]

    def country(
        self, day: dt.date, found: Mapping[Place, Applicable], *, is_today: bool = False
    ) -> Country:
        """The country on a day, given what applies there."""
        events = self.words.scenarios
        return Country(
            day=day,
            rule_sets=_distinct(self._rule_set(region, found) for region in self.regions),
            rules=tuple(self.recorded.values()),
            not_sure=tuple(e.code for e in events if e.kind == Scenario.Kind.WITHDRAW),
            is_today=is_today,
        )

    def _rule_set(self, region: Region, found: Mapping[Place, Applicable]) -> RuleSet:
        """What was found for a region, for all that share its rules."""
        events = self.words.scenarios
        policies = {each.code: found[region.pk, each.pk].policy for each in events}
        resolved = {code: self.recorded[policy.pk] for code, policy in policies.items() if policy}
        book = rule_book(
            (each.rule for each in resolved.values()),
            tuple(policies),
            self.words,
            in_municipality=region.is_in_municipality,
        )
        place = tuple(self.tree.shared[region.pk]), self.tree.above(region.pk)
        return RuleSet(region.code, book, resolved, *place)


def _distinct(rule_sets: Iterable[RuleSet]) -> tuple[RuleSet, ...]:
    """One for all regions that resolve alike: the first."""
    found: dict[object, RuleSet] = {}
    for each in rule_sets:
        alike = (each.book.questions, frozenset(one.edition for one in each.recorded.values()))
        if known := found.get(alike):
            found[alike] = replace(known, regions=known.regions + each.regions)
        else:
            found[alike] = each
    return tuple(found.values())
