"""Regions with every level above them, as rules are looked for: by code, by key, by their rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Q, QuerySet

from policies.composed import Composed, Day, Given, Keys, Moment
from policies.models import Policy, Region, Scenario

PROVINCES = Q(level=Region.Level.PROVINCE, successor=None)


def find_region(code: str) -> Region | None:
    """A region by its code with its whole lineage loaded, in one query."""
    return next(iter(_regions_of_codes(codes=[code])), None)


def find_regions(codes: Collection[str]) -> list[Region]:
    """Regions by their codes, with their lineage, in the order of codes. One query."""
    return _regions_of_codes(codes=codes)


def regions_by_key(keys: Collection[int]) -> dict[int, Region]:
    """Regions by their keys, with their lineage. One query."""
    return {each.pk: each for each in _regions_of_keys(keys=keys)}


@Composed
def _regions_of_codes(codes: Given) -> QuerySet[Region]:
    return with_lineage(Region.objects.filter(code__in=codes)).order_by("code")


@Composed
def _regions_of_keys(keys: Given) -> QuerySet[Region]:
    return with_lineage(Region.objects.filter(pk__in=keys)).order_by("code")


def with_lineage(regions: QuerySet[Region]) -> QuerySet[Region]:
    """Regions with every level above them loaded."""
    return regions.select_related("parent__parent__parent", "successor")


def regions_with_rules(
    scenarios: Collection[Scenario], *, on: dt.date, at: dt.datetime
) -> list[Region]:
    """Regions with a rule of their own in force for one of the scenarios, or with one that was
    withdrawn; with their lineage, in the order of codes. One query."""
    return _regions_with_rules(scenarios=[each.pk for each in scenarios], on=on, at=at)


@Composed
def _regions_with_rules(scenarios: Given, on: Given, at: Given) -> QuerySet[Region]:
    return with_lineage(having_rules(scenarios, on, at)).order_by("code")


def having_rules(scenarios: Keys, on: Day, at: Moment) -> QuerySet[Region]:
    """The same as rows, without lineage or order."""
    own = Q()
    for known in (Policy.objects.live(at), Policy.objects.withdrawn_before(at)):
        rules = known.in_force(on).filter(scenario__in=scenarios)
        own |= Q(pk__in=rules.order_by().values("region"))
    return Region.objects.filter(own)


def regions_offered(at: dt.datetime) -> list[Region]:
    """What forms let people choose from: the nation, provinces, and regions with a rule of their
    own; with their lineage, in the order of codes. One query."""
    return _offered(at=at)


@Composed
def _offered(at: Given) -> QuerySet[Region]:
    wide = Q(level__in=[Region.Level.NATION, Region.Level.PROVINCE])
    own = Q(pk__in=Policy.objects.live(at).order_by().values("region"))
    return with_lineage(Region.objects.filter(wide | own)).order_by("code")


def provinces() -> list[Region]:
    """The provinces of today with their lineage, in the order of codes. One query."""
    return _provinces()


@Composed
def _provinces() -> QuerySet[Region]:
    return with_lineage(Region.objects.filter(PROVINCES)).order_by("code")


def provinces_and_those_with_rules(
    scenarios: Collection[Scenario], *, on: dt.date, at: dt.datetime
) -> list[Region]:
    """The provinces, and what `regions_with_rules` gives. One query."""
    return _provinces_and_others(scenarios=[each.pk for each in scenarios], on=on, at=at)


@Composed
def _provinces_and_others(scenarios: Given, on: Given, at: Given) -> QuerySet[Region]:
    either = having_rules(scenarios, on, at) | Region.objects.filter(PROVINCES)
    return with_lineage(either).order_by("code")
