"""Which editions may be seen, and what may not be changed in bulk."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from policies.models.translated import column

TRANSLATED_WORKFLOW = ("withdrawal_reason", "change_note")
WORKFLOW_COLUMNS = frozenset(
    (
        "code", "version", "state", "author", "submitted_at", "approved_by", "approved_at",
        "publish_at", "live_until", "withdrawn_at", "replaced_by", "change_size", "canonical_text",
        "content_hash", "previous_hash", "origin", "forced_reason", *TRANSLATED_WORKFLOW,
        *(column(name, code) for name in TRANSLATED_WORKFLOW for code, _ in settings.LANGUAGES),
    )
)  # fmt: skip
OPEN_STATES = ("draft", "in_review")
CHANGE_REFUSED = "已发布的文字不能改，请修订出新的一版。"
DELETION_REFUSED = "已发布过的版本不能删除，只能撤回。"


class PublishedTextError(ValidationError):
    """Raised when the text of an approved edition would be changed in place."""


class EditionQuerySet(models.QuerySet[Any]):
    """Which editions may be seen: every public question about that goes through here."""

    def live(self, at: dt.datetime) -> Self:
        """Editions that the site shows at an instant: at most one of each code."""
        return self.filter(
            Q(live_until__isnull=True) | Q(live_until__gt=at),
            approved_at__isnull=False,
            publish_at__lte=at,
        )

    def open(self) -> Self:
        """Editions on which work goes on: drafts and what is in review."""
        return self.filter(state__in=OPEN_STATES)

    def published_before(self, at: dt.datetime) -> Self:
        """Editions that were on the site at some instant up to `at`, withdrawn ones included."""
        return self.filter(approved_at__isnull=False, publish_at__lte=at).exclude(
            live_until__lte=F("publish_at")
        )

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts. Raises PublishedTextError if one of the rows was ever approved."""
        if self.filter(approved_at__isnull=False).exists():
            raise PublishedTextError(DELETION_REFUSED)
        return super().delete()

    def update(self, **columns: Any) -> int:
        """Change rows in bulk. Raises PublishedTextError if it would change published text."""
        is_text = not WORKFLOW_COLUMNS.issuperset(columns)
        if is_text and self.filter(approved_at__isnull=False).exists():
            raise PublishedTextError(CHANGE_REFUSED)
        return super().update(**columns)

    update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]
