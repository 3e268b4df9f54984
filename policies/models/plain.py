"""Plain rows: what is stored without editions, so that readers see it as soon as it is stored."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from django.db import models, transaction
from django.dispatch import Signal

from policies.models.translated import TranslatedModel

Row = TypeVar("Row", bound=models.Model)
# Sent when public rows changed without Django's signals for each row; the sender is the model.
changed_in_bulk = Signal()


class PublicQuerySet(models.QuerySet[Row]):
    """Public rows; a change in bulk is told as well, so that no page stays as it was."""

    def update(self, **columns: object) -> int:
        """Change rows in bulk and tell of it."""
        with transaction.atomic():
            number = super().update(**columns)
            self._tell(number)
        return number

    def bulk_create(self, objs: Iterable[Row], *args: Any, **kwargs: Any) -> list[Row]:
        """Store rows in bulk and tell of it."""
        with transaction.atomic():
            stored = super().bulk_create(objs, *args, **kwargs)
            self._tell(len(stored))
        return stored

    update.alters_data = True  # type: ignore[attr-defined]

    def _tell(self, number: int) -> None:
        if number:
            changed_in_bulk.send(self.model)


class PublicManager(models.Manager[Row]):
    """Asks for public rows."""

    def get_queryset(self) -> models.QuerySet[Row]:
        """All rows, whose changes in bulk are told."""
        return PublicQuerySet(self.model, using=self._db)


class PublicRow(TranslatedModel):
    """A row that readers see as soon as it is stored: storing it changes what is published.

    `objects` tells of changes in bulk; deleting in bulk is told row by row. `_base_manager` tells
    nothing: it is for what runs inside `events.one_event`.
    """

    objects = PublicManager()

    class Meta:
        abstract = True


class FromPack(TranslatedModel):
    """A row that content packs bring and editors may take over."""

    BY_EDITORS: ClassVar = "editors"
    not_content: ClassVar = frozenset({"pack_hash"})

    # What a pack wrote here last, as the hash of its canonical text: who finds another text knows
    # that an editor was here, by whatever way. BY_EDITORS: an editor's for good. Blank: not known.
    pack_hash = models.CharField("内容包写入的校验值", max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True
