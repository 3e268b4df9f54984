"""Two rules of one place and situation never answer for the same day at the same instant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from policies.models import Edition, Policy
from policies.publishing.live_periods import Span, approved_editions, ends, span_of
from policies.rules.rulecheck.findings import Finding, Kind, Witness


def live_overlaps(
    policy: Policy, start: dt.datetime, until: dt.datetime | None = None
) -> models.QuerySet[Policy]:
    """Policies of other codes in force on a day that this one is, live at an instant from `start`
    on, and before `until` if that is given."""
    others: models.QuerySet[Policy] = (
        Policy.objects.filter(region_id=policy.region_id, scenario_id=policy.scenario_id)
        .filter(Q(live_until__isnull=True) | Q(live_until__gt=start))
        .filter(approved_at__isnull=False)
        .exclude(live_until__lte=F("publish_at"))  # called off before it was published
        .overlapping(policy.effective_from, policy.effective_to)
        .exclude(code=policy.code)
    )
    return others.filter(publish_at__lt=until) if until else others


def overlap_blockers(editions: Sequence[Edition], plan: Sequence[Span]) -> list[str]:
    """Which other rules stand in the way of what is planned for the editions of a code.

    Looked at is the time that an edition gains: one that is new, or stays because the next one is
    called off. One query for each that gains any.
    """
    until, found = ends(plan), []
    starts = {span.version: span.start for span in plan}
    for edition in editions:
        if not isinstance(edition, Policy) or edition.version not in until:
            continue
        end = until[edition.version]
        gained_from = starts[edition.version]
        if edition.approved_at:
            if edition.live_until is None:
                continue
            gained_from = max(edition.live_until, gained_from)
        if end is None or end > gained_from:
            found += [_overlaps(other) for other in live_overlaps(edition, gained_from, end)]
    return list(dict.fromkeys(found))


def overlaps_to_come(policy: Policy, start: dt.datetime) -> Iterator[Finding]:
    """The same of an edition that nobody approved yet, for its author: until then the other rule
    may be given its last day, so this is no reason against handing it in. One query
    for a first version, else two."""
    if policy.approved_at:
        return
    place = policy.region.code, policy.scenario.code
    for other in live_overlaps(policy, start, _next_start(policy, start)):
        message = f"{_overlaps(other)}不写就不能批准。"
        journey = Witness(*place, on=_first_common_day(policy, other))
        yield Finding(Kind.OVERLAP, *place, policy.edition_label, message, journey)


def _next_start(policy: Policy, start: dt.datetime) -> dt.datetime | None:
    """When the next version of its code takes its place, if one is planned."""
    approved = approved_editions(policy) if policy.version > 1 else ()
    planned = (each for each in map(span_of, approved) if each.counts and each.start > start)
    return min((each.start for each in planned), default=None)


def _first_common_day(policy: Policy, other: Policy) -> dt.date | None:
    """The first day on which both are in force; none where neither start is known."""
    starts = filter(None, (policy.effective_from, other.effective_from))
    return max(starts, default=None)


def _overlaps(other: Policy) -> str:
    return _("与 %(label)s 的有效期重叠（%(start)s 至 %(end)s），请先给它写上失效日期。") % {
        "label": other.edition_label,
        "start": other.effective_from or _("起点不明"),
        "end": other.effective_to or _("另行通知"),
    }
