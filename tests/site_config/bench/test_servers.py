"""The servers of a bench: the shipped nginx as it stands, and what processes have used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from site_config.bench import front, servers

PAGE = b"<!DOCTYPE html>" + b"a page " * 200


def test_nginx_reads_the_shipped_example_and_gives_the_bytes_of_the_file(tmp_path: Path) -> None:
    port = servers.free_port()
    main = front.write(tmp_path, servers.free_port(), port, as_root=os.geteuid() == 0, page=PAGE)
    with servers.running(["nginx", "-c", str(main)], port) as nginx:
        from tests.servers import ask

        status, headers, body = ask(port, front.FROM_A_FILE)
        assert (status, body) == (200, PAGE) and headers["content-type"].startswith("text/html")
        assert ask(port, "/zh-hans/about/")[0] == 503, "nobody stands behind it"
        assert servers.used(nginx.pid) >= 0


def test_nothing_of_the_example_is_left_that_names_a_place_of_its_own(tmp_path: Path) -> None:
    text = front.configuration(tmp_path, 1, 2)
    for left in ("/srv/site", "/var/", "ssl", "www.example.org", "listen 80", "listen 443"):
        assert left not in text, left


def test_a_server_that_does_not_start_is_not_waited_for() -> None:
    with (
        pytest.raises(RuntimeError, match="no server"),
        servers.running([sys.executable, "-c", ""], servers.free_port()),
    ):
        pass


def test_programs_that_are_not_here_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "NEEDED", ("sh", "no-such-program"))
    assert servers.missing() == ["no-such-program"]


def test_what_a_process_used_counts_its_children(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.2: pass\nprint('x', flush=True); input()"
    command = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", command], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stdin
        process.stdout.readline()
        assert servers.used(process.pid) >= 0.19
        process.stdin.write(b"\n")
        process.stdin.close()
