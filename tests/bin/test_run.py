"""bin/run before it touches anything: one server in a folder, one on a port, no lost database."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import ROOT, free_port, wait_until

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
SECONDS = 20  # a refusal is quick; a busy machine is not


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A fresh folder with the scripts; nothing is installed in it."""
    shutil.copytree(ROOT / "bin", tmp_path / "bin")
    return tmp_path


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens, as a server does that shares it."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield int(listener.getsockname()[1])


def run(folder: Path, port: int | str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHON": sys.executable, "PORT": str(port)}
    return subprocess.run(
        ["sh", "bin/run"],
        cwd=folder,
        env=environment | variables,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


def test_a_taken_port_is_refused_before_anything_is_installed(folder: Path, taken: int) -> None:
    refused = run(folder, taken)
    assert refused.returncode == 1
    assert f"端口 {taken} 已经有程序在用（进程 {os.getpid()}：" in refused.stderr
    assert not (folder / ".venv").exists()
    assert [path.name for path in (folder / "var").iterdir()] == ["run.lock"]


@pytest.mark.parametrize("port", ["0", "65536", "abc", "80 00"])
def test_what_is_no_port_is_refused_by_name(folder: Path, port: str) -> None:
    refused = run(folder, port)
    assert refused.returncode == 1 and refused.stderr.startswith("PORT: ")


def test_a_second_start_in_a_folder_names_the_first(folder: Path) -> None:
    (folder / "var").mkdir()
    with (folder / "var/run.lock").open("w") as lock:
        lock.write("4711 http://127.0.0.1:8123/\n")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = run(folder, free_port())
    assert refused.returncode == 1
    assert "进程 4711，http://127.0.0.1:8123/" in refused.stderr
    assert not (folder / ".venv").exists()


def test_the_lock_of_a_killed_server_is_free_again(folder: Path, taken: int) -> None:
    (folder / "var").mkdir()
    lock = folder / "var/run.lock"
    holder = subprocess.Popen(["flock", str(lock), "sleep", "60"], start_new_session=True)
    wait_until(lock.exists, "the lock is there")
    wait_until(lambda: not _is_free(lock), "the lock is held")
    os.killpg(holder.pid, signal.SIGKILL)
    holder.wait()
    assert "端口" in run(folder, taken).stderr, "the next step is reached"


def _is_free(lock: Path) -> bool:
    with lock.open("a") as trial:
        try:
            fcntl.flock(trial, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def test_two_starts_that_make_a_secret_at_once_agree_on_it(folder: Path) -> None:
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/python").symlink_to(sys.executable)
    script = '. bin/prepare.sh; own_variables; printf %s "$SECRET_KEY"'
    environment = {"PATH": os.environ["PATH"]}
    starts = [
        subprocess.Popen(
            ["sh", "-euc", script], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    made = {start.communicate(timeout=SECONDS)[0] for start in starts}
    assert len(made) == 1 and len(made.pop()) >= 32
    assert [path.name for path in (folder / "var").iterdir()] == ["secret_key"]
    assert oct((folder / "var/secret_key").stat().st_mode)[-3:] == "600"
