"""Rules that take effect later: what the site can announce."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from policies.composed import Composed, Given
from policies.models import Policy, Region


def coming_rules(on: dt.date, at: dt.datetime, *, region: Region | None = None) -> Iterable[Policy]:
    """Rules known at an instant that take effect after a day, the first day first; with a region
    (lineage loaded) those of its own and of the levels above. One query."""
    levels = [level.pk for level in region.lineage()] if region else None
    return _coming(on=on, at=at, levels=levels)


@Composed
def _coming(on: Given, at: Given, levels: Given | None) -> QuerySet[Policy]:
    live = Policy.objects.live(at)
    rules: QuerySet[Policy] = live.filter(effective_from__gt=on, region__successor=None)
    if levels is not None:
        rules = rules.filter(region__in=levels)
    in_order = ("effective_from", "region__code", "scenario__position", "pk")
    return rules.select_related("region", "scenario").order_by(*in_order)
