"""Rows that are written once and kept for ever, as they were written."""

from __future__ import annotations

from typing import NoReturn, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)
KEPT = "记录只能新增，不能改，也不能删。"


class KeptForEverError(Exception):
    """A row that is kept for ever would be changed or deleted."""


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Rows that may be read and added to, never changed or deleted in bulk."""

    def update(self, **columns: object) -> NoReturn:
        """Raises KeptForEverError."""
        raise KeptForEverError(KEPT)

    def delete(self) -> NoReturn:
        """Raises KeptForEverError."""
        raise KeptForEverError(KEPT)


class AppendOnly(models.Model):
    """A row that is stored once. The database refuses what goes past these methods."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        """Store a new row. Raises KeptForEverError for one that was stored before."""
        if self.pk is not None:
            raise KeptForEverError(KEPT)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, using: str | None = None, keep_parents: bool = False) -> NoReturn:
        """Raises KeptForEverError."""
        raise KeptForEverError(KEPT)
