"""Parts of editions: rows that are part of an edition's text and share its fate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models, transaction

from policies.models.canonical import part_model
from policies.models.edition.querysets import refuse_if_approved
from policies.models.translated import TranslatedModel


class EditionChildQuerySet(models.QuerySet[Any]):
    """Parts of editions; in bulk, too, those of approved ones cannot be changed or deleted."""

    def update(self, **columns: object) -> int:
        """Change rows in bulk. Raises PublishedTextError if it would change published text."""
        link = self.model.parent_link
        targets = [columns[name] for name in (link, f"{link}_id") if name in columns]
        with transaction.atomic():
            self._refuse_if_published([getattr(target, "pk", target) for target in targets])
            return super().update(**columns)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows in bulk. Raises PublishedTextError if one of them is published text."""
        with transaction.atomic():
            self._refuse_if_published([])
            return super().delete()

    def bulk_create(
        self, objs: Iterable[EditionChild], *args: Any, **kwargs: Any
    ) -> list[EditionChild]:
        """Store rows in bulk. Raises PublishedTextError if one belongs to published text."""
        rows = list(objs)
        with transaction.atomic():
            refuse_if_approved(self.model.editions({row.edition_key for row in rows}))
            return super().bulk_create(rows, *args, **kwargs)

    update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def _refuse_if_published(self, more: Iterable[object]) -> None:
        """Refuse unless the editions of these rows, and `more`, are open; holds them."""
        keys = {*self.values_list(self.model.parent_link, flat=True), *more}
        refuse_if_approved(self.model.editions(key for key in keys if isinstance(key, int)))


class EditionChild(TranslatedModel):
    """A row that is part of an edition's text and shares its fate."""

    parent_link: ClassVar[str]

    objects = EditionChildQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row. Raises PublishedTextError if the edition it belongs to, or is taken from,
        is approved.
        """
        with transaction.atomic():
            self.refuse_if_published()
            super().save(*args, **kwargs)

    def delete(
        self, using: str | None = None, keep_parents: bool = False
    ) -> tuple[int, dict[str, int]]:
        """Delete the row. Raises PublishedTextError if the edition it belongs to is approved."""
        with transaction.atomic():
            self.refuse_if_published()
            return super().delete(using, keep_parents)

    @classmethod
    def editions(cls, keys: Iterable[int]) -> models.QuerySet[models.Model]:
        """The editions with these database keys."""
        return part_model(cls, cls.parent_link)._base_manager.filter(pk__in=list(keys))

    @property
    def edition_key(self) -> int:
        """The database key of the edition that this row belongs to."""
        return int(getattr(self, f"{self.parent_link}_id"))

    def refuse_if_published(self) -> None:
        """Raise PublishedTextError if the edition of this row, or of the stored row, is approved.

        Holds both editions: to be called inside the transaction that changes something.
        """
        stored = type(self)._base_manager.filter(pk=self.pk) if self.pk else None
        former = stored.values_list(self.parent_link, flat=True) if stored is not None else ()
        refuse_if_approved(self.editions({self.edition_key, *former}))
