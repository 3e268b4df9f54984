"""Redis gone, hung, full, emptied, written to by strangers: readers notice nothing."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest

from site_config.http import shared_pages
from site_config.http.shared_pages import PATIENCE
from tests.site_config.http.kept_site import PATH, WORDS, Site
from tests.site_config.http.redis_server import BUSY, RedisServer, process, read, said

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")


def test_a_server_that_is_gone_delays_nobody_and_is_used_again(
    redis: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_pages, "LEFT_ALONE", 0.3)
    server = process(redis)
    read(server)
    redis.stop()
    started = time.monotonic()
    assert {read(server, f"{PATH}?on=2027-01-{day:02}") for day in range(1, 9)} == {WORDS}
    assert time.monotonic() - started < BUSY
    redis.start()
    time.sleep(0.3)
    read(server, f"{PATH}?on=2027-02-01")
    assert len(redis.pages) == 1


def test_a_connection_that_was_closed_meanwhile_is_opened_again(redis: RedisServer) -> None:
    server = process(redis)
    read(server)
    redis.stop()
    redis.start()
    read(server, f"{PATH}?on=2027-02-01")
    assert len(redis.pages) == 1, "the first to ask did not notice"


def test_a_server_that_hangs_costs_one_reader_a_fifth_of_a_second(redis: RedisServer) -> None:
    server = process(redis, patience=PATIENCE)
    read(server)
    assert redis.process
    os.kill(redis.process.pid, signal.SIGSTOP)
    try:
        started = time.monotonic()
        assert read(server, f"{PATH}?on=2027-01-01") == WORDS
        assert PATIENCE <= time.monotonic() - started < PATIENCE + BUSY
        started = time.monotonic()
        assert {read(server, f"{PATH}?on=2027-02-{day:02}") for day in range(1, 9)} == {WORDS}
        assert time.monotonic() - started < BUSY
    finally:
        os.kill(redis.process.pid, signal.SIGCONT)


def test_a_server_that_is_full_gives_what_it_has_and_takes_no_more(redis: RedisServer) -> None:
    read(process(redis))
    redis.client().config_set("maxmemory", 1)
    second = process(redis)
    assert read(second) == WORDS and second.made == 0
    for day in range(1, 9):
        assert read(second, f"{PATH}?on=2027-01-{day:02}") == WORDS
    assert second.made == 8 and len(redis.pages) == 1


def test_what_was_emptied_is_made_again(redis: RedisServer) -> None:
    read(process(redis))
    redis.client().flushall()
    second = process(redis)
    assert read(second) == WORDS and second.made == 1 and len(redis.pages) == 1


STRANGE: dict[str, Callable[[bytes], bytes]] = {
    "other words": lambda value: value[:-1] + bytes([value[-1] ^ 1]),
    "another signature": lambda value: bytes([value[0] ^ 1]) + value[1:],
    "another header": lambda value: value.replace(b"text/html", b"text/evil"),
    "cut off": lambda value: value[: len(value) // 2],
    "only a signature": lambda value: value[:32],
    "a letter": lambda _value: b"x",
    "a program": lambda _value: b"cos\nsystem\n(S'true'\ntR." * 4,
    "endless": lambda value: value + b"0" * (8 * 1024 * 1024),
}


@pytest.mark.parametrize("way", STRANGE)
def test_what_a_stranger_wrote_is_no_page(redis: RedisServer, way: str) -> None:
    good = said(process(redis).ask())
    client, (name,) = redis.client(), redis.pages
    value: Any = client.get(name)
    client.set(name, STRANGE[way](value))
    second, third = process(redis), process(redis)
    assert said(second.ask()) == good and second.made == 1
    assert said(third.ask()) == good and third.made == 0, "it was written anew"


def test_a_page_in_the_place_of_another_is_no_page(redis: RedisServer) -> None:
    other = f"{PATH}?on=2027-01-01"
    read(process(redis, Site(words="别的" * 100)), other)
    (of_another,) = redis.pages
    read(process(redis))
    (own,) = set(redis.pages) - {of_another}
    redis.client().copy(of_another.decode(), own.decode(), replace=True)
    assert read(process(redis)) == WORDS


def test_a_value_of_another_kind_is_no_page_and_stops_no_other(redis: RedisServer) -> None:
    read(process(redis))
    client, (name,) = redis.client(), redis.pages
    client.delete(name)
    client.lpush(name, "x")
    second = process(redis)
    assert read(second) == WORDS
    read(second, f"{PATH}?on=2027-01-01")
    assert len(redis.pages) == 2


@pytest.mark.parametrize("lasts", [None, 60_000])
def test_a_turn_that_no_process_takes_delays_nobody(redis: RedisServer, lasts: int | None) -> None:
    server = process(redis)
    assert server.state.state
    name = shared_pages.name_of(f"{PATH} False", server.state.state)
    redis.client().set(f"turn:{name}", "a stranger's", px=lasts)
    started = time.monotonic()
    assert read(server) == WORDS
    assert time.monotonic() - started < BUSY and len(redis.pages) == 1


def test_another_key_of_the_site_believes_nothing_of_before(
    redis: RedisServer, settings: Any
) -> None:
    read(process(redis))
    settings.SECRET_KEY = "another-" * 8
    second = process(redis, Site(words="别的" * 100))
    assert read(second) == "别的" * 100
