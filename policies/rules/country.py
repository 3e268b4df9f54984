"""Reads the rules of the whole country for rulecheck: every rule set of a day, each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet
from django.utils import timezone

from policies.models import Policy, PolicyQuerySet, Region, Scenario
from policies.models.region import MUNICIPALITIES
from policies.rules.applicability import Applicable, Place, applicable_policies, with_lineage
from policies.rules.in_force import rule_book
from policies.rules.recorded_rules import recorded_rules, rules_alone
from policies.rules.rulecheck.recorded import Country, Recorded, RuleSet
from policies.rules.vocabulary import Vocabulary


def read_country(
    words: Vocabulary, *, on: dt.date, at: dt.datetime, is_today: bool = True
) -> Country:
    """The rule sets of a day as known at an instant: a fixed number of queries.

    Most regions resolve as the level above them does; see `_resolving_by_themselves`.
    """
    recorded = recorded_rules(at)
    known = Policy.objects.live(at) | Policy.objects.withdrawn_before(at)
    tree = _Tree.read(_resolving_by_themselves(known), Region.objects.all())
    return _Reading(words, recorded, tree, tree.regions(), at).on(on, is_today=is_today)


def read_edit(
    words: Vocabulary, edition: Policy, days: Collection[dt.date], *, at: dt.datetime
) -> list[tuple[Country, Country]]:
    """For each day what can change by a stored edition: the country as known at an instant, and
    as if this edition were live in place of all others of its code.

    Only its scenario, and the places where it (or what it replaces) holds with all below them.
    Seven queries and two a day, whatever the number of rules and places.
    """
    replaced = list(Policy.objects.live(at).filter(code=edition.code))
    scenarios = {each.scenario_id for each in (edition, *replaced)}
    narrowed = replace(words, scenarios=tuple(e for e in words.scenarios if e.pk in scenarios))
    within = {each.region_id for each in (edition, *replaced)}
    known = Policy.objects.live(at) | Policy.objects.withdrawn_before(at)
    speaking = (known | Policy.objects.filter(pk=edition.pk)).filter(scenario__in=scenarios)
    tree = _Tree.read(_resolving_by_themselves(speaking), _at_or_below(within))
    reading = _Reading(
        narrowed,
        rules_alone(speaking.select_related("region", "scenario")),
        tree,
        tree.regions(),
        at,
    )
    today = timezone.localdate(at)
    return [
        (reading.on(day, is_today=day == today), reading.on(day, trying=edition)) for day in days
    ]


def _at_or_below(regions: Collection[int]) -> QuerySet[Region]:
    levels = ("pk", "parent", "parent__parent", "parent__parent__parent")
    found = Q()
    for level in levels:
        found |= Q(**{f"{level}__in": regions})
    return Region.objects.filter(found)


def _resolving_by_themselves(known: PolicyQuerySet) -> set[int]:
    """The regions that may resolve otherwise than the level above: those that hold rules, those
    below a rule that does not pass down, and municipalities, which offer other options."""
    places = list(known.order_by().values_list("region", "passes_down"))
    stopping = {region for region, passes_down in places if not passes_down}
    others = Region.objects.filter(Q(parent__in=stopping) | Q(code__in=MUNICIPALITIES))
    return {region for region, _ in places}.union(others.values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read for any day: the rules, and the places that may resolve by themselves."""

    words: Vocabulary
    recorded: Mapping[int, Recorded]
    tree: _Tree
    regions: list[Region]
    at: dt.datetime

    def on(self, day: dt.date, *, is_today: bool = False, trying: Policy | None = None) -> Country:
        """The country on a day, or as if an edition were live. One query."""
        events = self.words.scenarios
        found = applicable_policies(self.regions, events, on=day, at=self.at, trying=trying)
        return Country(
            day=day,
            rule_sets=_distinct([self._rule_set(region, found) for region in self.regions]),
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


def _distinct(rule_sets: list[RuleSet]) -> tuple[RuleSet, ...]:
    """One for all regions that resolve alike: the first."""
    found: dict[object, RuleSet] = {}
    for each in rule_sets:
        alike = (each.book.questions, frozenset(one.edition for one in each.recorded.values()))
        if known := found.get(alike):
            found[alike] = replace(known, regions=known.regions + each.regions)
        else:
            found[alike] = each
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Tree:
    """Every region that was not merged into another, with the level above, by key; and by which
    of them its rules are found."""

    codes: Mapping[int, str]
    parents: Mapping[int, int | None]
    shared: Mapping[int, list[str]]
    """Of each region that holds rules, and of the top: the codes that resolve as it does."""

    @classmethod
    def read(cls, holding: set[int], among: QuerySet[Region]) -> _Tree:
        rows = among.filter(successor=None).order_by("code")
        listed = list(rows.values_list("pk", "code", "parent"))
        parents = {key: above for key, _, above in listed}
        shared: dict[int, list[str]] = {}
        for key, code, _ in listed:
            at: int = key
            while at not in holding and (above := parents.get(at)) is not None:
                at = above
            shared.setdefault(at, []).append(code)
        return cls({key: code for key, code, _ in listed}, parents, shared)

    def regions(self) -> list[Region]:
        """The places by which rules are found, with all levels above them. One query."""
        return list(with_lineage(Region.objects.filter(pk__in=self.shared).order_by("code")))

    def above(self, region: int) -> str:
        """The code of the level above, empty for the top."""
        parent = self.parents.get(region)
        return self.codes.get(parent, "") if parent is not None else ""
