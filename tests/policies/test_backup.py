"""A backup is one whole file, for its owner alone; what goes wrong leaves the one of before."""

from __future__ import annotations

import errno
import sqlite3
import subprocess
from contextlib import closing
from io import StringIO
from pathlib import Path
from shutil import copy

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django.fixtures import Settings

from policies.management.commands import backup
from site_config import health

pytestmark = pytest.mark.django_db
RUNBOOK = Path("docs/how-to/run-in-production.md")


def make_backup(file: Path) -> str:
    said = StringIO()
    call_command("backup", str(file), stdout=said)
    return said.getvalue()


@pytest.mark.django_db(transaction=True)
@pytest.mark.sqlite("SQLite copies itself")
def test_the_copy_holds_what_the_database_holds(tmp_path: Path) -> None:
    file = tmp_path / "site-1"
    file.write_text("the one of before")
    assert str(file) in make_backup(file)
    with closing(sqlite3.connect(file)) as copy:
        copied = {name for [name] in copy.execute("SELECT name FROM sqlite_master")}
    assert {"policies_region", "auth_user"} <= set(connection.introspection.table_names()) <= copied
    assert oct(file.stat().st_mode)[-3:] == "600"
    assert [path.name for path in tmp_path.iterdir()] == ["site-1"]


@pytest.mark.postgresql
def test_the_dump_lists_every_table(tmp_path: Path) -> None:
    file = tmp_path / "site-1"
    make_backup(file)
    listed = subprocess.run(
        ["pg_restore", "--list", str(file)], capture_output=True, text=True, check=True
    ).stdout
    tables = connection.introspection.table_names()
    assert len(tables) > 30 and all(f" {table} " in listed for table in tables)
    assert oct(file.stat().st_mode)[-3:] == "600"


FULL = sqlite3.OperationalError("database or disk is full")
FULL.sqlite_errorcode = sqlite3.SQLITE_FULL


@pytest.mark.sqlite("the database has no part in it")
@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘满了"),
        (FULL, "磁盘满了"),
        (sqlite3.OperationalError("database is locked"), "database is locked"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
    ],
)
def test_a_backup_that_fails_leaves_the_one_of_before_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def fail(part: Path) -> None:
        part.with_name(f"{part.name}-journal").touch()  # as SQLite does, and cannot take it away
        raise error

    monkeypatch.setattr(backup, "copy_sqlite", fail)
    file = tmp_path / "site-1"
    file.write_text("the one of before")
    with pytest.raises(CommandError, match=f"site-1 没有写成：{told}。"):
        make_backup(file)
    assert file.read_text() == "the one of before"
    assert [path.name for path in tmp_path.iterdir()] == ["site-1"]


@pytest.mark.sqlite("the database has no part in it")
@pytest.mark.parametrize(
    ("name", "told"), [("none/site-1", "没有放它的文件夹"), ("", "同名的是一个文件夹")]
)
def test_a_backup_where_none_can_be_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    monkeypatch.setattr(backup, "copy_sqlite", lambda _part: None)
    (tmp_path / "here").mkdir()
    with pytest.raises(CommandError, match=told):
        make_backup(tmp_path / "here" / name)


@pytest.mark.sqlite("the database has no part in it")
def test_what_is_not_finished_is_nobodys_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """Not for /readyz, not for others on the machine, not for a second one at the same time."""
    settings.BACKUP_DIR = str(tmp_path)
    parts: list[Path] = []

    def half(part: Path) -> None:
        parts.append(part)
        assert health.backup_made() is None and oct(part.stat().st_mode)[-3:] == "600"
        if len(parts) == 1:
            make_backup(tmp_path / "site-1")
            (tmp_path / "site-1").unlink()

    monkeypatch.setattr(backup, "copy_sqlite", half)
    make_backup(tmp_path / "site-1")
    assert len({*parts}) == 2 and health.backup_made()


@pytest.mark.sqlite("a server that is away is the same everywhere")
def test_a_server_that_is_away_and_a_missing_program_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = {"host": "127.0.0.1", "port": 1, "user": "site", "password": "geheim", "dbname": "site"}
    monkeypatch.setattr(connection, "get_connection_params", lambda: away)
    with pytest.raises(CommandError) as refused:
        backup.dump_postgresql(tmp_path / "x")
    assert "127.0.0.1" in str(refused.value) and "geheim" not in str(refused.value)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="postgresql-client"):
        backup.dump_postgresql(tmp_path / "x")


@pytest.mark.sqlite("a file that is put in the place of another")
def test_restored_as_the_runbook_says_a_file_holds_what_the_backup_held(tmp_path: Path) -> None:
    """What a killed site wrote last lies beside its file, and would come back."""
    live, held = tmp_path / "live", tmp_path / "var"
    live.mkdir()
    held.mkdir()
    with closing(sqlite3.connect(live / "db.sqlite3")) as site:
        site.execute("PRAGMA journal_mode=WAL")
        site.execute("CREATE TABLE told (said)")
        site.execute("INSERT INTO told VALUES ('right')")
        site.commit()
        with closing(sqlite3.connect(tmp_path / "site-2026-11-27")) as file:
            site.backup(file)
        site.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        site.execute("UPDATE told SET said = 'wrong'")
        site.commit()
        for path in live.iterdir():  # as a killed process leaves them
            copy(path, held)
    lines = RUNBOOK.read_text(encoding="utf-8").splitlines()
    steps = "\n".join(line for line in lines if line.startswith("    ") and "/db.sqlite3" in line)
    for told, here in {
        "/var/backups/site": tmp_path,
        "/srv/site/var": held,
        "-o site -g site": "",
    }.items():
        steps = steps.replace(told, str(here))
    subprocess.run(["sh", "-euc", steps], check=True)
    with closing(sqlite3.connect(held / "db.sqlite3")) as restored:
        assert restored.execute("SELECT said FROM told").fetchall() == [("right",)]
