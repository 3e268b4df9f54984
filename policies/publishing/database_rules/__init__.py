"""Rules that only the database can keep: gone before a migration, back after it.

What was approved is kept as it was approved, with all its parts, and has a citation. A correction
is explained; only what is live replaces what is withdrawn. Shared rows change while there is a
permit, proposals are kept as they were decided, and records as they were written. On PostgreSQL
exclusion constraints refuse two live editions of one code and two live policies in force on the
same day. The rules are read off the models. SQLite cannot rebuild a table while triggers name it,
so they are dropped before migrations run and made again when all have run.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from policies.models.edition import edition_models
from policies.publishing.database_rules import postgresql, sqlite
from policies.publishing.database_rules.kept import columns
from policies.publishing.database_rules.rule import (
    CHANGED,
    CIRCLE,
    DECIDED,
    FIXED,
    NEVER_DELETED,
    RECORDED,
    UNCITED,
    UNPERMITTED,
    Rule,
    Standing,
)

__all__ = [
    "CHANGED",
    "CIRCLE",
    "DECIDED",
    "FIXED",
    "NEVER_DELETED",
    "RECORDED",
    "UNCITED",
    "UNPERMITTED",
    "install",
    "missing",
    "remove",
    "remove_before_migration",
]

VENDORS = {"sqlite": sqlite, "postgresql": postgresql}


def install(using: str = "default", **_kwargs: object) -> bool:
    """Make the rules that are missing or worded otherwise; drop those that are no more.

    Doing it again changes nothing, and two processes may do it at once. Tables that are not there,
    or are not as the models say (in the middle of going back), get none. Whether anything was done.
    """
    connection, vendor = connections[using], VENDORS[connections[using].vendor]
    with transaction.atomic(using), connection.cursor() as cursor:
        vendor.prepare(cursor)
        wanted, present = _wanted(connection), _present(connection)
        stale = [each for each in present if each not in {rule.standing for rule in wanted}]
        new = [rule for rule in wanted if rule.standing not in present]
        for each in stale:
            vendor.drop(cursor, each)
        for rule in new:
            vendor.make(cursor, rule)
    return bool(stale or new)


def remove(using: str = "default") -> None:
    """Drop every trigger and exclusion on our tables, whoever made them."""
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        for each in _present(connection):
            VENDORS[connection.vendor].drop(cursor, each)


def remove_before_migration(
    using: str = "default", plan: Sequence[object] = (), **_kwargs: object
) -> None:
    """Drop the rules if there is any migration to run."""
    if plan:
        remove(using)


def missing(using: str = "default") -> list[str]:
    """The names of rules that are not installed as they are worded now; one query or two."""
    present = _present(connections[using])
    return [rule.name for rule in _wanted(connections[using]) if rule.standing not in present]


def _present(connection: BaseDatabaseWrapper) -> list[Standing]:
    """What stands on the tables of our apps, also on those of models that are no more."""
    ours = tuple({f"{model._meta.app_label}_" for model in edition_models()})
    with connection.cursor() as cursor:
        found = VENDORS[connection.vendor].present(cursor)
    return [each for each in found if each.table.startswith(ours)]


def _wanted(connection: BaseDatabaseWrapper) -> list[Rule]:
    """The rules of all tables, or none while a table is not as the models say."""
    with connection.cursor() as cursor:
        there = VENDORS[connection.vendor].columns(cursor)
    if not columns() <= there:
        return []
    rules: list[Rule] = VENDORS[connection.vendor].rules()
    return rules
