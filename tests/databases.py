"""States of the test database that are kept and put back, instead of being made again.

`EMPTY` is what the migrations leave, `SHIPPED` (see `tests.shipped`) holds the content pack. SQLite
keeps a state as a second database in memory and as a file for later runs, PostgreSQL as a template
database. Tests roll back, so a state stays clean; after a test with real transactions `restore`
makes it anew.
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
from tests.kept_files import kept_file

EMPTY = "empty"
MINUTES = 600.0  # seconds that a busy machine may take to load
PREFIX = "kept_test_"  # of PostgreSQL's templates
LOCK = 6202  # any number: who holds it on a PostgreSQL server makes a template


class States(Protocol):
    """The states of one database; `current` is the one that tests see."""

    current: str

    def make_empty(self, key: str, migrate: Callable[[], None], folder: Path) -> None:
        """Make the new database what `migrate` leaves; of all who share a key only one calls it."""

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

    def make_empty(self, key: str, migrate: Callable[[], None], folder: Path) -> None:
        def write(path: Path) -> None:
            migrate()
            self._save(path)

        connection.ensure_connection()
        self._keep(EMPTY, kept_file(folder, f"{EMPTY}_{key}", write))
        self.put(EMPTY)

    def put(self, state: str) -> None:
        connection.ensure_connection()
        self.kept[state].backup(connection.connection)
        self.current = state

    def restore(self) -> None:
        self.put(self.current)

    def has(self, state: str) -> bool:
        return state in self.kept

    def make(self, state: str, key: str, fill: Callable[[], None], folder: Path) -> None:
        def write(path: Path) -> None:
            self.put(EMPTY)
            fill()
            self._save(path)
            self.put(EMPTY)

        self._keep(state, kept_file(folder, f"{state}_{key}", write))

    def close(self) -> None:
        for copy in self.kept.values():
            copy.close()

    def _save(self, path: Path) -> None:
        with contextlib.closing(sqlite3.connect(path)) as file:
            connection.connection.backup(file)

    def _keep(self, state: str, path: Path) -> None:
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        with contextlib.closing(sqlite3.connect(path)) as file:
            file.backup(copy)
        if state in self.kept:
            self.kept[state].close()
        self.kept[state] = copy


class Templates:
    """PostgreSQL's: a database for each state and process, copied from a template."""

    def __init__(self) -> None:
        self.current = EMPTY
        self.own = str(connection.settings_dict["NAME"])
        self.templates: dict[str, str] = {}

    def make_empty(self, key: str, migrate: Callable[[], None], folder: Path) -> None:
        with self._making(EMPTY, key) as half_made:
            if half_made:
                migrate()
                _close()
                with _server() as cursor:
                    _copy_database(cursor, self.own, half_made)

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
        with self._making(state, key) as half_made:
            if half_made:
                with _server() as cursor:
                    _copy_database(cursor, self.templates[EMPTY], half_made)
                _show(half_made)
                fill()
                _show(self.own)

    def close(self) -> None:
        _show(self.own)
        _close()
        with _server() as cursor:
            for name in map(self._working, self.templates):
                if name != self.own:  # that one is pytest-django's
                    cursor.execute(f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)")

    def _working(self, state: str) -> str:
        return self.own if state == EMPTY else f"{self.own}_{state}_copy"

    @contextlib.contextmanager
    def _making(self, state: str, key: str) -> Iterator[str]:
        """The name of a database to be filled now, or nothing if the template is there.

        Processes that want the same template wait for the first; outdated ones go. Afterwards this
        process has its copy.
        """
        template = self.templates[state] = f"{PREFIX}{state}_{key}"
        half_made = f"{template}_new"
        _close()
        with _server() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            is_there = template in _databases(cursor)
            yield "" if is_there else half_made
            if not is_there:
                for outdated in _databases(cursor, f"{PREFIX}{state}_"):
                    if outdated != half_made:
                        cursor.execute(f"DROP DATABASE {_quoted(outdated)} WITH (FORCE)")
                cursor.execute(f"ALTER DATABASE {_quoted(half_made)} RENAME TO {_quoted(template)}")
            _copy_database(cursor, template, self._working(state))


def states() -> States:
    """Those of the database that the tests run on; call it once, before its migrations."""
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
