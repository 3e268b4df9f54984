"""What `/readyz` says of each part of the site, and when a machine gets no readers."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from policies.models import PublicationEvent
from policies.publishing import events
from site_config import health, patience
from tests import factories as make

pytestmark = pytest.mark.django_db
HOUR = 3600


def ready() -> tuple[int, dict[str, Any]]:
    """The status and what is said of each part."""
    response = Client().get("/readyz")
    told = response.json()
    assert told["ready"] is (response.status_code == 200)
    assert "no-store" in response["Cache-Control"]
    return response.status_code, told["checks"]


def test_ready_only_with_content() -> None:
    status, checks = ready()
    assert status == 503 and checks["content"] == {"ok": False} and checks["database"]["ok"]
    make.nation()
    status, checks = ready()
    assert status == 200 and checks["content"] == {"ok": True}


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError])
def test_not_ready_without_database(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(at: object) -> str:
        raise error

    monkeypatch.setattr(events, "token", fail)
    status, checks = ready()
    assert status == 503 and checks["database"] == {"ok": False}
    assert set(checks) == {"database", "cache", "mirror", "backup"}, "of content nobody knows"


def test_the_database_is_waited_for_less_than_a_reader_would(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two seconds of the pool and this: within three (tests/deploy hangs a real one)."""
    waited: list[float] = []

    def token(at: object) -> str:
        waited.append(patience.seconds())
        return "x"

    monkeypatch.setattr(events, "token", token)
    ready()
    assert waited == [health.PATIENCE] and health.PATIENCE + 2 < 3


def test_what_is_scheduled_is_counted_and_its_instant_told_to_the_operator_alone() -> None:
    make.nation()
    assert ready()[1]["pending"] == {"ok": True, "count": 0}
    assert health.next_publication(timezone.now()) is None
    soon = timezone.now() + dt.timedelta(hours=1)
    for at in (soon, soon + dt.timedelta(days=1)):
        PublicationEvent.objects.create(at=at, subject="x")
    assert ready()[1]["pending"] == {"ok": True, "count": 2}
    assert health.next_publication(timezone.now()) == soon


def test_a_cache_that_keeps_nothing_is_told_and_takes_no_machine_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make.nation()
    assert ready()[1]["cache"] == {"ok": True}
    monkeypatch.setattr(type(cache._connections["default"]), "get", lambda *_a, **_k: None)  # type: ignore[attr-defined]
    status, checks = ready()
    assert status == 200 and checks["cache"] == {"ok": False}


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """Where both the mirror and the backups are."""
    settings.MIRROR_DIR = settings.BACKUP_DIR = str(tmp_path)
    return tmp_path


def write(path: Path, hours: float) -> None:
    """A file that was written so long ago."""
    path.write_text("{}")
    at = timezone.now().timestamp() - hours * HOUR
    os.utime(path, (at, at))


@pytest.mark.parametrize(
    ("name", "file"), [("mirror", health.MIRROR_MANIFEST), ("backup", "site-2026-11-27.dump")]
)
def test_how_old_the_copies_are_is_told_and_takes_no_machine_away(
    folder: Path, name: str, file: str
) -> None:
    make.nation()
    assert ready()[1][name] == {"ok": False, "age_seconds": None}
    for hours, is_well in ((1, True), (25.9, True), (27, False)):
        write(folder / file, hours)
        status, checks = ready()
        assert status == 200 and checks[name]["ok"] is is_well
        assert abs(checks[name]["age_seconds"] - hours * HOUR) < 60


def test_the_newest_backup_counts_and_what_is_none_does_not(folder: Path) -> None:
    write(folder / "site-old.dump", 50)
    write(folder / "site-new.dump", 2)
    write(folder / "other", 0)
    write(folder / ".site-half.dump-x1y2", 0)
    (folder / "site-folder").mkdir()
    assert int(ready()[1]["backup"]["age_seconds"] / HOUR) == 2


@pytest.mark.parametrize("name", ["mirror", "backup"])
def test_what_is_not_set_up_is_said(name: str) -> None:
    assert ready()[1][name] == {"ok": False, "age_seconds": None}


def test_a_file_that_cannot_be_read_is_as_none(tmp_path: Path, settings: Settings) -> None:
    """Removed between being listed and being looked at, or in a folder that is closed to us."""
    make.nation()
    (tmp_path / "site-gone").symlink_to(tmp_path / "nowhere")
    settings.MIRROR_DIR, settings.BACKUP_DIR = str(tmp_path / ("x" * 300)), str(tmp_path)
    status, checks = ready()
    assert status == 200
    assert checks["mirror"]["age_seconds"] is checks["backup"]["age_seconds"] is None
