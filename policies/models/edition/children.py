"""Parts of editions: rows that are part of an edition's text and share its fate."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, ClassVar

from django.db import models

from policies.models.edition.querysets import CHANGE_REFUSED, PublishedTextError
from policies.models.translated import TranslatedModel


class EditionChildQuerySet(models.QuerySet[Any]):
    """Parts of editions; in bulk, too, those of approved ones cannot be changed or deleted."""

    def update(self, **columns: Any) -> int:
        """Change rows in bulk. Raises PublishedTextError if it would change published text."""
        self._refuse_if_published(columns)
        return super().update(**columns)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows in bulk. Raises PublishedTextError if one of them is published text."""
        self._refuse_if_published()
        return super().delete()

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Store rows in bulk. Raises PublishedTextError if one belongs to published text."""
        rows = list(objs)
        for row in rows:
            row.refuse_if_published()
        return super().bulk_create(rows, *args, **kwargs)

    update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def _refuse_if_published(self, columns: Collection[str] = ()) -> None:
        if columns and self.model.not_content.issuperset(columns):
            return
        published = {f"{self.model.parent_link}__approved_at__isnull": False}
        if self.filter(**published).exists():
            raise PublishedTextError(CHANGE_REFUSED)


class EditionChild(TranslatedModel):
    """A row that is part of an edition's text and shares its fate."""

    parent_link: ClassVar[str]
    not_content: ClassVar[frozenset[str]] = frozenset()

    objects = EditionChildQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row. Raises PublishedTextError if the edition it belongs to is approved.

        What is no content (the day of the last check) may be stored with `update_fields`.
        """
        changed = kwargs.get("update_fields")
        if not changed or not self.not_content.issuperset(changed):
            self.refuse_if_published()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row. Raises PublishedTextError if the edition it belongs to is approved."""
        self.refuse_if_published()
        return super().delete(*args, **kwargs)

    def refuse_if_published(self) -> None:
        """Raise PublishedTextError if the edition of this row is approved; reads the edition."""
        if getattr(self, self.parent_link).approved_at:
            raise PublishedTextError(CHANGE_REFUSED)
