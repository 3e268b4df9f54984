"""A Redis of a test's own."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from redis import Redis

from site_config.http.shared_pages import SharedPages, server_of
from tests.servers import free_port, wait_until
from tests.site_config.http.kept_site import PATH, Answer, Server, Site

PATIENT = 10.0  # seconds
BUSY = 0.6  # seconds that a busy machine may add
OPTIONS = ("--save", "", "--appendonly", "no", "--loglevel", "warning")


@dataclass
class RedisServer:
    """A server that can be stopped, started, hung and filled."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def client(self, patience: float = PATIENT) -> Redis:
        """A connection as the site has it, but for a busy machine."""
        cache = {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": self.address}
        found = server_of(cache, patience=patience)
        assert found
        return found

    @property
    def pages(self) -> list[bytes]:
        """The names under which it holds pages."""
        found: Any = self.client().keys("page:*")
        return sorted(found)

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1"]
        quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen([*command, *OPTIONS], cwd=self.folder, **quiet)
        wait_until(self.answers, "Redis answers")

    def answers(self) -> bool:
        with contextlib.suppress(Exception):
            return bool(self.client().ping())
        return False

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


@contextlib.contextmanager
def redis_server(folder: Path) -> Iterator[RedisServer]:
    server = RedisServer(free_port(), folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def process(redis: RedisServer, site: Site | None = None, *, patience: float = PATIENT) -> Server:
    """A process of its own, as far as kept pages go."""
    return Server(site or Site(), shared=SharedPages(redis.client(patience)))


def said(answer: Answer) -> Answer:
    """An answer but for the seconds that are left of the day."""
    headers = {name: value for name, value in answer.headers.items() if name != "Cache-Control"}
    return replace(answer, headers=headers)


def read(server: Server, address: str = PATH, **environ: str) -> str:
    return server.ask(address, **environ).body.decode()
