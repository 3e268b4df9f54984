"""A Redis that the tests of a module share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.site_config.http.redis_server import RedisServer, redis_server


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with redis_server(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture
def redis(running: RedisServer) -> RedisServer:
    """The server, empty, with room, and awake."""
    if running.process is None:
        running.start()
    client = running.client()
    client.flushall()
    client.config_set("maxmemory", 0)
    return running
