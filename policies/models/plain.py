"""Plain rows: what is stored without editions and shared by many texts.

They change by a proposal that a second person approves, or by a content pack. The database refuses
everything else (`policies.publishing.permits`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, ClassVar, TypeVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.dispatch import Signal

from policies.models.addresses import taken_before
from policies.models.translated import TranslatedModel

Row = TypeVar("Row", bound=models.Model)
# Sent when public rows changed without Django's signals for each row; the sender is the model.
changed_in_bulk = Signal()


# A row of its own kind by these columns: ("code",), or ("question", "code").
Names = tuple[str, ...]


class SharedManager(models.Manager[Row]):
    """Asks for shared rows; one that still waits for its approval is not among them.

    What a row is related to many to many is shown whole: a draft may point at a proposed row, and
    nothing that is published does.
    """

    def get_queryset(self) -> models.QuerySet[Row]:
        """All rows that a second person has approved, or a pack brought."""
        rows = self._rows()
        return rows if hasattr(self, "through") else rows.filter(awaits_approval=False)

    def _rows(self) -> models.QuerySet[Row]:
        return models.QuerySet(self.model, using=self._db)


class WithProposed(models.Manager[Row]):
    """Asks for shared rows, those that wait for their approval among them; only for editors."""


class Approvable(TranslatedModel):
    """A row that may wait for its approval; then only editors see it."""

    awaits_approval = models.BooleanField("待批准", default=False, db_default=False, editable=False)

    class Meta:
        abstract = True


class SharedRow(Approvable):
    """A row that others point at. It changes by proposals alone, so that two persons know of it.

    `objects` and every relation but many-to-many leave out what waits for its approval;
    `with_proposed` and `_base_manager` do not.
    """

    # What no content tells of, what a program may note at any time, what is for ever as it was.
    not_content: ClassVar[frozenset[str]] = frozenset({"awaits_approval"})
    noted: ClassVar[frozenset[str]] = frozenset()
    fixed: ClassVar[frozenset[str]] = frozenset({"code"})
    # Where rows lead to others: the column that names a row, and the one that names the next. The
    # database refuses a chain that comes back.
    leads_on: ClassVar[tuple[str, str] | None] = None

    objects = SharedManager()
    with_proposed = WithProposed()

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Raise ValidationError for a new row whose address was another thing's before."""
        if (self.pk is None or self.awaits_approval) and (taken := taken_before(self)):
            raise ValidationError(taken)

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        """Raise ValidationError as well where a row that waits for its approval has the name."""
        super().validate_unique(exclude)
        for names in names_of(type(self)):
            if names[-1] in (exclude or ()):
                continue
            same = {name: getattr(self, name) for name in names}
            if any(isinstance(value, models.Model) and not value.pk for value in same.values()):
                continue  # what it belongs to is new as well
            waiting = type(self)._base_manager.filter(awaits_approval=True, **same)
            if waiting.exclude(pk=self.pk).exists():
                raise ValidationError({names[-1]: "已经有人建议新增一条同名的，正在等批准。"})


def names_of(model: type[models.Model]) -> list[Names]:
    """The sets of columns, beside the key, of which no two rows of a model have the same."""
    meta = model._meta
    alone = [(f.name,) for f in meta.concrete_fields if f.unique and not f.primary_key]
    return [*alone, *(tuple(each.fields) for each in meta.total_unique_constraints)]


def shared_models() -> list[type[SharedRow]]:
    """Every kind of shared row that the installed apps have."""
    found = [model for model in apps.get_models() if issubclass(model, SharedRow)]
    return sorted(found, key=lambda model: model._meta.label)


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
        rows = list(objs)
        for row in rows:
            if isinstance(row, FromPack):
                row.mark_as_made()
        with transaction.atomic():
            stored = super().bulk_create(rows, *args, **kwargs)
            self._tell(len(stored))
        return stored

    update.alters_data = True  # type: ignore[attr-defined]

    def _tell(self, number: int) -> None:
        if number:
            changed_in_bulk.send(self.model)


class PublicManager(SharedManager[Row]):
    """Asks for public rows, whose changes in bulk are told."""

    def _rows(self) -> models.QuerySet[Row]:
        return PublicQuerySet(self.model, using=self._db)


class PublicRow(SharedRow):
    """A shared row that readers see: storing it changes what is published.

    `objects` tells of changes in bulk; deleting in bulk is told row by row. `_base_manager` tells
    nothing: it is for what runs inside `events.one_event`.
    """

    objects = PublicManager()  # type: ignore[misc]

    class Meta:
        abstract = True


class FromPack(Approvable):
    """A row that content packs bring and editors may take over."""

    BY_EDITORS: ClassVar = "editors"
    not_content: ClassVar[frozenset[str]] = SharedRow.not_content | {"pack_hash"}

    # What a pack wrote here last, as the hash of its canonical text: who finds another text knows
    # that an editor was here, by whatever way. BY_EDITORS: an editor's for good. Blank: not known.
    pack_hash = models.CharField("内容包写入的校验值", max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        """Store the row; a new one that no pack wrote is an editor's, by whatever way it came."""
        if self._state.adding:
            self.mark_as_made()
        super().save(*args, **kwargs)

    def mark_as_made(self) -> None:
        """Mark a new row as an editor's unless a pack wrote it."""
        self.pack_hash = self.pack_hash or self.BY_EDITORS
