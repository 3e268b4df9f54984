"""The server of bin/run and of the unit: what dies comes back, what is said stays private."""

from __future__ import annotations

import configparser
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.servers import (
    ROOT,
    ask,
    children,
    free_port,
    running,
    site_command,
    site_variables,
    status,
    wait_until,
)

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")


class Site(NamedTuple):
    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def workers(self) -> list[int]:
        return children(self.process.pid)

    def has_workers(self) -> bool:
        return len(self.workers()) == 2 and status(self.port) == 200


def start(stack: ExitStack, folder: Path) -> Site:
    port, log = free_port(), folder / "server.log"
    command = site_command(port)
    process = stack.enter_context(
        running(command, site_variables(), stack.enter_context(log.open("wb")))
    )
    site = Site(process, port, log)
    wait_until(site.has_workers, "the site answers")
    return site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with ExitStack() as stack:
        yield start(stack, tmp_path_factory.mktemp("site"))


def raw(site: Site, request: bytes) -> bytes:
    """The first bytes of what the server answers to bytes that no client would send."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as connection:
        connection.sendall(request)
        return connection.recv(4096)


def test_the_whole_server_is_no_page(site: Site) -> None:
    answer = raw(site, b"GET * HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ")


def test_a_head_has_no_body(site: Site) -> None:
    code, headers, body = ask(site.port, "/", "HEAD")
    assert (code, headers["location"], body) == (302, "/zh-hans/", b"")


def test_a_body_in_chunks_is_read(site: Site) -> None:
    code, _headers, _body = ask(site.port, "/healthz", "POST", body=iter([b"a=1", b"&b=2"]))
    assert code == 403, "a form from nowhere"
    assert status(site.port) == 200


def test_an_address_as_long_as_the_site_allows_arrives(site: Site) -> None:
    assert ask(site.port, "/?q=" + "a" * 4090)[0] == 302


def test_a_search_of_ten_thousand_characters_arrives(site: Site) -> None:
    search = "/zh-hans/search/?q="  # of a site without its data
    assert ask(site.port, search + "a" * 10_000)[0] == ask(site.port, search + "a")[0]


def test_no_log_quotes_what_somebody_asked(site: Site) -> None:
    raw(site, b"GET /zh-hans/search/?q=secret word HTTP/1.1\r\nHost: localhost\r\n\r\n")
    raw(site, b"GET /zh-hans/search/?q=secret HTTP/1.1\r\nHost: localhost\r\nbad header\r\n\r\n")
    assert ask(site.port, "/?q=secret")[0] == 302
    assert b"secret" not in site.log.read_bytes()


def test_workers_killed_together_and_again_come_back(site: Site) -> None:
    for _ in range(2):
        for worker in site.workers():
            os.kill(worker, signal.SIGKILL)
        wait_until(site.has_workers, "both workers are back")
    assert site.process.poll() is None


def test_another_server_on_the_port_is_refused(site: Site) -> None:
    taken = subprocess.run(
        ["python3", "bin/port.py", str(site.port)], cwd=ROOT, capture_output=True, text=True
    )
    assert taken.returncode == 1
    assert f"端口 {site.port} " in taken.stderr
    assert f"进程 {site.process.pid}：" in taken.stderr and "gunicorn" in taken.stderr


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_asked_and_so_do_its_workers(tmp_path: Path, how: signal.Signals) -> None:
    with ExitStack() as stack:
        site = start(stack, tmp_path)
        workers = site.workers()
        site.process.send_signal(how)
        assert site.process.wait(timeout=30) == 0
        assert not any(Path(f"/proc/{worker}/task").exists() for worker in workers)


def test_the_script_starts_the_same_server() -> None:
    script = (ROOT / "bin/run").read_text(encoding="utf-8").replace("\\\n", " ")
    command = script[script.index("\nexec ") :].split()[1:]
    first, last = site_command(0)[1:5], site_command(0)[-1]
    assert command[:5] == [".venv/bin/python", *first] and command[-1] == last
    assert command[5:7] == ["--bind", '"127.0.0.1:$PORT"']


def test_the_unit_starts_the_same_server_and_never_gives_up() -> None:
    unit = configparser.RawConfigParser()
    unit.optionxform = str  # type: ignore[method-assign, assignment]
    unit.read(ROOT / "deploy/site.service", encoding="utf-8")
    command = unit["Service"]["ExecStart"].split()[1:]
    assert command == ["-c", "deploy/gunicorn.conf.py", "site_config.wsgi:application"]
    assert unit["Service"]["Restart"] == "always"
    assert unit["Unit"]["StartLimitIntervalSec"] == "0"
    assert unit["Service"]["UMask"] == "0077"
