"""Who had the last word on a plain row: the pack, whose text is marked on it, or an editor."""

from __future__ import annotations

import functools
import json

from django.contrib.admin.models import LogEntry
from django.db import models as db

from policies.models.canonical import content_hash, defaults
from policies.models.plain import FromPack
from policies.pack.kinds import Content, RowKind

_defaults = functools.cache(defaults)


def mark_of(model: type[db.Model], content: Content) -> str:
    """The hash of a content, the same whatever columns with a default are added to the model."""
    empty = _defaults(model)
    said = {
        name: value for name, value in content.items() if name not in empty or value != empty[name]
    }
    return content_hash(json.dumps(said, ensure_ascii=False, sort_keys=True))


def standing_mark(row: FromPack, present: str, editors: EditedInAdmin) -> str:
    """The mark of a stored row: what a pack wrote last, or that the row is an editor's.

    `present` is the hash of what it says now. A row stored before packs left marks has none; for
    it alone the admin's log decides, once.
    """
    if row.pack_hash:
        return row.pack_hash
    return FromPack.BY_EDITORS if editors.stored(row) else present


def marked_model(kind: RowKind) -> type[FromPack]:
    """The model of a kind of plain rows. Raises TypeError for one whose rows bear no mark."""
    if not issubclass(kind.model, FromPack):
        raise TypeError(f"{kind.name} bears no mark of packs")
    return kind.model


class EditedInAdmin:
    """Which rows of a model the admin's log knows; read at most once, and only if asked."""

    def __init__(self, model: type[db.Model], link: str = "pk") -> None:
        """`link`: the attribute that holds the key of the row in the log, if it is another's."""
        self.model, self.link = model, link
        self._keys: set[str] | None = None

    def stored(self, row: db.Model) -> bool:
        """Whether an editor has ever stored this row in the admin."""
        if self._keys is None:
            entries = LogEntry.objects.filter(
                content_type__app_label=self.model._meta.app_label,
                content_type__model=self.model._meta.model_name,
            )
            self._keys = {str(key) for key in entries.values_list("object_id", flat=True)}
        return str(getattr(row, self.link)) in self._keys
