"""Regions with every level above them, as rules are looked for: by code, by key, by their rules."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Exists, OuterRef, Q, QuerySet

from policies.composed import Composed, Day, Given, Keys, Moment
from policies.models import Policy, Region, Scenario

PROVINCES = Q(level=Region.Level.PROVINCE, successor=None)
WIDE = (Region.Level.NATION, Region.Level.PROVINCE)
MOST_OFFERED = 400  # in one field: all provinces and prefectures
MOST_LISTED = 60  # places on one page; as many as a table of chosen ones takes
TOO_MANY = MOST_LISTED + 1


@dataclass(frozen=True, slots=True)
class ListedRegions:
    """What a page lists: all, or of more than `MOST_LISTED` the nation and the provinces alone."""

    regions: list[Region]
    are_all: bool


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
) -> ListedRegions:
    """Regions with a rule of their own in force for one of the scenarios, or with one that was
    withdrawn; with their lineage, in the order of codes. One query, two where there are too many.
    """
    return _listed(_regions_with_rules, scenarios, on, at)


def _listed(
    question: Composed[Region],
    scenarios: Collection[Scenario],
    on: dt.date,
    at: dt.datetime,
    beside: Sequence[Region] = (),
) -> ListedRegions:
    """What a question finds, and what is listed beside it in any case."""
    values = {"scenarios": [each.pk for each in scenarios], "on": on, "at": at}
    found = [*beside, *question(**values, levels=None)]
    are_all = len(found) <= MOST_LISTED
    if not are_all:
        found = [*beside, *question(**values, levels=[*WIDE])]
    return ListedRegions(sorted(found, key=attrgetter("code")), are_all)


@Composed
def _regions_with_rules(
    scenarios: Given, on: Given, at: Given, levels: Given | None
) -> QuerySet[Region]:
    return _in_order(having_rules(scenarios, on, at, levels, most=TOO_MANY), levels)


def _in_order(regions: QuerySet[Region], levels: Given | None) -> QuerySet[Region]:
    """All of some levels, or so many that there are seen to be too many to list."""
    in_order = with_lineage(regions).order_by("code")
    return in_order[:TOO_MANY] if levels is None else in_order


def having_rules(
    scenarios: Keys, on: Day, at: Moment, levels: Collection[str] | Given | None, *, most: int = 0
) -> QuerySet[Region]:
    """The same as rows, without lineage or order: of some levels, or of any. With `most`, which is
    for no level, no more than so many by each of both kinds of rules: what asks for one more than
    it can list reads no whole country to learn that it is too many."""
    found = Region.objects.all() if levels is None else Region.objects.filter(level__in=levels)
    own = Q()
    # Of all rules few were withdrawn: by their keys, or SQLite looks through all of a scenario.
    withdrawn = Policy.objects.withdrawn_before(at).order_by().values("pk")
    for known in (Policy.objects.live(at), Policy.objects.filter(pk__in=withdrawn)):
        rules = known.in_force(on).filter(scenario__in=scenarios).order_by()
        if levels is None:
            places = rules.values("region").distinct()
            own |= Q(pk__in=places[:most] if most else places)
        else:
            own |= Q(Exists(rules.filter(region=OuterRef("pk"))))
    return found.filter(own)


def regions_offered(at: dt.datetime) -> list[Region]:
    """What forms let people choose from: the nation, provinces, and regions with a rule of their
    own, while these are no more than `MOST_OFFERED`; with their lineage, in the order of codes. Two
    queries: how many there are is asked for before their rows."""
    return _offered(at=at) if len(_offered_keys(at=at)) <= MOST_OFFERED else _wide()


@Composed
def _offered_keys(at: Given) -> QuerySet[Region, int]:
    return _either(at).order_by().values_list("pk", flat=True)[: MOST_OFFERED + 1]


@Composed
def _offered(at: Given) -> QuerySet[Region]:
    return with_lineage(_either(at)).order_by("code")


def _either(at: Given) -> QuerySet[Region]:
    """The wide ones, and those with rules: of these no more than are seen to be too many."""
    places = Policy.objects.live(at).order_by().values("region").distinct()
    return Region.objects.filter(Q(level__in=WIDE) | Q(pk__in=places[: MOST_OFFERED + 1]))


@Composed
def _wide() -> QuerySet[Region]:
    return with_lineage(Region.objects.filter(level__in=WIDE)).order_by("code")


def provinces() -> list[Region]:
    """The provinces of today with their lineage, in the order of codes. One query."""
    return _provinces()


@Composed
def _provinces() -> QuerySet[Region]:
    return with_lineage(Region.objects.filter(PROVINCES)).order_by("code")


@functools.lru_cache(maxsize=4)
def known_provinces(published: str) -> tuple[Region, ...]:
    """The provinces for a state of publication (`events.token`), to be read only: all threads share
    them. One query, then none."""
    return tuple(provinces())


def with_those_with_rules(
    provinces: Sequence[Region], scenarios: Collection[Scenario], *, on: dt.date, at: dt.datetime
) -> ListedRegions:
    """The provinces, and what `regions_with_rules` gives, by as many queries."""
    return _listed(_others_with_rules, scenarios, on, at, provinces)


@Composed
def _others_with_rules(
    scenarios: Given, on: Given, at: Given, levels: Given | None
) -> QuerySet[Region]:
    own = having_rules(scenarios, on, at, levels, most=TOO_MANY)
    return _in_order(own.exclude(PROVINCES), levels)
