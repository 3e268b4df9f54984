"""Two machines behind nginx, with PostgreSQL and Redis: one is killed, both are renewed in turn.

Readers ask all the while, and none of them gets an answer that is no page.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest

from tests.deploy.nginx import HOST, Nginx, nginx
from tests.deploy.test_outage import (
    PUBLISH,
    SEEN_WITHIN,
    Database,
    database,  # noqa: F401 - a fixture
    started,  # noqa: F401 - a fixture
)
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

pytestmark = [pytest.mark.long, pytest.mark.sqlite("it starts a PostgreSQL of its own")]
READERS = 3
# What nginx holds, what it may not hold, a page that is no page, and the root.
PAGES = {"/zh-hans/about/": 200, "/en/search/?q=x": 200, "/zh-hans/nowhere/": 404, "/": 302}


class Machine:
    """A site on a port, which starts and ends."""

    def __init__(self, stack: ExitStack, folder: Path, variables: dict[str, str]) -> None:
        self.stack, self.folder, self.variables = stack, folder, variables
        self.port = free_port()
        self.start()

    def start(self) -> None:
        log = self.stack.enter_context((self.folder / f"{self.port}.log").open("ab"))
        served = running(site_command(self.port), self.variables, log)
        self.process = self.stack.enter_context(served)
        wait_until(lambda: status(self.port, seconds=1) == 200, "the machine answers")

    def is_warm(self) -> bool:
        """Whether both workers answer, each page in time; they have loaded it then."""
        if len(children(self.process.pid)) != 2:
            return False
        return all(status(self.port, path, seconds=1) for _ in range(6) for path in PAGES)

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def renew(self) -> None:
        """As systemd restarts it: what is being answered is finished first."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=30) == 0
        self.start()


class Site(NamedTuple):
    database: Database
    redis: subprocess.Popen[bytes]
    machines: tuple[Machine, Machine]
    front: Nginx

    def tell_nginx(self, machine: Machine, old: str, new: str) -> None:
        """Change what it knows of a machine, by a reload."""
        file, server = self.front.folder / "site.conf", f"server 127.0.0.1:{machine.port}"
        text = file.read_text(encoding="utf-8")
        assert f"{server} {old};" in text
        file.write_text(text.replace(f"{server} {old};", f"{server} {new};"), encoding="utf-8")
        master = int((self.front.folder / "nginx.pid").read_text())
        before = set(children(master))
        os.kill(master, signal.SIGHUP)
        wait_until(lambda: not before & set(children(master)), "nginx has read it")


@pytest.fixture(scope="module")
def site(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:  # noqa: F811
    folder, port = tmp_path_factory.mktemp("machines"), free_port()
    with ExitStack() as stack:
        log = stack.enter_context((folder / "redis.log").open("wb"))
        command = ["redis-server", str(ROOT / "deploy/redis.conf"), "--port", str(port)]
        redis = stack.enter_context(running([*command, "--dir", str(folder)], {}, log))
        variables = site_variables(
            database.address,
            CACHE_URL=f"redis://127.0.0.1:{port}/0",
            SITE_URL=f"https://{HOST}",
            ALLOWED_HOSTS=f"{HOST},127.0.0.1",
        )
        one, two = (Machine(stack, folder, variables) for _ in range(2))
        wait_until(lambda: one.is_warm() and two.is_warm(), "both are there")
        front = stack.enter_context(nginx(folder, one.port, other=two.port))
        yield Site(database, redis, (one, two), front)


@contextmanager
def readers(front: Nginx) -> Iterator[Counter[str]]:
    """Ask all the while; what came that should not have come. Raises if it came too seldom."""
    wrong, right, ended = Counter[str](), Counter[str](), threading.Event()

    def read() -> None:
        while not ended.is_set():
            for path, expected in PAGES.items():
                try:
                    found = front.ask(path).status
                except OSError as error:
                    wrong[f"{path} {error}"] += 1
                else:
                    (right if found == expected else wrong)[f"{path} {found}"] += 1
                time.sleep(0.02)

    threads = [threading.Thread(target=read) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        yield wrong
        time.sleep(1)
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    print(f"{sum(right.values())} answers, {dict(wrong)}")
    assert len(right) == len(PAGES) and min(right.values()) > 5
    assert not wrong


def test_nobody_notices_that_a_machine_is_killed(site: Site) -> None:
    one, _two = site.machines
    with readers(site.front):
        time.sleep(1)
        one.kill()
        time.sleep(3)
    one.start()
    wait_until(one.is_warm, "it is back")


def test_nobody_notices_that_the_machines_are_renewed_in_turn(site: Site) -> None:
    with readers(site.front):
        for machine in site.machines:
            site.tell_nginx(machine, "max_fails=0", "down")
            machine.renew()
            wait_until(machine.is_warm, "it is back before the next one ends")
            site.tell_nginx(machine, "down", "max_fails=0")


def test_nobody_notices_that_redis_hangs_and_dies(site: Site) -> None:
    with readers(site.front):
        os.kill(site.redis.pid, signal.SIGSTOP)
        time.sleep(2)
        os.kill(site.redis.pid, signal.SIGKILL)
        time.sleep(1)


def test_what_is_published_on_one_machine_is_seen_on_the_other(site: Site) -> None:
    """Each connection may come to another process: ten in a row come to both."""
    path, ports = "/zh-hans/about/", [machine.port for machine in site.machines]
    assert b"tel:110" not in b"".join(ask(port, path)[2] for port in ports for _ in range(10))
    publish = [sys.executable, "manage.py", "shell", "-v", "0", "-c", PUBLISH]
    variables = {"PATH": os.environ["PATH"], **site_variables(site.database.address)}
    subprocess.run(publish, cwd=ROOT, env=variables, check=True)
    time.sleep(SEEN_WITHIN)
    for port in ports:
        assert all(b"tel:110" in ask(port, path)[2] for _ in range(10)), port
        assert status(port, "/readyz") == 200


def test_a_database_that_hangs_is_told_within_three_seconds(site: Site) -> None:
    site.database.signal(signal.SIGSTOP)
    try:
        for machine in site.machines:
            began = time.monotonic()
            assert ask(machine.port, "/readyz")[0] == 503
            assert time.monotonic() - began < 3.5, "three seconds, and what a busy machine adds"
    finally:
        site.database.signal(signal.SIGCONT)


def test_a_backup_of_it_can_be_restored(site: Site, tmp_path: Path) -> None:
    """As docs/how-to/run-in-production.md says."""
    variables = {"PATH": os.environ["PATH"], **site_variables(site.database.address)}
    file = tmp_path / "site-1"
    command = [sys.executable, "manage.py", "backup", str(file)]
    subprocess.run(command, cwd=ROOT, env=variables, check=True, capture_output=True)
    with psycopg.connect(site.database.address, autocommit=True) as connection:
        connection.execute("CREATE DATABASE again TEMPLATE template0")
    address = site.database.address.rpartition("/")[0] + "/again"
    restore = ["pg_restore", "--no-owner", "--single-transaction", f"--dbname={address}", str(file)]
    subprocess.run(restore, check=True, capture_output=True)
    with psycopg.connect(address) as connection:
        found = connection.execute("SELECT phone FROM policies_contact").fetchall()
    assert found == [("110",)]
    verify = [sys.executable, "manage.py", "verify"]
    again = {**variables, "DATABASE_URL": address}
    subprocess.run(verify, cwd=ROOT, env=again, check=True, capture_output=True)


def test_postgresql_takes_every_setting_of_its_example(database: Database) -> None:  # noqa: F811
    """Its own reading of the file: one wrong value, and it says none of them."""
    example = (ROOT / "deploy/postgresql.conf").read_text(encoding="utf-8")
    with (database.folder / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write(example)
    program = Path(f"/proc/{database.server()}/exe").readlink()
    as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    settings = re.findall(r"^(\w+) = '?([^'#]+?)'?\s*(?:#.*)?$", example, re.M)
    assert len(settings) > 15
    for name, value in settings:
        command = [*as_owner, str(program), "-D", str(database.folder), "-C", name]
        told = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
        assert same(told.stdout.strip(), value), (name, told.stdout, told.stderr)


def same(told: str, written: str) -> bool:
    """Whether PostgreSQL told a value as it is written, in whichever unit."""
    number = re.fullmatch(r"([\d.]+)(kB|MB|GB|ms|s|min)?", written)
    return bool(told) if number and number[2] else told == written.strip()
