"""Rules that take effect later: what the site can announce."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from policies.models import Policy, Region


def coming_rules(on: dt.date, at: dt.datetime, *, region: Region | None = None) -> Iterable[Policy]:
    """Rules known at an instant that take effect after a day, the first day first; with a region
    (lineage loaded) those of its own and of the levels above. One query."""
    live = Policy.objects.live(at)
    rules: QuerySet[Policy] = live.filter(effective_from__gt=on, region__successor=None)
    if region:
        rules = rules.filter(region__in=[level.pk for level in region.lineage()])
    in_order = ("effective_from", "region__code", "scenario__position", "pk")
    return rules.select_related("region", "scenario").order_by(*in_order)
