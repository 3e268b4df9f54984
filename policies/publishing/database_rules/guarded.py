"""Which tables change by permit alone, and how the register is kept; read off the models."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from policies.models import Permit, Proposal, Region
from policies.models.plain import SharedRow, names_of, shared_models

PERMIT = Permit._meta.db_table


@dataclass(frozen=True, slots=True)
class GuardedTable:
    """A table of shared rows."""

    table: str
    guarded: tuple[str, ...]  # columns that change by permit alone
    fixed: tuple[str, ...]  # columns that never change once the row is approved
    keys: tuple[tuple[str, ...], ...]  # columns of which no two rows have the same
    is_never_deleted: bool


@dataclass(frozen=True, slots=True)
class GuardedLink:
    """A table between shared rows and what they are related to many to many."""

    table: str
    holder: str  # the table of the rows that have the relation
    link: str  # the column that names such a row


@dataclass(frozen=True, slots=True)
class Register:
    """The table of proposals: what of one never changes, whatever becomes of it."""

    table: str
    proposed: tuple[str, ...]


# What a decision fills in; everything else of a proposal is as it was made.
BY_DECISION = frozenset(
    {
        "state", "decided_by", "decided_at", "note", "only_wording", "number", "text",
        "content_hash", "previous_hash",
    }
)  # fmt: skip


def guarded_tables() -> list[GuardedTable]:
    """Every kind of shared row."""
    return [_guarded(model) for model in shared_models()]


def guarded_links() -> list[GuardedLink]:
    """Every table between a kind of shared row and others."""
    return [
        GuardedLink(through(many)._meta.db_table, model._meta.db_table, many.m2m_column_name())
        for model in shared_models()
        for many in model._meta.many_to_many
    ]


def register() -> Register:
    """The table of proposals."""
    fields = Proposal._meta.concrete_fields
    return Register(
        Proposal._meta.db_table, tuple(f.column for f in fields if f.name not in BY_DECISION)
    )


def guarded_models() -> list[type[models.Model]]:
    """Every model on whose table a rule of this kind stands."""
    links = [through(many) for model in shared_models() for many in model._meta.many_to_many]
    return [*shared_models(), *links, Proposal, Permit]


def through(many: models.ManyToManyField[models.Model, models.Model]) -> type[models.Model]:
    """The model between a model and what it relates to many to many."""
    between: type[models.Model] = many.remote_field.through  # type: ignore[assignment]
    return between


def _guarded(model: type[SharedRow]) -> GuardedTable:
    fields = model._meta.concrete_fields
    named = [("id",), *names_of(model)]
    return GuardedTable(
        table=model._meta.db_table,
        guarded=tuple(f.column for f in fields if f.name not in model.noted),
        fixed=tuple(f.column for f in fields if f.name in model.fixed),
        keys=tuple(tuple(_column(model, name) for name in names) for names in named),
        is_never_deleted=model is Region,
    )


def _column(model: type[SharedRow], name: str) -> str:
    return next(f.column for f in model._meta.concrete_fields if name in (f.name, f.column))
