"""What is published right now, as one token that pages and caches can compare."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone

from policies.models import PublicationEvent
from policies.models.edition import Edition, EditionChild

NOTHING_PUBLISHED = "empty"
_recording: ContextVar[bool] = ContextVar("recording", default=True)


def record_event(at: dt.datetime, subject: str) -> None:
    """Note that what is public changes at an instant, now or in the future."""
    PublicationEvent.objects.create(at=at, subject=subject[:60])


def forget_scheduled(subject: str, after: dt.datetime) -> None:
    """Drop the events of a subject that have not happened yet, when its publication is called off."""
    PublicationEvent.objects.filter(subject=subject, at__gt=after).delete()


def token(at: dt.datetime) -> str:
    """Names what is published at an instant: changes exactly when that changes. One query."""
    newest = PublicationEvent.objects.filter(at__lte=at).values_list("token", flat=True).first()
    return str(newest) if newest else NOTHING_PUBLISHED


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
    """Record an event whenever an editor stores a public row that is no edition."""
    post_save.connect(_row_changed, dispatch_uid="publication_saved")
    post_delete.connect(_row_changed, dispatch_uid="publication_deleted")
    m2m_changed.connect(_row_changed, dispatch_uid="publication_related")


def _row_changed(sender: type[models.Model], **_kwargs: Any) -> None:
    if not _recording.get() or not _is_public_on_save(sender):
        return
    transaction.on_commit(lambda: record_event(timezone.now(), sender._meta.model_name or ""))


def _is_public_on_save(sender: type[models.Model]) -> bool:
    private = {"publicationevent", "feedback", "expectedcase"}
    return (
        sender._meta.app_label in ("policies", "guides")
        and not issubclass(sender, Edition | EditionChild)
        and sender._meta.model_name not in private
        and not sender._meta.auto_created
    )
