"""The second level: what one process made all give, and whatever Redis does, nobody notices."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import brotli
import pytest
from django.utils import timezone

from site_config.http import shared_pages
from site_config.http.shared_pages import WAIT, server_of
from site_config.http.written_page import SIGNED
from tests.servers import free_port
from tests.site_config.http.kept_site import PATH, WORDS, Server, Site
from tests.site_config.http.redis_server import BUSY, RedisServer, process, read, said

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
TODAY = timezone.localdate()


def test_what_one_process_made_another_gives_byte_for_byte(redis: RedisServer) -> None:
    first, second = process(redis), process(redis)
    for accepted in ("", "gzip", "br"):
        asked = {"HTTP_ACCEPT_ENCODING": accepted}
        assert said(first.ask(**asked)) == said(second.ask(**asked))
    assert first.made == 1 and second.made == 0
    assert second.ask(HTTP_IF_NONE_MATCH='W/"a"').status.startswith("304")


def test_only_who_made_a_page_is_counted_as_having_made_it(redis: RedisServer) -> None:
    first, second = process(redis), process(redis)
    assert [each.ask().found for each in (first, first, second, second)] == [
        "made",
        "hit",
        "shared",
        "hit",
    ]
    redis.client().flushall()
    assert process(redis).ask().found == "made"


def test_who_waited_for_another_process_did_not_make_the_page(redis: RedisServer) -> None:
    processes = [process(redis, Site(takes=0.3)) for _process in range(3)]
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda each=each: found.append(each.ask().found))
        for each in processes
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["made", "shared", "shared"]


def test_a_page_of_few_words_is_shared_as_well(redis: RedisServer) -> None:
    assert read(process(redis, Site(words="可以"))) == read(process(redis)) == "可以"


@pytest.mark.parametrize("changed", [("2", TODAY), ("1", TODAY + dt.timedelta(days=1))])
def test_nothing_of_another_state_is_given(redis: RedisServer, changed: Any) -> None:
    first, second = process(redis), process(redis, Site(words="新的" * 100))
    read(first)
    second.state.state = changed
    assert read(second) == "新的" * 100 and len(redis.pages) == 2


def test_as_long_as_nobody_knows_the_state_nothing_is_shared(redis: RedisServer) -> None:
    first = process(redis)
    first.state.state = None
    assert read(first) == WORDS and not redis.pages


def test_another_release_or_site_shares_nothing(
    redis: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(process(redis))
    monkeypatch.setattr(shared_pages, "SHOWN", "another")
    second = process(redis, Site(words="别的" * 100))
    assert read(second) == "别的" * 100


@pytest.mark.parametrize(
    "site", [Site(keep="private, no-cache"), Site(status="404 Not Found"), Site(keep="no-store")]
)
def test_only_what_any_cache_may_keep_is_shared(redis: RedisServer, site: Site) -> None:
    for _time in range(2):
        process(redis, site).ask()
    assert len(site.asked) == 2 and not redis.pages


def test_each_address_is_made_once_however_many_processes_are_asked_at_once(
    redis: RedisServer,
) -> None:
    site = Site(takes=0.2)
    processes = [process(redis, site) for _n in range(4)]
    assert set(at_once([partial(read, each) for each in processes * 3])) == {WORDS}
    assert len(site.asked) == 1


def at_once(questions: list[Callable[[], Any]]) -> list[Any]:
    """What each of these gives, asked side by side."""
    answers: list[Any] = []
    readers = [threading.Thread(target=lambda q=q: answers.append(q())) for q in questions]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return answers


def test_who_waits_for_a_process_that_fails_makes_the_page(redis: RedisServer) -> None:
    broken, other = process(redis, Site(takes=0.2, fails=True)), process(redis)

    def failing() -> None:
        with pytest.raises(OSError, match=r"^$"):
            broken.ask()

    first = threading.Thread(target=failing)
    first.start()
    time.sleep(0.05)
    assert read(other) == WORDS and other.made == 1
    first.join()


def test_nobody_waits_longer_than_two_seconds_for_a_process_that_died(redis: RedisServer) -> None:
    server = process(redis)
    assert server.state.state
    address = f"{PATH} False"
    turn = f"turn:{shared_pages.name_of(address, server.state.state)}"
    redis.client().set(turn, "of a process that died", px=int(WAIT * 1000))
    started = time.monotonic()
    assert read(server) == WORDS
    assert WAIT - BUSY < time.monotonic() - started < WAIT + BUSY


def test_a_turn_that_another_has_meanwhile_is_left_to_it(redis: RedisServer) -> None:
    server = process(redis, Site(takes=0.2))
    assert server.state.state
    turn = f"turn:{shared_pages.name_of(f'{PATH} False', server.state.state)}"
    reader = threading.Thread(target=partial(read, server))
    reader.start()
    time.sleep(0.1)
    redis.client().set(turn, "of another", px=int(WAIT * 1000))
    reader.join()
    assert redis.client().get(turn) == b"of another"


def test_pages_are_written_compressed_and_not_for_ever(redis: RedisServer) -> None:
    read(process(redis))
    client, (name,) = redis.client(), redis.pages
    value: Any = client.get(name)
    assert len(value) < len(WORDS.encode()) / 2
    assert brotli.decompress(value[SIGNED:].partition(b"\n")[2]).decode() == WORDS
    assert 0 < int(client.ttl(name)) <= 24 * 3600


def test_without_an_address_there_is_no_second_level() -> None:
    assert server_of({"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}) is None
    assert Server(Site()).ask().body.decode() == WORDS


def test_a_server_that_never_was_costs_nothing_at_the_start(tmp_path: Any) -> None:
    server = process(RedisServer(free_port(), tmp_path))
    assert read(server) == WORDS and server.made == 1


def test_a_reader_in_the_process_never_asks_twice(redis: RedisServer) -> None:
    server = process(redis)
    read(server)
    redis.client().flushall()
    assert read(server) == WORDS and not redis.pages and server.made == 1
