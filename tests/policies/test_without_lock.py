"""An index is made while others read and write the table, also after an attempt that broke off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from tests.bin.test_locks import other_connection

AddIndexWithoutLock = import_module("policies.migrations._without_lock").AddIndexWithoutLock
pytestmark = pytest.mark.django_db(transaction=True)
NAME = "tried_by_name"
MADE = """
    SELECT i.indisvalid FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid
    WHERE c.relname = 'tried_by_name'
"""


@pytest.fixture
def operation() -> Iterator[migrations.AddIndex]:
    """An index on scenarios, gone after the test."""
    index = models.Index(fields=["position"], name=NAME)
    yield AddIndexWithoutLock("scenario", index)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX IF EXISTS tried_by_name")


def run(operation: migrations.AddIndex) -> None:
    state = ProjectState.from_apps(apps)
    after = state.clone()
    operation.state_forwards("policies", after)
    with connection.schema_editor(atomic=False) as editor:
        operation.database_forwards("policies", editor, state, after)


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, "policies_scenario"))


@pytest.mark.sqlite("the other database has more to do")
def test_it_makes_the_index(operation: migrations.AddIndex) -> None:
    run(operation)
    assert NAME in indexes()


@pytest.mark.postgresql
def test_nobody_waits_for_it_and_what_a_broken_attempt_left_is_made_anew(
    operation: migrations.AddIndex,
) -> None:
    """Told by the statement: another one takes a lock against which writers would wait."""
    with closing(other_connection()) as other:
        break_off(other)
        assert other.execute(MADE).fetchall() == [(False,)]
        with connection.execute_wrapper(told := Told()):
            run(operation)
        assert other.execute(MADE).fetchall() == [(True,)]
    [made] = [each for each in told.statements if each.startswith("CREATE INDEX")]
    assert made.startswith("CREATE INDEX CONCURRENTLY")
    assert told.limits == {"lock_timeout": "0", "statement_timeout": "0"}, (
        "it may wait, and take long"
    )
    assert limits() == {"lock_timeout": "3s", "statement_timeout": "10s"}


def break_off(other: psycopg.Connection[Any]) -> None:
    """Begin the index, and give up waiting for somebody who writes to the table."""
    other.autocommit = True
    with closing(other_connection()) as writing:
        writing.execute("LOCK TABLE policies_scenario IN ROW EXCLUSIVE MODE")
        other.execute("SET lock_timeout = '50ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            other.execute("CREATE INDEX CONCURRENTLY tried_by_name ON policies_scenario (position)")


def limits() -> dict[str, str]:
    """How long a statement may wait and take."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, current_setting(name) FROM pg_settings "
            "WHERE name IN ('lock_timeout', 'statement_timeout')"
        )
        return dict(cursor.fetchall())


class Told:
    """Keeps the statements that are executed, and what limited the making of the index."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.limits: dict[str, str] = {}

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.statements.append(str(sql))
        if str(sql).startswith("CREATE INDEX"):
            self.limits = limits()
        return execute(sql, params, many, context)
