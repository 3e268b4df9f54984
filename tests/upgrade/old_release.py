"""The database of a former release, brought up to date by the migrations of today."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import sqlite3
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.databases import States
from tests.shipped import FOLDER, key

HERE = Path(__file__).parent


def put_release(states: States, release: str) -> None:
    """Show the database of a release after today's migrations; it is kept, as they take seconds."""
    if not states.has(release):
        dump = read(release, f"database.{DUMPS[connection.vendor]}.sql")
        made_from = hashlib.sha256(f"{key(settings.BASE_DIR)} {dump}".encode()).hexdigest()[:16]
        states.make(release, made_from, lambda: _fill(dump), FOLDER)
    states.put(release)


def recorded(release: str, name: str) -> Any:
    """What a release said of itself: `pages` or `editions`."""
    return json.loads(read(release, f"{name}.json"))


def read(release: str, name: str) -> str:
    """A file of a release's fixture."""
    return gzip.decompress((HERE / release / f"{name}.gz").read_bytes()).decode()


DUMPS = {"sqlite": "sqlite3", "postgresql": "postgresql"}


def _fill(dump: str) -> None:
    if connection.vendor == "sqlite":
        with contextlib.closing(sqlite3.connect(":memory:")) as old:
            old.executescript(dump)
            old.backup(connection.connection)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
            cursor.execute(dump)
            cursor.execute("SET search_path TO public")
    call_command("migrate", interactive=False, verbosity=0)
