"""Rules that take effect later: what the site can announce."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, QuerySet

from policies.composed import Composed, Given
from policies.models import Policy, Region, Scenario

MOST = 60  # rules that are told at once: from one day on a whole country may change


def coming_rules(
    on: dt.date, at: dt.datetime, *, region: Region | None = None, scenario: Scenario | None = None
) -> list[Policy]:
    """The first `MOST` rules known at an instant that take effect after a day, the first day first;
    with a region (lineage loaded) those of its own and of the levels above. One query."""
    matter = scenario.pk if scenario else None
    return _coming(on=on, at=at, levels=_levels(region), scenario=matter)


def coming_numbers(
    on: dt.date, at: dt.datetime, *, region: Region | None = None
) -> dict[dt.date, int]:
    """How many such rules there are in all, by the day on which they take effect, the first day
    first. One query."""
    return dict(_numbers(on=on, at=at, levels=_levels(region)))


def _levels(region: Region | None) -> list[int] | None:
    return [level.pk for level in region.lineage()] if region else None


def _announced(on: Given, at: Given, levels: Given | None) -> QuerySet[Policy]:
    rules: QuerySet[Policy] = Policy.objects.live(at).filter(effective_from__gt=on)
    if levels is not None:
        rules = rules.filter(region__in=levels)
    # Named, not joined: a database that begins with the places reads all of their rules.
    merged = Region.objects.filter(successor__isnull=False).order_by()
    return rules.exclude(region__in=merged.values("pk"))


@Composed
def _coming(on: Given, at: Given, levels: Given | None, scenario: Given | None) -> QuerySet[Policy]:
    """Which are the first is asked of the index of days alone; only they are read and ordered."""
    rules = _announced(on, at, levels)
    if scenario is not None:
        rules = rules.filter(scenario=scenario)
    first = rules.order_by("effective_from", "pk").values("pk")[:MOST]
    in_order = ("effective_from", "region__code", "scenario__position", "pk")
    told: QuerySet[Policy] = Policy.objects.filter(pk__in=first)
    return told.select_related("region", "scenario").order_by(*in_order)


@Composed
def _numbers(on: Given, at: Given, levels: Given | None) -> QuerySet[Policy, tuple[dt.date, int]]:
    days = _announced(on, at, levels).order_by().values_list("effective_from")
    return days.annotate(number=Count("pk")).order_by("effective_from")
