"""Real processes for tests: the site behind its server, and what a client sees of them."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
SECRET = "only-for-tests-only-for-tests-only-for-tests"
PATIENCE = 30  # seconds that a busy machine may take


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def ask(
    port: int,
    path: str,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | Iterator[bytes] | None = None,
    *,
    seconds: float = 10,
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (small letters) and body of one answer. Raises OSError if there is none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    with contextlib.closing(connection):
        connection.request(method, path, body=body, headers=dict(headers or {}))
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, found, answer.read()


def status(port: int, path: str = "/healthz", *, seconds: float = 10) -> int | None:
    """The status of one answer, or None if there was none."""
    try:
        return ask(port, path, seconds=seconds)[0]
    except (OSError, http.client.HTTPException):
        return None


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Look again and again, as long as a busy machine may need."""
    until = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > until:
            raise AssertionError(f"waited {PATIENCE} s in vain: {what}")
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(each) for each in listed]


@contextlib.contextmanager
def running(
    command: list[str], variables: Mapping[str, str], log: IO[bytes]
) -> Iterator[subprocess.Popen[bytes]]:
    """A server of its own process group, ended with all that it started."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **variables},
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def site_command(port: int, application: str = "site_config.wsgi:application") -> list[str]:
    """The server as bin/run and the unit start it, on a port of its own."""
    server = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]
    return [*server, "--bind", f"127.0.0.1:{port}", application]


def site_variables(database: str = "sqlite://:memory:", **others: str) -> dict[str, str]:
    """What the site reads from its environment."""
    return {"SECRET_KEY": SECRET, "DATABASE_URL": database, **others}
