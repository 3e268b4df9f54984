"""A row as it is stored, in words by place, for a page that shows it without a form.

Places are those of a form, but rows inside are named by their kind. Passwords are left out, and so
is what no editor decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from django.db.models import Field, Model
from django.utils import timezone

from policies.admin.saving.fields import Held, Sent
from policies.models.canonical import json_text
from policies.models.translated import STATE, translated_fields
from policies.publishing.merge import Change, compare

NOT_TOLD = frozenset({STATE, "password", "last_login"})
NO_ROW, NEW_ROW, NOTHING = "（没有这一行了）", "（新的一行）", "（空）"


@dataclass(frozen=True, slots=True)
class Moved:
    """A field that says something else than it did, or a row inside that came or went."""

    label: str
    before: str
    now: str


def state_of(row: Model, inside: Iterable[tuple[str, Iterable[Model]]]) -> Held:
    """Every column of a row and of the rows inside it, each kind under a name.

    One query for each relation many-to-many that was not prefetched.
    """
    held: Held = {(name,): said for name, said in _columns(row)}
    for kind, rows in inside:
        for each in rows:
            said_inside = _columns(each, inside=type(row))
            held |= {(kind, str(each.pk), name): said for name, said in said_inside}
    return held


def moved(
    opened: Held, stored: Held, model: type[Model], kinds: Mapping[str, type[Model]]
) -> list[Moved]:
    """What says something else than when it was shown, in the order of the model."""
    changes = compare(opened, stored, opened)
    return [_moved(each, kinds.get(each.place[0], model)) for each in changes]


def _moved(change: Change, model: type[Model]) -> Moved:
    if change.is_row:
        there = change.stored is not None
        row = change.stored if there else change.opened
        said = "；".join(" ".join(each) for each in cast(dict[str, Sent], row).values() if each)
        label = str(model._meta.verbose_name)
        return Moved(label, NEW_ROW if there else said, said if there else NO_ROW)
    label = str(model._meta.get_field(change.place[-1]).verbose_name)  # type: ignore[union-attr]
    before, now = (" ".join(cast(Sent, each)) for each in (change.opened, change.stored))
    return Moved(label, before or NOTHING, now or NOTHING)


def _columns(row: Model, inside: type[Model] | None = None) -> Iterator[tuple[str, Sent]]:
    left_out = NOT_TOLD | set(translated_fields(type(row)))
    left_out |= getattr(row, "not_content", frozenset())
    for field in row._meta.concrete_fields:
        is_parent = inside is not None and field.related_model is inside
        if not (field.primary_key or is_parent or field.name in left_out):
            yield field.name, _said(row, field)
    for many in row._meta.many_to_many:
        yield many.name, tuple(sorted(map(str, getattr(row, many.name).all())))


def _said(row: Model, field: Field[object, object]) -> Sent:
    value = getattr(row, field.attname)
    if value is None or value == "":
        return ()
    if field.choices:
        return (str(dict(field.flatchoices).get(value, value)),)
    if isinstance(value, bool):
        return ("是" if value else "否",)
    if isinstance(value, dt.datetime):
        return (f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}",)
    if isinstance(value, list | dict):
        return (json_text(cast(dict[str, object], value)),)
    return (str(getattr(row, field.name)),)
