"""A file of SQLite that is moved away, replaced or not there is a database that is away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError

from site_config import env
from site_config.sqlite.base import DatabaseWrapper

pytestmark = [pytest.mark.sqlite("PostgreSQL has no file"), pytest.mark.django_db]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database of a site that is served, with a table in it."""
    file = tmp_path / "db.sqlite3"
    for statement in ("CREATE TABLE noted (word)", "INSERT INTO noted VALUES ('first')"):
        ask(DatabaseWrapper(configured(file, monkeypatch)), statement)
    monkeypatch.setattr(DatabaseWrapper, "makes_files", False)
    return file


@pytest.fixture
def site(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DatabaseWrapper]:
    """Its connection, which has answered requests already."""
    site = DatabaseWrapper(configured(file, monkeypatch))
    assert words(site) == ["first"]
    yield site
    site.close()


def configured(file: Path, monkeypatch: pytest.MonkeyPatch) -> env.Settings:
    """As the settings have it."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    usual = {"TIME_ZONE": None, "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False}
    return {**usual, **env.database("")}


def ask(site: DatabaseWrapper, statement: str) -> list[str]:
    """One request with one query."""
    site.close_if_unusable_or_obsolete()
    with site.cursor() as cursor:
        return [row[0] for row in cursor.execute(statement).fetchall()]


def words(site: DatabaseWrapper) -> list[str]:
    return ask(site, "SELECT word FROM noted ORDER BY word")


def test_a_file_that_is_moved_away_is_missed_until_it_is_back(
    site: DatabaseWrapper, file: Path
) -> None:
    """What was sent meanwhile would have been stored where nobody finds it."""
    away = file.rename(file.with_name("elsewhere"))
    for _request in range(2):
        with pytest.raises(OperationalError, match=f"no such file: {file}"):
            ask(site, "INSERT INTO noted VALUES ('lost')")
    assert not file.exists(), "an empty one would take the journal of the other"
    away.rename(file)
    assert words(site) == ["first"]


def test_a_backup_that_is_put_in_its_place_is_read(
    site: DatabaseWrapper, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DatabaseWrapper, "makes_files", True)
    backup = DatabaseWrapper(configured(tmp_path / "backup", monkeypatch))
    for statement in ("CREATE TABLE noted (word)", "INSERT INTO noted VALUES ('restored')"):
        ask(backup, statement)
    backup.close()
    for journal in ("-wal", "-shm"):  # as docs/how-to/run-in-production.md has it
        file.with_name(f"{file.name}{journal}").unlink()
    (tmp_path / "backup").rename(file)
    assert words(site) == ["restored"]


def test_a_file_that_stays_is_opened_once(site: DatabaseWrapper) -> None:
    opened = site.connection
    assert words(site) == ["first"] and site.connection is opened


def test_the_site_is_configured_so() -> None:
    assert settings.DATABASES["default"]["ENGINE"] == env.OURS
    assert settings.DATABASES["default"]["CONN_HEALTH_CHECKS"]
