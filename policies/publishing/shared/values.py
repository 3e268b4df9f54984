"""What a shared row says, field by field and language by language, and how it is said anew."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from django.db import models

from policies.models import Option
from policies.models.canonical import Content, canonical
from policies.models.plain import SharedRow, shared_models


class NoSuchRow(Exception):
    """What a value names is not there any more; says so in Chinese."""


@dataclass(frozen=True, slots=True)
class ThreeValues:
    """One field in one language: as it was when the change was written, as it is, as it is wanted.

    This is what a merge shows; `is_stale` says that somebody else changed it meanwhile.
    """

    name: str
    label: str
    before: object
    now: object
    wanted: object

    @property
    def is_stale(self) -> bool:
        return self.now not in (self.before, self.wanted)


def three_values(
    model: type[SharedRow], before: Content, now: Content, wanted: Content
) -> list[ThreeValues]:
    """The three values of every field that a change is about, in the order of the model.

    What was empty and stays so is left out.
    """
    empty: tuple[object, ...] = (None, "", [])
    names = [
        name
        for name in in_order(model)
        if (name in before or name in wanted)
        and not (before.get(name) in empty and wanted.get(name) in empty)
    ]
    return [
        ThreeValues(name, label_of(model, name), before.get(name), now.get(name), wanted.get(name))
        for name in names
    ]


def differing(before: Content, after: Content) -> tuple[Content, Content]:
    """Of two contents only what differs."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def content_of(row: SharedRow) -> Content:
    """The canonical values of a row; one query for each relation many-to-many."""
    return canonical(row)


def put(row: SharedRow, values: Content) -> None:
    """Set values on a row that is not stored yet: all but its relations many-to-many.

    Raises NoSuchRow.
    """
    for field in row._meta.concrete_fields:
        if field.name in values:
            value = values[field.name]
            if isinstance(field, models.ForeignKey):
                target = row_named(_target(field), str(value)) if value else None
                setattr(row, field.name, target)
            else:
                setattr(row, field.attname, field.to_python(value))


def as_wanted(row: SharedRow, values: Content) -> SharedRow:
    """A copy of a stored row that says these values, never to be stored: to ask what it would be
    about. Without them where one names a row that is not there."""
    wanted = copy.copy(row)
    try:
        put(wanted, values)
    except NoSuchRow:
        return row
    return wanted


def put_many(row: SharedRow, values: Content) -> None:
    """Set the relations many-to-many of a stored row. Raises NoSuchRow."""
    for many in row._meta.many_to_many:
        if many.name in values:
            named = [row_named(_target(many), str(each)) for each in values[many.name]]
            getattr(row, many.name).set(named)


def row_named(model: type[models.Model], reference: str) -> models.Model:
    """The row that a canonical value names by its code. Raises NoSuchRow."""
    question, _equals, code = reference.partition("=")
    named = {"question__code": question, "code": code} if model is Option else {"code": reference}
    found = model._base_manager.filter(**named).first()
    if found is None:
        raise NoSuchRow(f"{model._meta.verbose_name}“{reference}”已经不在了。")
    return found


def code_of(row: models.Model) -> str:
    """What names a row outside the database; its key where nothing else does."""
    names = ("reference", "code", "slug", "path")
    return next((str(getattr(row, name)) for name in names if hasattr(row, name)), str(row.pk))


def label_of(model: type[models.Model], name: str) -> str:
    """What editors call a field, with its language."""
    return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def in_order(model: type[models.Model]) -> list[str]:
    """The names of all fields in the order of the model."""
    return [field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)]


def said(model: type[models.Model], name: str, value: object) -> str:
    """A value as an editor reads it; what is empty says so."""
    if value in (None, "", []):
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, dict):
        return "、".join(f"{key}={each}" for key, each in sorted(value.items()))
    choices = dict(model._meta.get_field(name).flatchoices or ())  # type: ignore[union-attr]
    return str(choices.get(value, value))


def model_of(kind: str) -> type[SharedRow]:
    """The model of a kind such as "policies.contact". Raises LookupError."""
    for model in shared_models():
        if model._meta.label_lower == kind:
            return model
    raise LookupError(kind)


def place_of(row: SharedRow) -> str:
    """The code of the region that a row is about; empty if it is about none."""
    region = row if hasattr(row, "successor") else getattr(row, "region", None)
    return str(getattr(region, "code", ""))


def _target(link: models.Field[object, object]) -> type[models.Model]:
    target: type[models.Model] = link.related_model  # type: ignore[assignment]
    return target
