"""Rules that only the database can keep: installed after every migration.

A trigger refuses an approved edition without a citation. On PostgreSQL exclusion constraints
refuse two live editions of one code and two live policies in force on the same day. They are
installed after each `migrate` and not in one, because SQLite drops a table's triggers whenever a
migration rebuilds the table.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

from policies.models import Policy
from policies.models.edition import Edition, edition_models

MESSAGE = "an approved edition needs a citation"


def install(using: str = "default", **_kwargs: Any) -> None:
    """Install every rule on a database that has the tables; doing it again changes nothing."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in edition_models():
            if citation_table(model) in present:
                for statement in STATEMENTS[connection.vendor](model):
                    cursor.execute(statement)


def citation_table(model: type[Edition]) -> str:
    return str(_citations(model).related_model._meta.db_table)


def sqlite_statements(model: type[Edition]) -> list[str]:
    table, cited = model._meta.db_table, _cited(model)
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_cited_{event.lower()} BEFORE {event} ON {table} "
        f"WHEN NEW.approved_at IS NOT NULL AND NOT EXISTS ({cited}) "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for event in ("INSERT", "UPDATE")
    ]


def postgresql_statements(model: type[Edition]) -> list[str]:
    table = model._meta.db_table
    statements = [
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        f"CREATE OR REPLACE FUNCTION {table}_cited() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF NEW.approved_at IS NOT NULL AND NOT EXISTS ({_cited(model)}) THEN "
        f"RAISE integrity_constraint_violation USING MESSAGE = '{MESSAGE}'; END IF; "
        "RETURN NEW; END $$",
        f"DROP TRIGGER IF EXISTS {table}_cited ON {table}",
        f"CREATE TRIGGER {table}_cited BEFORE INSERT OR UPDATE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_cited()",
        _exclusion(table, f"{table}_one_live", "code WITH =, " + LIVE_PERIODS),
    ]
    if model is Policy:
        columns = f"region_id WITH =, scenario_id WITH =, {LIVE_PERIODS}, {PERIODS_OF_FORCE}"
        statements.append(_exclusion(table, f"{table}_no_overlap", columns))
    return statements


LIVE_PERIODS = "tstzrange(publish_at, live_until) WITH &&"
PERIODS_OF_FORCE = "daterange(effective_from, effective_to, '[]') WITH &&"
STATEMENTS = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}


def _cited(model: type[Edition]) -> str:
    link = _citations(model).field.column
    return f"SELECT 1 FROM {citation_table(model)} c WHERE c.{link} = NEW.id"  # noqa: S608


def _citations(model: type[Edition]) -> Any:
    """The relation that every kind of edition has, though the abstract one cannot."""
    meta: Any = model._meta
    return meta.get_field("citations")


def _exclusion(table: str, name: str, columns: str) -> str:
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{name}') THEN "  # noqa: S608
        f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist ({columns}) "
        "WHERE (approved_at IS NOT NULL) DEFERRABLE INITIALLY DEFERRED; END IF; END $$"
    )
