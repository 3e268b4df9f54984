"""What of an approved edition the database keeps, read off the models.

A new part, a new many-to-many field or a new column is kept without being named here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.apps import apps
from django.db import models

from policies.models.append_only import AppendOnly
from policies.models.canonical import part_model
from policies.models.edition import (
    AFTER_APPROVAL,
    COUNTERSIGNATURE,
    Edition,
    EditionChild,
    edition_models,
)
from policies.models.translated import translated_fields
from policies.publishing.database_rules.guarded import guarded_models, through


@dataclass(frozen=True, slots=True)
class KeptEdition:
    """An edition's table, where its citations are, and what of it may change after approval."""

    table: str
    citations: tuple[str, str]  # table, column that names the edition
    fixed: tuple[str, ...]  # columns that never change once it is approved
    settled: tuple[str, ...]  # columns that change only while it is being withdrawn
    signed: tuple[str, ...]  # columns that change once, for what one person published alone
    keys: tuple[tuple[str, ...], ...]  # columns of which no two rows have the same


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A table whose rows are part of an edition's text.

    `edition` is what follows FROM to reach the edition `e` of a row; {row} stands for OLD or NEW.
    """

    table: str
    columns: tuple[str, ...]
    edition: str


def kept_editions() -> list[KeptEdition]:
    """Every kind of edition."""
    return [_kept_edition(model) for model in edition_models()]


def kept_parts() -> list[KeptPart]:
    """Every table that holds parts of an edition: its parts, and what relates many to many."""
    return [part for model in edition_models() for part in _kept_parts(model)]


def records() -> list[str]:
    """The tables of what is written once and kept for ever."""
    return [model._meta.db_table for model in _record_models()]


def may_be_signed() -> str:
    """When an update may bring a second person's signature: once, while it stands on the site."""
    return (
        "OLD.state = 'approved' AND NEW.state = 'approved' AND OLD.countersigned_at IS NULL "
        "AND OLD.forced_reason <> ''"
    )


def approved_unexplained() -> str:
    """When an update approves a correction that does not say what was wrong."""
    return (
        "NEW.approved_at IS NOT NULL AND OLD.approved_at IS NULL "
        "AND NEW.change_size = 'correction' AND COALESCE(NEW.change_note_zh_hans, '') = ''"
    )


def replaced_by_what_is_not_live() -> str:
    """When an update names as a replacement the edition's own code, or one that is not live."""
    live = (
        f"SELECT 1 FROM {model._meta.db_table} r WHERE r.code = NEW.replaced_by "  # noqa: S608
        "AND r.approved_at IS NOT NULL AND r.publish_at <= NEW.withdrawn_at "
        "AND (r.live_until IS NULL OR r.live_until > NEW.withdrawn_at)"
        for model in edition_models()
    )
    is_live = " OR ".join(f"EXISTS ({each})" for each in live)
    return (
        "NEW.replaced_by <> '' AND NEW.replaced_by <> OLD.replaced_by "
        f"AND (NEW.replaced_by = NEW.code OR NOT ({is_live}))"
    )


def columns() -> set[tuple[str, str]]:
    """Every column that the models give to the tables on which rules may stand, tables first."""
    return {
        (table, field.column)
        for table, model in _models().items()
        for field in model._meta.concrete_fields
    }


def _kept_edition(model: type[Edition]) -> KeptEdition:
    cited = cast(type[EditionChild], part_model(model, "citations"))
    settled = AFTER_APPROVAL - {"state", "live_until"} - COUNTERSIGNATURE
    fields = _stored(model)
    return KeptEdition(
        table=model._meta.db_table,
        citations=(cited._meta.db_table, _link(cited)),
        fixed=tuple(f.column for f in fields if f.name not in AFTER_APPROVAL),
        settled=tuple(f.column for f in fields if f.name in settled),
        signed=tuple(f.column for f in fields if f.name in COUNTERSIGNATURE),
        keys=_keys(model),
    )


def _keys(model: type[Edition]) -> tuple[tuple[str, ...], ...]:
    """What SQLite looks at when it replaces a row: the sets of columns that name one row alone."""
    meta = model._meta
    alone = [(field.column,) for field in meta.concrete_fields if field.unique]
    together = [
        tuple(cast("models.Field[object, object]", meta.get_field(name)).column for name in names)
        for names in (constraint.fields for constraint in meta.total_unique_constraints)
    ]
    return (*alone, *together)


def _link(part: type[EditionChild]) -> str:
    """The column of a part that names its edition."""
    return str(cast("models.Field[object, object]", part._meta.get_field(part.parent_link)).column)


def _kept_parts(model: type[Edition]) -> list[KeptPart]:
    table = model._meta.db_table
    found = _many(model, f"{table} e WHERE e.id = {{row}}.{{link}}")
    for relation in model.parts:
        part = cast(type[EditionChild], part_model(model, relation))
        link = _link(part)
        own = f"{table} e WHERE e.id = {{row}}.{link}"
        columns = tuple(field.column for field in _stored(part))
        found.append(KeptPart(part._meta.db_table, columns, own))
        holder = f"{part._meta.db_table} p JOIN {table} e ON e.id = p.{link}"
        found += _many(part, f"{holder} WHERE p.id = {{row}}.{{link}}")
    return found


def _many(model: type[models.Model], edition: str) -> list[KeptPart]:
    """The tables between this model and what it relates to many to many."""
    found = []
    for many in model._meta.many_to_many:
        meta = through(many)._meta
        columns = tuple(field.column for field in meta.concrete_fields)
        link = edition.replace("{link}", many.m2m_column_name())
        found.append(KeptPart(meta.db_table, columns, link))
    return found


def _stored(model: type[models.Model]) -> list[models.Field[object, object]]:
    """The columns of a table without those that only repeat a translated text in some language."""
    repeated = translated_fields(model)
    return [field for field in model._meta.concrete_fields if field.name not in repeated]


def _models() -> dict[str, type[models.Model]]:
    """Every model on which a rule stands, by its table."""
    found: list[type[models.Model]] = []
    for model in edition_models():
        for each in (model, *(part_model(model, relation) for relation in model.parts)):
            found += [each, *map(through, each._meta.many_to_many)]
    found += [*guarded_models(), *_record_models()]
    return {model._meta.db_table: model for model in found}


def _record_models() -> list[type[models.Model]]:
    """Every kind of record that the installed apps have."""
    found = [model for model in apps.get_models() if issubclass(model, AppendOnly)]
    return sorted(found, key=lambda model: model._meta.label)
