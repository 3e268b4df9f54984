"""Real servers asked by wrk: requests a second, and what one costs the server's processor."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from django.conf import settings

from site_config.bench import front
from site_config.bench.costs import PAGE

CONNECTIONS = 32
PATIENCE = 30  # seconds until a server answers
TICK = os.sysconf("SC_CLK_TCK")
NEEDED = ("wrk", "nginx")
GUNICORN = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "--workers", "1"]


@dataclass(frozen=True, slots=True)
class Load:
    """What a server did under load."""

    name: str
    per_second: float
    milliseconds: float  # of its processors, for one request
    failed: int


def missing() -> list[str]:
    """The programs that a bench of servers needs and that are not here."""
    path = f"{os.environ.get('PATH', '')}:/usr/sbin"
    return [name for name in NEEDED if not shutil.which(name, path=path)]


def loads(seconds: float) -> Iterator[Load]:
    """The site behind gunicorn, behind nginx that holds it, and the same bytes from a file."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name, contextlib.ExitStack() as started:
        folder, site, port = Path(name), free_port(), free_port()
        command = [*GUNICORN, "--bind", f"127.0.0.1:{site}", "site_config.wsgi:application"]
        server = started.enter_context(running(command, site))
        with urlopen(f"http://127.0.0.1:{site}{PAGE}", timeout=PATIENCE) as answer:
            page = answer.read()
        yield load("warm-gunicorn", server, site, PAGE, seconds)
        main = front.write(folder, site, port, as_root=os.geteuid() == 0, page=page)
        nginx = started.enter_context(running(["nginx", "-c", str(main)], port))
        yield load("nginx-file", nginx, port, front.FROM_A_FILE, seconds)
        yield load("warm-nginx", nginx, port, PAGE, seconds)
        gzip = {"Accept-Encoding": "gzip"}
        yield load("nginx-file-gzip", nginx, port, front.FROM_A_FILE, seconds, gzip)
        yield load("warm-nginx-gzip", nginx, port, PAGE, seconds, gzip)


def load(
    name: str,
    server: subprocess.Popen[bytes],
    port: int,
    address: str,
    seconds: float,
    headers: Mapping[str, str] | None = None,
) -> Load:
    """Ask as fast as it answers."""
    extra = [part for key, value in (headers or {}).items() for part in ("-H", f"{key}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", *extra]
    before = used(server.pid)
    told = subprocess.run(  # noqa: S603 - a program that was looked for
        [*command, f"http://127.0.0.1:{port}{address}"], capture_output=True, text=True, check=True
    ).stdout
    requests, per_second, failed = figures(told)
    return Load(name, per_second, (used(server.pid) - before) / max(1, requests) * 1000, failed)


def figures(told: str) -> tuple[int, float, int]:
    """Of what wrk says: requests, requests a second, and how many failed."""
    requests = re.search(r"(\d+) requests in", told)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    errors = re.findall(r"(?:connect|read|write|timeout|Non-2xx or 3xx responses:?) (\d+)", told)
    if not requests or not rate:
        raise ValueError(told)
    return int(requests[1]), float(rate[1]), sum(map(int, errors))


def used(pid: int) -> float:
    """Seconds of a processor that a process and its children have used."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK + sum(used(int(each)) for each in children)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server of its own process group, once it listens; ended with all that it started."""
    variables = {**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin", "TZ": "Asia/Shanghai"}
    process = subprocess.Popen(  # noqa: S603
        command, cwd=settings.BASE_DIR, env=variables, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        wait_for(process, port)
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"no server on port {port}")
