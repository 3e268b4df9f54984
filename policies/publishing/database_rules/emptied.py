"""PostgreSQL's TRUNCATE empties a table and asks no trigger of rows, so it has triggers of its own.

Whatever a row of these tables would be refused, the whole table is refused. CASCADE comes to them
too.
"""

from __future__ import annotations

from policies.publishing.database_rules.guarded import guarded_links, guarded_tables, register
from policies.publishing.database_rules.kept import kept_editions, kept_parts, records
from policies.publishing.database_rules.rule import (
    CHANGED,
    DECIDED,
    RECORDED,
    UNPERMITTED,
    Rule,
)


def rules() -> list[Rule]:
    """One rule for every table on which rows are kept or guarded."""
    return [_rule(table, message) for table, message in _refusals().items()]


def _refusals() -> dict[str, str]:
    """With which words each table refuses to be emptied."""
    kept = [each.table for each in kept_editions()]
    kept += [each.table for each in kept_parts()]
    guarded = [each.table for each in guarded_tables()]
    guarded += [each.table for each in guarded_links()]
    return {
        **dict.fromkeys(kept, CHANGED),
        **dict.fromkeys(guarded, UNPERMITTED),
        **dict.fromkeys(records(), RECORDED),
        register().table: DECIDED,
    }


def _rule(table: str, message: str) -> Rule:
    name = f"{table}_emptied"
    function = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE integrity_constraint_violation USING MESSAGE = '{message}'; END $$"
    )
    trigger = (
        f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )
    return Rule("TRIGGER", table, name, (function, trigger))
