"""bin/prepare.py: what it refuses before it makes anything, and who may read what it makes."""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings
from django.db import connection

from tests.bin.scripts import script
from tests.servers import ROOT, SECRET, free_port

SERVICE = ROOT / "deploy" / "site.service"

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")


@pytest.fixture(scope="module")
def prepare() -> ModuleType:
    """The script as a module."""
    return script("prepare")


def python_taken(**variables: str) -> str:
    """Which Python the scripts would make an environment with."""
    command = ["sh", "-euc", '. bin/prepare.sh; need_python; echo "$PYTHON"']
    environment = {"PATH": os.environ["PATH"], **variables}
    return subprocess.check_output(command, cwd=ROOT, env=environment, text=True).strip()


def test_the_systems_own_python_is_taken_unless_another_is_named(tmp_path: Path) -> None:
    other = tmp_path / "python3"
    other.symlink_to(sys.executable)
    first = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    assert python_taken(PYTHON=str(other), **first) == str(other)
    can = '/usr/bin/python3 -c "import ensurepip, sys, venv; assert sys.version_info[1] > 10"'
    will_do = subprocess.run(can, shell=True, capture_output=True, check=False).returncode == 0  # noqa: S602
    assert python_taken(**first) == ("/usr/bin/python3" if will_do else "python3")


def start(database: str, *asked: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "SECRET_KEY": SECRET, "DATABASE_URL": database}
    return subprocess.run(
        [sys.executable, "bin/prepare.py", *asked],
        cwd=ROOT,
        env=environment | variables,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_no_server_starts_without_the_static_files_of_its_release(
    prepare: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path)
    monkeypatch.setattr(settings, "STATIC_ROOT", tmp_path)
    monkeypatch.setattr(sys, "argv", ["prepare.py", "ready"])
    (tmp_path / "staticfiles.json").touch()
    for stamp in ("", "of the release before"):
        (tmp_path / prepare.COLLECTED).write_text(stamp)
        with pytest.raises(SystemExit, match="还没有收集"):
            prepare.main()
    (tmp_path / prepare.COLLECTED).write_text(prepare.digest_of_sources())
    prepare.main()
    command = re.search(r"^ExecStartPre=(\S+) (.*)$", SERVICE.read_text(encoding="utf-8"), re.M)
    assert command and command[2] == "bin/prepare.py ready"


@pytest.mark.parametrize(
    "database",
    ["sqlite:////proc/none/site.sqlite3", f"sqlite:///{__file__}"],
    ids=["no folder", "no database"],
)
def test_a_file_that_cannot_be_used_is_named_without_a_traceback(database: str) -> None:
    refused = start(database)
    assert refused.returncode == 1
    assert refused.stderr.startswith("DATABASE_URL: 数据库用不了（")
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize("database", ["sqlite://", "sqlite://:memory:", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(database: str) -> None:
    refused = start(database)
    assert refused.returncode == 1
    assert refused.stderr.startswith("DATABASE_URL: 内存")
    assert len(refused.stderr.splitlines()) == 1


def test_postgresql_that_cannot_be_reached_is_named_within_seconds() -> None:
    port, started = free_port(), time.monotonic()
    refused = start(f"postgres://site:geheim@127.0.0.1:{port}/site")
    assert refused.returncode == 1
    assert f"DATABASE_URL: 数据库用不了（127.0.0.1/{port}/site）" in refused.stderr
    assert "geheim" not in refused.stderr and "Traceback" not in refused.stderr
    assert time.monotonic() - started < 15, "two seconds, on a busy machine too"


@pytest.mark.parametrize("asked", [[], ["ready"]])
def test_a_wrong_variable_is_named_without_a_traceback(asked: list[str]) -> None:
    refused = start("mysql://site@127.0.0.1/site", *asked)
    assert refused.returncode == 1
    assert refused.stderr.startswith("DATABASE_URL: only") and refused.stderr.count("\n") == 1


def test_var_is_closed_to_others_also_where_it_was_open(
    prepare: ModuleType, tmp_path: Path
) -> None:
    folder = tmp_path / "var"
    (folder / "kept").mkdir(parents=True, mode=0o755)
    for name in ("db.sqlite3", "db.sqlite3-wal", "kept/page"):
        (folder / name).write_bytes(b"x")
        (folder / name).chmod(0o664)
    (folder / "link").symlink_to("/etc/hostname")
    before = Path("/etc/hostname").stat().st_mode
    prepare.close_folder(folder)
    modes = {path.name: oct(path.lstat().st_mode)[-3:] for path in (folder, *folder.rglob("*"))}
    del modes["link"]
    assert modes == {
        "var": "700",
        "kept": "700",
        "db.sqlite3": "600",
        "db.sqlite3-wal": "600",
        "page": "600",
    }
    assert Path("/etc/hostname").stat().st_mode == before


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database is a file that once held a site."""
    file = tmp_path / "db.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
    monkeypatch.setattr(connection, "vendor", "sqlite")
    return file


@pytest.mark.parametrize("left", [None, b""], ids=["gone", "empty"])
def test_a_database_that_is_gone_is_a_loss_and_no_first_start(
    prepare: ModuleType,
    file: Path,
    tmp_path: Path,
    left: bytes | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register = tmp_path / "databases"
    prepare.refuse_lost_database(register)
    prepare.remember_database(register)
    if left is not None:
        file.write_bytes(left)
    with pytest.raises(SystemExit, match=f"{file}(?s:.)*NEW_DATABASE=1"):
        prepare.refuse_lost_database(register)
    monkeypatch.setenv("NEW_DATABASE", "1")
    prepare.refuse_lost_database(register)


def test_a_start_closes_the_folder_and_then_looks_for_what_was_lost(
    prepare: ModuleType, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    var = tmp_path / "var"
    var.mkdir(mode=0o755)
    (var / "databases").write_text(f"{file}\n", encoding="utf-8")
    (var / "databases").chmod(0o644)
    monkeypatch.setattr(settings, "VAR_DIR", var)
    monkeypatch.setattr(sys, "argv", ["bin/prepare.py"])
    before = os.umask(0o022)
    try:
        with pytest.raises(SystemExit, match="NEW_DATABASE=1"):
            prepare.main()
        assert os.umask(0o022) == 0o077, "nor may others read what it makes from now on"
    finally:
        os.umask(before)
    assert [oct(path.stat().st_mode)[-3:] for path in (var, var / "databases")] == ["700", "600"]
    assert not file.exists()


def test_a_database_that_is_there_is_no_loss(
    prepare: ModuleType, file: Path, tmp_path: Path
) -> None:
    register = tmp_path / "databases"
    file.write_bytes(b"a database")
    for _ in range(2):
        prepare.remember_database(register)
        prepare.refuse_lost_database(register)
    assert register.read_text() == f"{file}\n"


def test_who_prepares_the_same_file_meanwhile_waits(prepare: ModuleType, file: Path) -> None:
    """Two first starts at once made its tables both, and one ended in a traceback."""
    folder = os.open(file.parent, os.O_RDONLY)
    with prepare.alone(), pytest.raises(BlockingIOError):
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(folder)
    assert not [*file.parent.iterdir()], "nothing is left of it"
