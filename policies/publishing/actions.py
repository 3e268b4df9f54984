"""The verbs of publishing, and nothing else changes the state of an edition.

Each verb is atomic, acts on what is stored (the edition given is read again, under a lock) and
refuses with all its reasons at once. `now` is an argument, so that every step can be tested at any
instant.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from policies.models import Edition, EditionChild
from policies.models.canonical import content_hash
from policies.models.edition import WORKFLOW_COLUMNS
from policies.models.translated import translated_fields
from policies.publishing import events
from policies.publishing.blockers import (
    approve_blockers,
    reject_blockers,
    revise_blockers,
    submit_blockers,
    withdraw_blockers,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = Edition.State
SHORTEST_FORCED_REASON = 10
AT_ONCE = 200  # editions published by one statement


class Refused(Exception):
    """A verb was refused; `reasons` says why, every reason, in the editor's language."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("；".join(reasons))
        self.reasons = reasons


@transaction.atomic
def revise(edition: Edition, *, by: User, now: dt.datetime | None = None) -> Edition:
    """Clone the live edition of this one's code into a new draft by this person.

    The edition given is cloned where none is live (withdrawn), or where it waits to go live.
    """
    now = now or timezone.now()
    _hold(edition)
    _refuse_if(revise_blockers(edition, by=by, now=now))
    editions = type(edition)._base_manager.filter(code=edition.code)
    newest = editions.order_by("-version").first() or edition
    waits = edition.state == State.APPROVED and cast(dt.datetime, edition.publish_at) > now
    live = type(edition).objects.live(now).filter(code=edition.code)
    edition = edition if waits else live.first() or edition
    draft = type(edition)(**_own_columns(edition, leave_out=WORKFLOW_COLUMNS))
    draft.code, draft.version, draft.author = edition.code, newest.version + 1, by
    draft.save()
    _copy_many(edition, draft)
    for relation in edition.parts:
        for child in getattr(edition, relation).all():
            _clone_child(child, draft)
    return draft


@transaction.atomic
def submit(edition: Edition, *, by: User, now: dt.datetime | None = None) -> None:
    """Hand a draft to the second person."""
    _hold(edition)
    _refuse_if(submit_blockers(edition, by=by))
    edition.state = State.IN_REVIEW
    edition.submitted_at = now or timezone.now()
    edition.save(update_fields=["state", "submitted_at"])


@transaction.atomic
def approve(edition: Edition, *, by: User, now: dt.datetime | None = None) -> None:
    """Publish an edition, at once or at its `publish_at` if that lies ahead."""
    now = now or timezone.now()
    _hold(edition)
    _refuse_if(approve_blockers(edition, by=by, now=now))
    edition.approved_by = by
    _publish(edition, now)


@transaction.atomic
def force_publish(
    edition: Edition, *, by: User, reason: str, now: dt.datetime | None = None
) -> None:
    """Publish one's own edition alone, in an emergency, with a written reason."""
    now = now or timezone.now()
    _hold(edition)
    blockers = approve_blockers(edition, by=by, now=now, forced=True)
    if len(reason.strip()) < SHORTEST_FORCED_REASON:
        blockers.append(_("请写明为什么等不及第二个人（至少 %s 个字）。") % SHORTEST_FORCED_REASON)
    _refuse_if(blockers)
    edition.approved_by, edition.forced_reason = by, reason.strip()
    _publish(edition, now)


@transaction.atomic
def reject(edition: Edition, *, by: User) -> None:
    """Send an edition back to its author as a draft."""
    _hold(edition)
    _refuse_if(reject_blockers(edition, by=by))
    edition.state, edition.submitted_at = State.DRAFT, None
    edition.save(update_fields=["state", "submitted_at"])


@transaction.atomic
def withdraw(
    edition: Edition,
    *,
    by: User | None,
    reason: str,
    replaced_by: str = "",
    now: dt.datetime | None = None,
) -> None:
    """Take an edition off the site; its permanent address says why for ever.

    One that was scheduled and never live is called off: the edition before it stays live. `by` is
    None when a content pack replaces a row of an earlier pack.
    """
    now = now or timezone.now()
    _hold(edition)
    was_live = edition.publish_at is not None and edition.publish_at <= now
    blockers = withdraw_blockers(edition, by=by, now=now)
    if not reason.strip():
        blockers.append(_("请写明撤回的原因，读者会看到。"))
    _refuse_if(blockers)
    edition.state, edition.withdrawn_at = State.WITHDRAWN, now
    edition.withdrawal_reason_zh_hans = reason.strip()  # type: ignore[attr-defined]
    edition.replaced_by = replaced_by
    edition.save(
        update_fields=["state", "withdrawn_at", "withdrawal_reason_zh_hans", "replaced_by"]
    )
    settle_live_periods(type(edition), edition.code)
    events.forget_scheduled(edition.edition_label, now)
    if was_live:
        events.record_event(now, edition.edition_label)


@transaction.atomic
def publish_from_pack(editions: Sequence[Edition], *, now: dt.datetime) -> None:
    """Publish rows of the shipped content at once: drafts of one kind, stored with their parts.

    They have an origin and name no persons; each brings its canonical text, the hash of it and that
    of the edition before. Only `load_content` calls this: it checked what `content_blockers` would,
    settles the live periods of codes that had an edition, and records one event for everything.
    One query for some hundred rows.
    """
    for start in range(0, len(editions), AT_ONCE):
        some = editions[start : start + AT_ONCE]
        drafts = type(some[0])._base_manager.filter(pk__in=[each.pk for each in some])
        drafts.exclude(origin="").update(state=State.APPROVED, approved_at=now, publish_at=now)


def settle_live_periods(model: type[Edition], code: str) -> None:
    """Set from when to when each approved edition of a code is live.

    Of the editions published by an instant the newest is live, unless withdrawn by then; one
    withdrawn before it was published never counts.
    """
    approved = model._base_manager.filter(code=code, approved_at__isnull=False)
    next_start: dt.datetime | None = None
    for edition in approved.order_by("-publish_at", "-version"):
        start = cast(dt.datetime, edition.publish_at)
        ends = [end for end in (next_start, edition.withdrawn_at) if end is not None]
        end = max(min(ends), start) if ends else None
        if end != edition.live_until:
            model._base_manager.filter(pk=edition.pk).update(live_until=end)
        if edition.withdrawn_at is None or edition.withdrawn_at > start:
            next_start = start


# What the verbs are made of.


def _publish(edition: Edition, now: dt.datetime) -> None:
    before = (
        type(edition)
        ._base_manager.filter(code=edition.code, approved_at__isnull=False)
        .order_by("-version")
        .first()
    )
    edition.state = State.APPROVED
    edition.approved_at = now
    edition.publish_at = max(now, edition.publish_at or now)
    edition.canonical_text = edition.text_now()
    edition.content_hash = content_hash(edition.canonical_text)
    edition.previous_hash = before.content_hash if before else ""
    type(edition)._base_manager.filter(pk=edition.pk).update(
        **{
            name: getattr(edition, name)
            for name in (
                "state",
                "approved_at",
                "approved_by",
                "publish_at",
                "canonical_text",
                "content_hash",
                "previous_hash",
                "forced_reason",
            )
        }
    )
    settle_live_periods(type(edition), edition.code)
    events.record_event(edition.publish_at, edition.edition_label, now=now)


def _refuse_if(blockers: list[str]) -> None:
    if blockers:
        raise Refused(blockers)


def _hold(edition: Edition) -> None:
    """Lock the rows of a code and read this one again: what was loaded before may be stale.

    Two approvals at once therefore see each other; the second finds nothing left to approve.
    """
    rows = type(edition)._base_manager.select_for_update().filter(code=edition.code)
    list(rows.order_by("pk").values_list("pk", flat=True))
    edition.refresh_from_db()


def _own_columns(row: models.Model, leave_out: frozenset[str] = frozenset()) -> dict[str, object]:
    translated = set(translated_fields(type(row)))
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in leave_out and field.name not in translated
    }


def _clone_child(child: EditionChild, draft: Edition) -> None:
    copy = type(child)(**_own_columns(child, leave_out=frozenset({child.parent_link})))
    setattr(copy, child.parent_link, draft)
    copy.save()
    _copy_many(child, copy)


def _copy_many(source: models.Model, target: models.Model) -> None:
    for many in source._meta.many_to_many:
        getattr(target, many.name).set(getattr(source, many.name).all())
