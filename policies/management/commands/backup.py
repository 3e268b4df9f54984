"""Write the whole database into one file: content, history, accounts."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from policies.disk_errors import why_not_written

VARIABLES = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD",
    "dbname": "PGDATABASE", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT",
    "service": "PGSERVICE",
}  # fmt: skip


class Command(BaseCommand):
    help = "把整个数据库备份成一个文件（网站照常运行）。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="写到哪个文件；同名的会被换掉")

    def handle(self, *args: object, file: Path, **options: object) -> None:
        try:
            write(file)
        except (OSError, sqlite3.Error) as error:
            raise CommandError(f"{file} 没有写成：{why_not_written(error)}。") from error
        self.stdout.write(f"{file}（{file.stat().st_size / 1e6:.1f} MB）")


def write(file: Path) -> None:
    """Whoever looks finds a whole backup, the one of before or none; nothing half is left."""
    part = unfinished(file)
    try:
        if connection.vendor == "sqlite":
            copy_sqlite(part)
        else:
            dump_postgresql(part)
        os.replace(part, file)
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):  # the second of SQLite
            left.unlink(missing_ok=True)


def unfinished(file: Path) -> Path:
    """A new file beside it that nobody else reads or writes, and that is no backup by its name."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    os.close(handle)
    return Path(name)


def copy_sqlite(file: Path) -> None:
    """A copy of one instant, however much is written meanwhile."""
    with connection.cursor(), closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
        [[found]] = copy.execute("PRAGMA integrity_check").fetchall()
    if found != "ok":
        raise CommandError(f"备份不完整：{found}")


def dump_postgresql(file: Path) -> None:
    """By pg_dump; the password goes by a variable, where no list of processes shows it."""
    values = connection.get_connection_params()
    named = {name: str(values[key]) for key, name in VARIABLES.items() if values.get(key)}
    command = ["pg_dump", "--format=custom", "--no-owner", f"--file={file}"]
    try:
        done = subprocess.run(  # noqa: S603 - of this file
            command, env={**os.environ, **named}, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise CommandError("没有 pg_dump，请安装 postgresql-client。") from error
    if done.returncode:
        raise CommandError(done.stderr.strip())
