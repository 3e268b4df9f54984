"""What is published right now, as one token that pages and caches can compare."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction
from django.db.models import Count, F, Subquery
from django.db.models.functions import Coalesce
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone

from policies.composed import Composed, Given
from policies.models import PublicationEvent, PublicationState
from policies.models.edition import Edition, EditionChild, edition_models, refuse_if_approved
from policies.models.plain import PublicRow, SharedRow, changed_in_bulk

NOTHING_PUBLISHED = "empty"
_recording: ContextVar[bool] = ContextVar("recording", default=True)


def record_event(at: dt.datetime, subject: str, *, now: dt.datetime | None = None) -> None:
    """Note that what is public changes at an instant: `now`, or later if `now` is given."""
    with transaction.atomic():
        state = _state_if_free()
        counted = state is not None and at <= (now or at)
        PublicationEvent.objects.create(at=at, subject=subject[:60], counted=counted)
        if state is not None:
            passed = PublicationEvent.objects.filter(counted=False, at__lte=now or at)
            number = passed.update(counted=True) + counted
            state.update(serial=F("serial") + number)


def _state_if_free() -> models.QuerySet[PublicationState] | None:
    """The row of the serial, held; None while somebody else holds it.

    Whether an event that passed stands in the serial or is counted beside it, the token is the
    same. So nobody waits: what cannot be counted now is counted with a later event. One query,
    two more where the row is held or not there yet.
    """
    state = PublicationState.objects.filter(pk=1)
    if state.select_for_update(skip_locked=True).exists():
        return state
    _row, is_new = PublicationState.objects.get_or_create(pk=1)
    return state if is_new else None


def forget_scheduled(subject: str, after: dt.datetime) -> None:
    """Drop the events of a subject that lie ahead, when its publication is called off."""
    PublicationEvent.objects.filter(subject=subject, at__gt=after).delete()


def token(at: dt.datetime) -> str:
    """Names what is published at an instant: changes exactly when that changes. One query.

    It is the newest event that has passed, and how many have: a long transaction (loading content)
    may commit an event that is older than one already seen. Most are counted once, in the serial.
    """
    for newest, serial, uncounted in _newest(at=at):
        return f"{newest}-{serial + uncounted}"
    return NOTHING_PUBLISHED


@Composed
def _newest(at: Given) -> models.QuerySet[PublicationEvent, tuple[str, int, int]]:
    """The newest event that has passed with the serial and how many passed uncounted."""
    passed = PublicationEvent.objects.filter(at__lte=at)
    serial = Subquery(PublicationState.objects.values("serial")[:1])
    uncounted = passed.filter(counted=False).order_by().values("counted")
    newest = passed.annotate(
        serial=Coalesce(serial, 0),
        uncounted=Coalesce(Subquery(uncounted.annotate(number=Count("pk")).values("number")), 0),
    )
    return newest.values_list("token", "serial", "uncounted")[:1]  # type: ignore[return-value]


def first_publication(now: dt.datetime) -> dt.datetime | None:
    """When the first edition of any kind went live; None if none has by now. One query."""
    went_live = [
        model.objects.published_before(now).rewrite(False).order_by().values_list("publish_at")  # type: ignore[attr-defined]
        for model in edition_models()
    ]
    first = went_live[0].union(*went_live[1:]).order_by("publish_at").first()
    return first[0] if first else None


@contextlib.contextmanager
def one_event(at: dt.datetime, subject: str) -> Iterator[None]:
    """Record a single event for everything stored inside, not one a row."""
    reset = _recording.set(False)
    try:
        yield
    finally:
        _recording.reset(reset)
    record_event(at, subject)


def connect_signals() -> None:
    """Record an event whenever a public row that is no edition is stored, alone or in bulk."""
    post_save.connect(_row_changed, dispatch_uid="publication_saved")
    post_delete.connect(_row_changed, dispatch_uid="publication_deleted")
    m2m_changed.connect(_related_changed, dispatch_uid="publication_related")
    changed_in_bulk.connect(_rows_changed, dispatch_uid="publication_in_bulk")


def _row_changed(
    sender: type[models.Model], instance: models.Model | None = None, **_kwargs: object
) -> None:
    if isinstance(instance, SharedRow) and instance.awaits_approval:
        return  # nobody sees it
    if _recording.get() and issubclass(sender, PublicRow):
        record_event(timezone.now(), sender._meta.model_name or "")


def _related_changed(instance: models.Model, action: str, **changed: Any) -> None:
    """Rows related many to many are part of the text: published text refuses, other rows count.

    The signal's sender is the table between, which says nothing; the instance does.
    """
    if action.startswith("pre_"):
        _refuse_if_published(*_holders(instance, **changed))
    else:
        _row_changed(type(instance), instance if isinstance(instance, SharedRow) else None)


def _holders(
    instance: models.Model,
    *,
    sender: type[models.Model],
    model: type[models.Model],
    reverse: bool,
    pk_set: set[int] | None,
    **_kwargs: object,
) -> tuple[type[models.Model], list[int]]:
    """Whose many-to-many field changes: this row's, or that of the rows it is put into."""
    if not reverse:
        return type(instance), [instance.pk]
    if pk_set is not None:
        return model, list(pk_set)
    field = next(f for f in model._meta.many_to_many if f.remote_field.through is sender)
    holding = model._base_manager.filter(**{field.name: instance.pk})
    return model, list(holding.values_list("pk", flat=True))


def _refuse_if_published(model: type[models.Model], keys: list[int]) -> None:
    """Raise PublishedTextError if one of these rows is published text; holds its edition."""
    rows = model._base_manager.filter(pk__in=keys)
    if issubclass(model, EditionChild):
        refuse_if_approved(model.editions(rows.values_list(model.parent_link, flat=True)))
    elif issubclass(model, Edition):
        refuse_if_approved(rows)


def _rows_changed(sender: type[models.Model], **_kwargs: object) -> None:
    if _recording.get():
        record_event(timezone.now(), sender._meta.model_name or "")
