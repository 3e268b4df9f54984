"""From when to when each approved edition of a code is live: reckoned, stored, and looked ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.db.models import F, Q, Subquery

from policies.models import Edition, Transition

State = Edition.State


@dataclass(frozen=True, slots=True)
class Span:
    """An approved edition of a code: when it goes live, and when it was withdrawn if it was."""

    version: int
    start: dt.datetime
    withdrawn_at: dt.datetime | None = None

    @property
    def counts(self) -> bool:
        """Whether it is ever live: one withdrawn before it was published never is."""
        return self.withdrawn_at is None or self.withdrawn_at > self.start


def ends(spans: Iterable[Span]) -> dict[int, dt.datetime | None]:
    """Until when each version is live: its own start if it never is, None if without an end.

    Of the editions published by an instant the newest is live, unless withdrawn by then.
    """
    found: dict[int, dt.datetime | None] = {}
    next_start: dt.datetime | None = None
    for span in sorted(spans, key=lambda each: (each.start, each.version), reverse=True):
        limits = [end for end in (next_start, span.withdrawn_at) if end is not None]
        found[span.version] = max(min(limits), span.start) if limits else None
        if span.counts:
            next_start = span.start
    return found


def span_of(edition: Edition) -> Span:
    """The span of an approved edition."""
    return Span(edition.version, cast(dt.datetime, edition.publish_at), edition.withdrawn_at)


def approved_editions(edition: Edition) -> list[Edition]:
    """Every edition of the same code that was ever approved, the first one first. One query."""
    rows = type(edition)._base_manager.filter(code=edition.code, approved_at__isnull=False)
    return list(rows.order_by("publish_at", "version"))


def settle_live_periods(model: type[Edition], code: str) -> None:
    """Store from when to when each approved edition of a code is live."""
    approved = model._base_manager.filter(code=code, approved_at__isnull=False)
    rows = list(approved.only("pk", "version", "publish_at", "withdrawn_at", "live_until"))
    until = ends(span_of(row) for row in rows)
    for row in rows:
        if row.live_until != until[row.version]:
            model._base_manager.filter(pk=row.pk).update(live_until=until[row.version])


def scheduled_beside(edition: Edition, now: dt.datetime) -> list[Edition]:
    """Other editions of this code that are approved and go live after an instant, in order."""
    waiting = type(edition)._base_manager.filter(
        code=edition.code, state=State.APPROVED, publish_at__gt=now
    )
    return list(waiting.exclude(pk=edition.pk).order_by("publish_at", "version"))


def beside_publication(edition: Edition, now: dt.datetime) -> list[Edition]:
    """The approved editions of this code about which whoever publishes this one has to choose.

    Those that go live after an instant; the one that is live then if it waited while this text
    was copied from another one: what it changed is not in this text; and what was withdrawn after
    this text was copied: who wrote it may not know why. One query.
    """
    entry = Transition.objects.filter(code=edition.code, version=edition.version, verb="revise")
    copied = Subquery(entry.order_by("pk").values("at")[:1])
    met = Q(approved_at__lt=copied, publish_at__gt=copied) & ~Q(version=edition.copied_from or 0)
    still = Q(live_until__isnull=True) | Q(live_until__gt=now)
    stands = Q(state=State.APPROVED) & (Q(publish_at__gt=now) | (met & still))
    was_seen = Q(version=edition.copied_from or 0) | Q(withdrawn_at__gt=F("publish_at"))
    gone = Q(state=State.WITHDRAWN, withdrawn_at__gt=copied) & was_seen
    found = type(edition)._base_manager.filter(stands | gone, code=edition.code)
    return list(found.exclude(pk=edition.pk).order_by("publish_at", "version"))


def live_beside(edition: Edition, now: dt.datetime) -> Edition | None:
    """Another edition of this code that is live at an instant, if there is one."""
    others = type(edition).objects.live(now).filter(code=edition.code).exclude(pk=edition.pk)
    found: Edition | None = others.first()
    return found
