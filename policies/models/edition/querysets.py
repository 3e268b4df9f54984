"""Which editions may be seen, and what may not be changed in bulk."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from policies.composed import Moment
from policies.models.edition.columns import AFTER_APPROVAL

AnyEdition = TypeVar("AnyEdition", bound=models.Model)
OPEN_STATES = ("draft", "in_review")
CHANGE_REFUSED = "已发布的文字不能改，请修订出新的一版。"
DELETION_REFUSED = "已发布过的版本不能删除，只能撤回。"


class PublishedTextError(ValidationError):
    """Raised when the text of an approved edition would be changed in place."""


def refuse_if_approved(
    editions: models.QuerySet[AnyEdition], message: str = CHANGE_REFUSED
) -> None:
    """Raise PublishedTextError if one of these editions is approved; else hold them all.

    The rows are locked and read as they are then: whoever approves one of them at this moment is
    waited for. To be called inside the transaction that changes something.
    """
    rows = editions.order_by("pk").select_for_update(no_key=True)
    if any(approved_at for _key, approved_at in rows.values_list("pk", "approved_at")):
        raise PublishedTextError(message)


def is_live(at: Moment) -> Q:
    """Whether the site shows an edition at an instant."""
    ends_later = Q(live_until__isnull=True) | Q(live_until__gt=at)
    return ends_later & Q(approved_at__isnull=False, publish_at__lte=at)


class EditionQuerySet(models.QuerySet[Any]):
    """Which editions may be seen: every public question about that goes through here."""

    def live(self, at: Moment) -> Self:
        """Editions that the site shows at an instant: at most one of each code."""
        return self.filter(is_live(at))

    def open(self) -> Self:
        """Editions on which work goes on: drafts and what is in review."""
        return self.filter(state__in=OPEN_STATES)

    def awaiting_countersignature(self) -> Self:
        """Editions that one person published alone and no second person has signed since."""
        return self.filter(state="approved", countersigned_at__isnull=True).exclude(
            forced_reason=""
        )

    def withdrawn_before(self, at: Moment) -> Self:
        """Editions that were on the site and were taken off it by an instant."""
        return self.filter(withdrawn_at__lte=at, live_until__gt=F("publish_at"))

    def published_before(self, at: Moment) -> Self:
        """Editions that were on the site at some instant up to `at`, withdrawn ones included."""
        return self.filter(approved_at__isnull=False, publish_at__lte=at).exclude(
            live_until__lte=F("publish_at")
        )

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts. Raises PublishedTextError if one of the rows was ever approved."""
        with transaction.atomic():
            refuse_if_approved(self._plain(), DELETION_REFUSED)
            return super().delete()

    def update(self, **columns: object) -> int:
        """Change rows in bulk. Raises PublishedTextError if an approved one may not change so."""
        with transaction.atomic():
            if not AFTER_APPROVAL.issuperset(columns):
                refuse_if_approved(self._plain())
            return super().update(**columns)

    update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def _plain(self) -> models.QuerySet[models.Model]:
        """These rows without what a lock cannot be taken through: joins, slices, annotations."""
        return self.model._base_manager.filter(pk__in=list(self.values_list("pk", flat=True)))  # type: ignore[no-any-return]
