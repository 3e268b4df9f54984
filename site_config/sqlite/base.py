"""SQLite for a file that may be moved away, removed or replaced while the site runs.

The system lets a process go on with a file that has no name any more: pages would be shown of it,
and what readers and editors send would be written where nobody finds it. So each request looks
whether the file of that name is still the one that is open. Otherwise it is opened anew, which
fails where there is none, as for any database that is away. See docs/adr/0103.
"""

from __future__ import annotations

import os
import sqlite3

from django.db import OperationalError
from django.db.backends.sqlite3 import base

Identity = tuple[int, int]  # device and number of a file


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, of a file that is looked for by its name."""

    makes_files = True  # commands may begin a database; a server (site_config/wsgi.py) may not
    opened: Identity | None = None

    def get_new_connection(self, conn_params: dict[str, object]) -> sqlite3.Connection:
        name = str(conn_params["database"])
        if not (self.makes_files or is_in_memory(name) or os.path.isfile(name)):
            raise OperationalError(f"no such file: {name}")
        made: sqlite3.Connection = super().get_new_connection(conn_params)
        self.opened = identity(name)
        return made

    def is_usable(self) -> bool:
        """Asked by Django before the first query of a request (CONN_HEALTH_CHECKS)."""
        is_same = self.opened is None or self.opened == identity(str(self.settings_dict["NAME"]))
        return is_same and bool(super().is_usable())


def is_in_memory(name: str) -> bool:
    return ":memory:" in name or "mode=memory" in name


def identity(name: str) -> Identity | None:
    """Which file has a name now; None if none has, as a database in memory."""
    try:
        found = os.stat(name)
    except OSError:
        return None
    return found.st_dev, found.st_ino
