"""The whole site: nginx, gunicorn, PostgreSQL. Each of them hangs, dies and comes back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest

from tests.bin.scripts import script
from tests.deploy.nginx import HOST, Answer, Nginx, nginx
from tests.servers import (
    ROOT,
    ask,
    children,
    free_port,
    running,
    site_command,
    site_variables,
    wait_until,
)

pytestmark = pytest.mark.sqlite("it starts a PostgreSQL of its own")
HELD = "/zh-hans/about/"
NOT_HELD = "/zh-hans/search/?q=x"  # what somebody typed
OLD = 3.1  # seconds: no longer fresh, nor shown while it is renewed
PATIENCE = 5.5  # five seconds, and what a busy machine adds


class Database(NamedTuple):
    address: str
    folder: Path

    def server(self) -> int:
        return int((self.folder / "postmaster.pid").read_text().split()[0])

    def signal(self, sign: signal.Signals) -> None:
        """To the server and each of its processes."""
        server = self.server()
        for pid in (server, *children(server)):
            os.kill(pid, sign)

    def start(self) -> subprocess.Popen[bytes]:
        """As it was started before; ends with the cluster."""
        command = (self.folder / "postmaster.opts").read_text()
        as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        return subprocess.Popen(
            [*as_owner, "sh", "-c", f"exec {command}"],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


class Stack(NamedTuple):
    database: Database
    site: subprocess.Popen[bytes]
    port: int
    front: Nginx

    def processes(self) -> list[int]:
        return [self.site.pid, *children(self.site.pid)]

    def read(self, path: str) -> Answer:
        """One answer, which came in time."""
        started = time.monotonic()
        answer = self.front.ask(path)
        assert time.monotonic() - started < PATIENCE
        return answer

    def assert_survives(self, *, site_answers: bool) -> None:
        """What is held is shown, what is not says so, the root leads on. A site that answers may
        have the page too, in the one of its processes that is asked."""
        time.sleep(OLD)
        held = self.read(HELD)
        assert held.status == 200
        assert held.held in ({"STALE", "REVALIDATED"} if site_answers else {"STALE"})
        missing = self.read(NOT_HELD)
        assert missing.status == 503 and b"tel:12393" in missing.body
        assert missing.headers["cache-control"] == "no-store"
        assert int(missing.headers["retry-after"]) > 0
        assert self.read("/?from=groupmessage").status == 302

    def wait_until_whole(self) -> None:
        assert self.site.poll() is None, (self.front.folder / "server.log").read_text()
        wait_until(lambda: self.front.ask(NOT_HELD).status == 200, "everything works")
        wait_until(lambda: self.front.ask(HELD).held == "HIT", "the page is held")
        assert self.front.ask("/").status == 302


@pytest.fixture(scope="module")
def started() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Servers started by a test; set up before the database, so that it is ended before they are
    waited for."""
    processes: list[subprocess.Popen[bytes]] = []
    yield processes
    for process in processes:
        process.kill()
        process.wait(timeout=30)


@pytest.fixture(scope="module")
def database(started: list[subprocess.Popen[bytes]]) -> Iterator[Database]:
    with script("stages").postgresql() as address:
        with psycopg.connect(address) as connection:
            found = connection.execute("SHOW data_directory").fetchone()
        assert found
        migrate = [sys.executable, "manage.py", "migrate", "-v", "0"]
        variables = {"PATH": os.environ["PATH"], **site_variables(address)}
        subprocess.run(migrate, cwd=ROOT, env=variables, check=True)
        database = Database(address, Path(found[0]))
        yield database
        database.signal(signal.SIGCONT)


@pytest.fixture(scope="module")
def stack(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder, port = tmp_path_factory.mktemp("stack"), free_port()
    names = {"SITE_URL": f"https://{HOST}", "ALLOWED_HOSTS": f"{HOST},127.0.0.1"}
    with ExitStack() as started:
        log = started.enter_context((folder / "server.log").open("wb"))
        command = site_command(port, "tests.deploy.short_lived:application")
        variables = site_variables(database.address, **names)
        site = started.enter_context(running(command, variables, log))
        front = started.enter_context(nginx(folder, port))
        yield Stack(database, site, port, front)


@pytest.fixture(autouse=True)
def _whole(stack: Stack) -> None:
    stack.wait_until_whole()


PUBLISH = """
from policies.models import Contact, Region
from policies.publishing.shared.permits import permitted
with permitted("a test"):
    nation = Region.objects.create(code="100000", name_zh_hans="全国", level="nation")
    Contact.objects.create(code="police", name_zh_hans="报警", phone="110", region=nation)
"""
SEEN_WITHIN = 2.0  # seconds after it was stored


def test_what_is_published_is_seen_in_every_process_within_two_seconds(stack: Stack) -> None:
    """Each connection may come to another process: ten in a row come to both."""
    assert b"tel:110" not in b"".join(ask(stack.port, HELD)[2] for _time in range(10))
    publish = [sys.executable, "manage.py", "shell", "-v", "0", "-c", PUBLISH]
    variables = {"PATH": os.environ["PATH"], **site_variables(stack.database.address)}
    subprocess.run(publish, cwd=ROOT, env=variables, check=True)
    time.sleep(SEEN_WITHIN)
    assert all(b"tel:110" in ask(stack.port, HELD)[2] for _time in range(10))


def test_the_site_survives_a_database_that_hangs(stack: Stack) -> None:
    stack.database.signal(signal.SIGSTOP)
    try:
        stack.assert_survives(site_answers=True)
        status, headers, body = ask(stack.port, NOT_HELD)
        assert status == 503 and b"tel:12393" in body, "the site itself gives up in time"
        assert headers["retry-after"]
    finally:
        stack.database.signal(signal.SIGCONT)


def test_the_site_survives_a_database_that_dies(
    stack: Stack, started: list[subprocess.Popen[bytes]]
) -> None:
    server = stack.database.server()
    os.kill(server, signal.SIGQUIT)
    wait_until(lambda: not Path(f"/proc/{server}/task").exists(), "the database is gone")
    try:
        stack.assert_survives(site_answers=True)
    finally:
        again = stack.database.start()
    try:
        wait_until(lambda: stack.front.ask(NOT_HELD).status == 200, "the site finds it again")
    finally:
        started.append(again)


def test_readers_notice_nothing_of_a_killed_worker(stack: Stack) -> None:
    """The newest each time: whether it has begun to serve or not, the other one does."""
    answers = []
    for _ in range(3):
        os.kill(max(children(stack.site.pid)), signal.SIGKILL)
        answers += [stack.read(path) for path in (HELD, NOT_HELD, "/")]
        wait_until(lambda: len(children(stack.site.pid)) == 2, "there are two again")
    assert {answer.status for answer in answers} == {200, 302}


def test_readers_survive_a_site_that_hangs_and_one_that_is_gone(stack: Stack) -> None:
    for process in stack.processes():
        os.kill(process, signal.SIGSTOP)
    stack.assert_survives(site_answers=False)
    os.killpg(stack.site.pid, signal.SIGKILL)
    stack.site.wait()
    assert [stack.read(path).status for path in (HELD, NOT_HELD, "/")] == [200, 503, 302]
