"""Parts of editions: rows that are part of an edition's text and share its fate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Case, F, Value, When

from policies.models.canonical import part_model
from policies.models.edition.querysets import refuse_if_approved
from policies.models.one_form import normalised
from policies.models.translated import TranslatedModel


class EditionChildQuerySet(models.QuerySet[Any]):
    """Parts of editions; in bulk, too, those of approved ones cannot be changed or deleted."""

    def update(self, **columns: object) -> int:
        """Change rows in bulk. Raises PublishedTextError if it would change published text."""
        link, columns = self.model.parent_link, self._with_cleared(columns)
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

    def _with_cleared(self, columns: Mapping[str, object]) -> dict[str, object]:
        """What is to be stored, with what nobody has said yet of what the rows point at then.

        What is named among the columns is said of the new one.
        """
        found = dict(columns)
        for link, said in self.model.said_of.items():
            for target in [columns[name] for name in (link, f"{link}_id") if name in columns]:
                for name in said.keys() - columns.keys():
                    empty = Value(said[name], self.model._meta.get_field(name))
                    found[name] = Case(When(**{link: target}, then=F(name)), default=empty)
        return found

    def _refuse_if_published(self, more: Iterable[object]) -> None:
        """Refuse unless the editions of these rows, and `more`, are open; holds them."""
        keys = {*self.values_list(self.model.parent_link, flat=True), *more}
        refuse_if_approved(self.model.editions(key for key in keys if isinstance(key, int)))


class EditionChild(TranslatedModel):
    """A row that is part of an edition's text and shares its fate."""

    parent_link: ClassVar[str]
    # By a column that points at something, the columns that say something about what it points at,
    # each with what it says when nobody has said it yet: they do not outlive a change of it.
    said_of: ClassVar[Mapping[str, Mapping[str, object]]] = {}
    # What the last save cleared, as it was, by the column that pointed at something else.
    cleared: Mapping[str, Mapping[str, object]] = {}

    objects = EditionChildQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row. Raises PublishedTextError if the edition it belongs to, or is taken from,
        is approved.
        """
        with transaction.atomic():
            self.refuse_if_published()
            self.clear_what_was_said(kwargs)
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

    def clear_what_was_said(self, storing: dict[str, Any]) -> None:
        """Clear what was said about what this row points at no more, unless it was said anew.

        `cleared` tells what that was. What is stored only in part (`update_fields`) is stored with
        what is cleared. One query where there is anything to be said of.
        """
        self.cleared = {}
        named = storing.get("update_fields")
        wanted = [link for link in self.said_of if named is None or {link, f"{link}_id"} & {*named}]
        stored = type(self)._base_manager.filter(pk=self.pk).first() if self.pk and wanted else None
        for link in wanted if stored else ():
            if getattr(self, f"{link}_id") == getattr(stored, f"{link}_id"):
                continue
            said = self.said_of[link]
            same = {name for name in said if _is_same(getattr(self, name), getattr(stored, name))}
            old = {name: getattr(self, name) for name in sorted(same)}
            self.cleared = self.cleared | {
                link: {name: value for name, value in old.items() if value != said[name]}
            }
            for name in same:
                setattr(self, name, said[name])
            if named is not None:
                storing["update_fields"] = {*storing["update_fields"], *same}


def _is_same(new: object, stored: object) -> bool:
    """Whether a value says what is stored, in whatever form a text was given."""
    return (normalised(new) if isinstance(new, str) else new) == stored
