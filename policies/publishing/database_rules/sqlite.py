"""The rules as triggers of SQLite, which keeps the text of each in sqlite_master.

Its OR REPLACE deletes whatever row is in the way without asking the triggers of deletion, so those
of INSERT and UPDATE look at the row in the way too.
"""

from __future__ import annotations

from django.db.backends.utils import CursorWrapper

from policies.publishing.database_rules.kept import (
    KeptEdition,
    KeptPart,
    kept_editions,
    kept_parts,
)
from policies.publishing.database_rules.rule import (
    CHANGED,
    UNCITED,
    Rule,
    Standing,
    mark_of,
)


def rules() -> list[Rule]:
    """Every rule of every table."""
    editions = [rule for edition in kept_editions() for rule in _edition_rules(edition)]
    return editions + [rule for part in kept_parts() for rule in _part_rules(part)]


def present(cursor: CursorWrapper) -> list[Standing]:
    """Every trigger of the database, whoever made it."""
    cursor.execute("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'")
    return [Standing(table, name, mark_of(sql)) for table, name, sql in cursor.fetchall()]


def make(cursor: CursorWrapper, rule: Rule) -> None:
    """Install a rule."""
    for statement in rule.statements:
        cursor.execute(statement)


def drop(cursor: CursorWrapper, standing: Standing) -> None:
    """Take a trigger away."""
    cursor.execute(f'DROP TRIGGER "{standing.name}"')


def prepare(cursor: CursorWrapper) -> None:
    """Nothing to do: a transaction that writes is the only one."""


def _edition_rules(edition: KeptEdition) -> list[Rule]:
    cited, link = edition.citations
    citation = f"SELECT 1 FROM {cited} c WHERE c.{link} = NEW.id"  # noqa: S608
    uncited = f"NEW.approved_at IS NOT NULL AND NOT EXISTS ({citation})"
    is_withdrawn = "OLD.state = 'approved' AND NEW.state = 'withdrawn'"
    changed = (
        f"OLD.approved_at IS NOT NULL AND ({_differ(edition.fixed)} "
        f"OR (NEW.state IS NOT OLD.state AND NOT ({is_withdrawn})) "
        f"OR (({_differ(edition.settled)}) AND NOT ({is_withdrawn})))"
    )
    table = edition.table
    replaced = " OR ".join(
        "(" + " AND ".join(f'o."{name}" = NEW."{name}"' for name in key) + ")"
        for key in edition.keys
    )
    taken = f"EXISTS (SELECT 1 FROM {table} o WHERE o.approved_at IS NOT NULL AND ({replaced})"  # noqa: S608
    return [
        _trigger(table, "cited_insert", "INSERT", uncited, UNCITED),
        _trigger(table, "cited_update", "UPDATE", uncited, UNCITED),
        _trigger(table, "kept_insert", "INSERT", f"{taken})", CHANGED),
        _trigger(
            table, "kept_update", "UPDATE", f"({changed}) OR {taken} AND o.id <> OLD.id)", CHANGED
        ),
        _trigger(table, "kept_delete", "DELETE", "OLD.approved_at IS NOT NULL", CHANGED),
    ]


def _part_rules(part: KeptPart) -> list[Rule]:
    old, new = _approved(part, "OLD"), _approved(part, "NEW")
    taken = _approved(part, "r", f"{part.table} r JOIN ", " AND r.id = NEW.id")
    changed = f"({_differ(part.columns)}) AND ({old} OR {new} OR {taken})"
    return [
        _trigger(part.table, "kept_insert", "INSERT", f"{new} OR {taken}", CHANGED),
        _trigger(part.table, "kept_update", "UPDATE", changed, CHANGED),
        _trigger(part.table, "kept_delete", "DELETE", old, CHANGED),
    ]


def _trigger(table: str, name: str, event: str, condition: str, message: str) -> Rule:
    name = f"{table}_{name}"
    statement = (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )
    return Rule("TRIGGER", table, name, (statement,))


def _approved(part: KeptPart, row: str, joined: str = "", more: str = "") -> str:
    edition = part.edition.format(row=row)
    return f"EXISTS (SELECT 1 FROM {joined}{edition} AND e.approved_at IS NOT NULL{more})"  # noqa: S608


def _differ(columns: tuple[str, ...]) -> str:
    return " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in columns)
