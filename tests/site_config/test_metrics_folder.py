"""The folder in which the processes of a server count goes with it, or with the next one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from site_config import metrics_folder


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def ended() -> int:
    """The number of a process that is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_what_a_killed_server_left_goes_and_nothing_else(temporary: Path) -> None:
    left = temporary / f"site-metrics-{ended()}-abc"
    others = [
        temporary / f"site-metrics-{os.getpid()}-abc",
        temporary / "site-metrics-of-somebody",
        temporary / f"other-{ended()}-abc",
    ]
    for each in (left, *others):
        each.mkdir()
        (each / "counter_1.db").write_bytes(b"x")
    link = temporary / f"site-metrics-{ended()}-link"
    link.symlink_to(others[-1])
    made = Path(metrics_folder.make_folder())
    assert set(temporary.iterdir()) == {made, *others, link}
    assert all((each / "counter_1.db").exists() for each in others)
    assert made.stat().st_mode & 0o077 == 0


def test_a_process_removes_its_own_folder_alone(temporary: Path) -> None:
    own, another = Path(metrics_folder.make_folder()), temporary / "site-metrics-1-abc"
    another.mkdir()
    for each in (str(own), str(another), str(temporary), "", "/"):
        metrics_folder.remove_folder(each)
    assert list(temporary.iterdir()) == [another]
