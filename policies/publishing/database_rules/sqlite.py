"""The rules as triggers of SQLite, which keeps the text of each in sqlite_master.

Its OR REPLACE deletes whatever row is in the way without asking the triggers of deletion, so those
of INSERT and UPDATE look at the row in the way too.
"""

from __future__ import annotations

from django.db.backends.utils import CursorWrapper

from policies.publishing.database_rules.chains import sqlite_rules
from policies.publishing.database_rules.guarded import (
    PERMIT,
    GuardedLink,
    GuardedTable,
    Register,
    guarded_links,
    guarded_tables,
    register,
)
from policies.publishing.database_rules.kept import (
    KeptEdition,
    KeptPart,
    approved_unexplained,
    kept_editions,
    kept_parts,
    may_be_signed,
    records,
    replaced_by_what_is_not_live,
)
from policies.publishing.database_rules.rule import (
    CHANGED,
    DECIDED,
    FIXED,
    NEVER_DELETED,
    NOT_LIVE,
    RECORDED,
    UNCITED,
    UNEXPLAINED,
    UNPERMITTED,
    Rule,
    Standing,
    mark_of,
)


def rules() -> list[Rule]:
    """Every rule of every table."""
    editions = [rule for edition in kept_editions() for rule in _edition_rules(edition)]
    parts = [rule for part in kept_parts() for rule in _part_rules(part)]
    guarded = [rule for table in guarded_tables() for rule in _guarded_rules(table)]
    links = [rule for link in guarded_links() for rule in _link_rules(link)]
    written = [rule for table in records() for rule in _record_rules(table)]
    kept = [*parts, *guarded, *links, *_register_rules(register()), *written]
    return [*editions, *kept, *sqlite_rules()]


def present(cursor: CursorWrapper) -> list[Standing]:
    """Every trigger of the database, whoever made it."""
    cursor.execute("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'")
    return [Standing(table, name, mark_of(sql)) for table, name, sql in cursor.fetchall()]


def columns(cursor: CursorWrapper) -> set[tuple[str, str]]:
    """Every column of the database, with its table before it."""
    cursor.execute(
        "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c"
        " WHERE t.type = 'table'"
    )
    return set(cursor.fetchall())


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
        f"OR (({_differ(edition.settled)}) AND NOT ({is_withdrawn})) "
        f"OR (({_differ(edition.signed)}) AND NOT ({may_be_signed()})))"
    )
    table = edition.table
    taken = f"EXISTS (SELECT 1 FROM {table} o WHERE o.approved_at IS NOT NULL AND ({_same(edition.keys)})"  # noqa: S608,E501
    return [
        _trigger(table, "cited_insert", "INSERT", uncited, UNCITED),
        _trigger(table, "cited_update", "UPDATE", uncited, UNCITED),
        _trigger(table, "explained", "UPDATE", approved_unexplained(), UNEXPLAINED),
        _trigger(table, "replaced", "UPDATE", replaced_by_what_is_not_live(), NOT_LIVE),
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


def _guarded_rules(guarded: GuardedTable) -> list[Rule]:
    table = guarded.table
    taken = (
        f"EXISTS (SELECT 1 FROM {table} o WHERE NOT o.awaits_approval AND ({_same(guarded.keys)})"  # noqa: S608
    )
    is_public = "NOT (OLD.awaits_approval AND NEW.awaits_approval)"
    changed = f"({_differ(guarded.guarded)}) AND ({is_public} OR {taken} AND o.id <> OLD.id))"
    rules = [
        _trigger(
            table,
            "permit_insert",
            "INSERT",
            _only(f"(NOT NEW.awaits_approval OR {taken}))"),
            UNPERMITTED,
        ),
        _trigger(table, "permit_update", "UPDATE", _only(changed), UNPERMITTED),
        _trigger(table, "permit_delete", "DELETE", _only("NOT OLD.awaits_approval"), UNPERMITTED),
    ]
    if guarded.fixed:
        renamed = f"NOT OLD.awaits_approval AND ({_differ(guarded.fixed)})"
        rules.append(_trigger(table, "fixed_update", "UPDATE", renamed, FIXED))
    if guarded.is_never_deleted:
        rules.append(
            _trigger(table, "never_delete", "DELETE", "NOT OLD.awaits_approval", NEVER_DELETED)
        )
    return rules


def _link_rules(link: GuardedLink) -> list[Rule]:
    def is_public(row: str) -> str:
        held = f"h.id = {row}.{link.link} AND NOT h.awaits_approval"
        return f"EXISTS (SELECT 1 FROM {link.holder} h WHERE {held})"  # noqa: S608

    replaced = f"{link.table} r JOIN {link.holder} h ON h.id = r.{link.link}"
    taken = f"EXISTS (SELECT 1 FROM {replaced} WHERE r.id = NEW.id AND NOT h.awaits_approval)"  # noqa: S608
    either = f"({is_public('OLD')} OR {is_public('NEW')} OR {taken})"
    return [
        _trigger(
            link.table,
            "permit_insert",
            "INSERT",
            _only(f"({is_public('NEW')} OR {taken})"),
            UNPERMITTED,
        ),
        _trigger(link.table, "permit_update", "UPDATE", _only(either), UNPERMITTED),
        _trigger(link.table, "permit_delete", "DELETE", _only(is_public("OLD")), UNPERMITTED),
    ]


def _register_rules(kept: Register) -> list[Rule]:
    there = f"EXISTS (SELECT 1 FROM {kept.table} o WHERE o.id = NEW.id OR o.number = NEW.number)"  # noqa: S608
    changed = f"OLD.state <> 'open' OR {_differ(kept.proposed)}"
    return [
        _trigger(kept.table, "kept_insert", "INSERT", f"NEW.state <> 'open' OR {there}", DECIDED),
        _trigger(kept.table, "kept_update", "UPDATE", changed, DECIDED),
        _trigger(kept.table, "kept_delete", "DELETE", "1", DECIDED),
    ]


def _only(condition: str) -> str:
    """The condition, where no permit is there."""
    return f"{condition} AND NOT EXISTS (SELECT 1 FROM {PERMIT})"  # noqa: S608


def _same(keys: tuple[tuple[str, ...], ...]) -> str:
    """Whether a row `o` has a name of the new one: then OR REPLACE would delete it."""
    return " OR ".join(
        "(" + " AND ".join(f'o."{name}" = NEW."{name}"' for name in key) + ")" for key in keys
    )


def _record_rules(table: str) -> list[Rule]:
    taken = f"EXISTS (SELECT 1 FROM {table} o WHERE o.id = NEW.id)"  # noqa: S608
    return [
        _trigger(table, "kept_insert", "INSERT", taken, RECORDED),
        _trigger(table, "kept_update", "UPDATE", "1", RECORDED),
        _trigger(table, "kept_delete", "DELETE", "1", RECORDED),
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
