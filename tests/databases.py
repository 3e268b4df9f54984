"""States of the test database that are kept and put back, instead of being made again.

`EMPTY` is what the migrations leave, `SHIPPED` (see `tests.shipped`) holds the content pack. SQLite
keeps a state as a second database in memory, PostgreSQL as a template database. Tests roll back,
so a state stays clean; after a test with real transactions `restore` makes it anew.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from django.db import connection
from django.db.backends.utils import CursorWrapper

from site_config.patience import patience

EMPTY = "empty"
MINUTES = 600.0  # seconds that a busy machine may take to load
LOCK = 6202  # any number: who holds it on a PostgreSQL server makes a template


class States(Protocol):
    """The states of one database; `current` is the one that tests see."""

    current: str

    def keep_empty(self) -> None:
        """Remember the database as it is now, straight after the migrations."""

    def put(self, state: str) -> None:
        """Show a state that is kept."""

    def restore(self) -> None:
        """Make the current state anew, whatever a test did to it."""

    def has(self, state: str) -> bool: ...

    def make(self, state: str, key: str, fill: Callable[[], None], folder: Path) -> None:
        """Keep what `fill` makes of the empty database; `key` names it for later runs too."""

    def close(self) -> None:
        """Leave nothing behind but what later runs may use."""


class InMemory:
    """SQLite's: copied by its backup interface, kept between runs as files in a folder."""

    def __init__(self) -> None:
        self.current = EMPTY
        self.kept: dict[str, sqlite3.Connection] = {}

    def keep_empty(self) -> None:
        self.kept[EMPTY] = self._copy()

    def put(self, state: str) -> None:
        connection.ensure_connection()
        self.kept[state].backup(connection.connection)
        self.current = state

    def restore(self) -> None:
        self.put(self.current)

    def has(self, state: str) -> bool:
        return state in self.kept

    def make(self, state: str, key: str, fill: Callable[[], None], folder: Path) -> None:
        from tests.kept_files import kept_file

        def write(path: Path) -> None:
            self.put(EMPTY)
            fill()
            with contextlib.closing(sqlite3.connect(path)) as file:
                connection.connection.backup(file)
            self.put(EMPTY)

        copy = sqlite3.connect(":memory:", check_same_thread=False)
        with contextlib.closing(sqlite3.connect(kept_file(folder, key, write))) as file:
            file.backup(copy)
        self.kept[state] = copy

    def close(self) -> None:
        for copy in self.kept.values():
            copy.close()

    def _copy(self) -> sqlite3.Connection:
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.ensure_connection()
        connection.connection.backup(copy)
        return copy


class Templates:
    """PostgreSQL's: a database for each state and process, copied from a template."""

    def __init__(self) -> None:
        self.current = EMPTY
        self.own = str(connection.settings_dict["NAME"])
        self.templates = {EMPTY: f"{self.own}_{EMPTY}"}

    def keep_empty(self) -> None:
        _close()
        with _server() as cursor:
            _copy_database(cursor, self.own, self.templates[EMPTY])

    def put(self, state: str) -> None:
        _show(self._working(state))
        self.current = state

    def restore(self) -> None:
        _close()
        with _server() as cursor:
            _copy_database(cursor, self.templates[self.current], self._working(self.current))

    def has(self, state: str) -> bool:
        return state in self.templates

    def make(self, state: str, key: str, fill: Callable[[], None], folder: Path) -> None:
        template = f"{state}_{key}"
        _close()
        with _server() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            if template not in _databases(cursor):
                half_made = f"{template}_new"
                _copy_database(cursor, self.templates[EMPTY], half_made)
                _show(half_made)
                fill()
                _show(self.own)
                for outdated in _databases(cursor, f"{state}_"):
                    if outdated != half_made:
                        cursor.execute(f"DROP DATABASE {_quoted(outdated)} WITH (FORCE)")
                cursor.execute(f"ALTER DATABASE {_quoted(half_made)} RENAME TO {_quoted(template)}")
            self.templates[state] = template
            _copy_database(cursor, template, self._working(state))

    def close(self) -> None:
        _show(self.own)
        _close()
        with _server() as cursor:
            for name in (self.templates[EMPTY], *map(self._working, self.templates)):
                if name != self.own:  # that one is pytest-django's
                    cursor.execute(f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)")

    def _working(self, state: str) -> str:
        return self.own if state == EMPTY else f"{self.own}_{state}_copy"


def states() -> States:
    """Those of the database that the tests run on; call it once, after the migrations."""
    name = str(connection.settings_dict["NAME"])
    # pytest-django makes a test database only if a test is marked with django_db.
    assert name.startswith(("test_", "file:memorydb")), f"{name} is no database of the tests"
    return InMemory() if connection.vendor == "sqlite" else Templates()


def _show(name: str) -> None:
    _close()
    connection.settings_dict["NAME"] = name


def _close() -> None:
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]


@contextlib.contextmanager
def _server() -> Iterator[CursorWrapper]:
    """A connection to the server, in no database of the tests."""
    with patience(MINUTES), connection._nodb_cursor() as cursor:
        cursor.execute("SET lock_timeout = 0; SET statement_timeout = 0")  # others load for seconds
        yield cursor


def _copy_database(cursor: CursorWrapper, template: str, name: str) -> None:
    cursor.execute(f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)")
    cursor.execute(f"CREATE DATABASE {_quoted(name)} TEMPLATE {_quoted(template)}")


def _databases(cursor: CursorWrapper, start: str = "") -> list[str]:
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [start])
    return [name for (name,) in cursor.fetchall()]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
