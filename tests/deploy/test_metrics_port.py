"""The server with METRICS_PORT: who gets its counts, and what is left of them when it ends."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.servers import ask, free_port, running, site_command, site_variables, status, wait_until

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")


class Counting:
    """A server as bin/run starts it, with a port for its counts."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.metrics = folder, free_port(), free_port()

    @contextmanager
    def started(self) -> Iterator[int]:
        """Runs it; gives the number of its process."""
        command = [*site_command(self.port), "--bind", f"127.0.0.1:{self.metrics}"]
        variables = site_variables(METRICS_PORT=str(self.metrics), TMPDIR=str(self.folder))
        with (self.folder / "log").open("wb") as log, running(command, variables, log) as process:
            self.process = process
            wait_until(lambda: status(self.port) == 200, "the site answers")
            yield process.pid

    def left(self) -> list[Path]:
        return list(self.folder.glob("site-metrics-*"))

    def counted(self, name: str) -> float:
        """A figure, all processes together."""
        told = ask(self.metrics, "/metrics")[2].decode()
        found = re.search(rf"^{re.escape(name)} (\S+)$", told, re.M)
        return float(found[1]) if found else 0.0


def test_the_counts_of_all_processes_stand_on_a_port_of_their_own(tmp_path: Path) -> None:
    server = Counting(tmp_path)
    healthy = 'site_requests_total{page="healthz",status="200"}'
    with server.started() as master:
        before = server.counted(healthy)
        assert {status(server.port) for _ in range(20)} == {200}
        assert server.counted(healthy) == before + 20
        assert b"site_requests" not in ask(server.port, "/metrics")[2]
        for path in ("/", "/healthz", "/zh-hans/", "/metrics/", "/admin/"):
            assert status(server.metrics, path) == 404, path
        assert ask(server.metrics, "/metrics", "POST")[0] == 404
        assert [each.name.split("-")[2] for each in server.left()] == [str(master)]
        os.kill(master, signal.SIGHUP)  # reads its settings again
        wait_until(lambda: server.counted(healthy) >= before + 20, "it counts on")
        assert len(server.left()) == 1
        os.kill(master, signal.SIGTERM)
        assert server.process.wait(timeout=30) == 0
        assert server.left() == []


def test_the_counts_of_a_server_that_was_killed_go_with_the_next_start(tmp_path: Path) -> None:
    server = Counting(tmp_path)
    with server.started():
        os.killpg(server.process.pid, signal.SIGKILL)
        server.process.wait()
    assert len(server.left()) == 1
    with server.started() as master:
        assert [each.name.split("-")[2] for each in server.left()] == [str(master)]
