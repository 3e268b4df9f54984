"""Reads the rules of the whole country for rulecheck: every rule set of a day, each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet
from django.utils import timezone

from policies.models import Policy, PolicyQuerySet, Region
from policies.models.region import MUNICIPALITIES
from policies.rules.applicability import applicable_policies
from policies.rules.recorded_rules import recorded_rules, rules_alone
from policies.rules.regions import regions_by_key
from policies.rules.rule_sets import Places, Tree
from policies.rules.rulecheck.recorded import Country, Recorded
from policies.rules.vocabulary import Vocabulary


def read_country(
    words: Vocabulary, *, on: dt.date, at: dt.datetime, is_today: bool = True
) -> Country:
    """The rule sets of a day as known at an instant: a fixed number of queries.

    Most regions resolve as the level above them does; see `_resolving_by_themselves`.
    """
    recorded = recorded_rules(at)
    known = Policy.objects.live(at) | Policy.objects.withdrawn_before(at)
    reading = _Reading.of(words, recorded, known, Region.objects.all(), at)
    return reading.on(on, is_today=is_today)


def read_edit(
    words: Vocabulary, edition: Policy, days: Collection[dt.date], *, at: dt.datetime
) -> list[tuple[Country, Country]]:
    """For each day what can change by a stored edition: the country as known at an instant, and
    as if this edition were live in place of all others of its code.

    Only its scenario, and the places where it (or what it replaces) holds with all below them.
    Seven queries and two a day, whatever the number of rules and places.
    """
    reading, today = _reading_about(words, (edition,), at), timezone.localdate(at)
    return [
        (reading.on(day, is_today=day == today), reading.on(day, trying=edition)) for day in days
    ]


def read_editions(
    words: Vocabulary, editions: tuple[Policy, Policy], *, on: dt.date, at: dt.datetime
) -> tuple[Country, Country]:
    """The country of a day as if either of two stored editions were live; as `read_edit` does."""
    reading = _reading_about(words, editions, at)
    before, after = (reading.on(on, trying=each) for each in editions)
    return before, after


def _reading_about(words: Vocabulary, editions: Collection[Policy], at: dt.datetime) -> _Reading:
    """What some editions can change: their scenarios, and their places with all below."""
    codes, keys = [each.code for each in editions], [each.pk for each in editions]
    replaced = list(Policy.objects.live(at).filter(code__in=codes))
    scenarios = {each.scenario_id for each in (*editions, *replaced)}
    narrowed = replace(words, scenarios=tuple(e for e in words.scenarios if e.pk in scenarios))
    within = {each.region_id for each in (*editions, *replaced)}
    known = Policy.objects.live(at) | Policy.objects.withdrawn_before(at)
    speaking = (known | Policy.objects.filter(pk__in=keys)).filter(scenario__in=scenarios)
    recorded = rules_alone(speaking.select_related("region", "scenario"))
    return _Reading.of(narrowed, recorded, speaking, _at_or_below(within), at)


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
    """What was read for any day, as known at an instant."""

    places: Places
    at: dt.datetime

    @classmethod
    def of(
        cls,
        words: Vocabulary,
        recorded: Mapping[int, Recorded],
        known: PolicyQuerySet,
        among: QuerySet[Region],
        at: dt.datetime,
    ) -> _Reading:
        """Read the places, given editions that make some of them resolve by themselves."""
        rows = among.filter(successor=None).order_by("code")
        listed = list(rows.values_list("pk", "code", "parent"))
        tree = Tree.of(listed, _resolving_by_themselves(known))
        regions = list(regions_by_key(tree.shared).values())
        return cls(Places(words, recorded, tree, regions), at)

    def on(self, day: dt.date, *, is_today: bool = False, trying: Policy | None = None) -> Country:
        """The country on a day, or as if an edition were live. One query."""
        events = self.places.words.scenarios
        regions = self.places.regions
        found = applicable_policies(regions, events, on=day, at=self.at, trying=trying)
        return self.places.country(day, found, is_today=is_today)
