"""The second level: pages that another process or machine made, in Redis, where there is one.

A page is found there under its address and the state of the site in which it was made. Whoever
does not find it makes it, while others wait for it. A server that is gone, hangs, is full or was
emptied costs one reader a fifth of a second now and then, and what a stranger wrote there is no
page: docs/adr/0090.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from django.conf import settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError, RedisError, TimeoutError
from redis.retry import Retry

from site_config.http.kept_page import Page
from site_config.http.names import SITE
from site_config.http.site_state import State
from site_config.http.written_page import LONGEST, read, written

PATIENCE = 0.2  # seconds for the server to answer
LEFT_ALONE = 5.0  # seconds after it did not
WAIT = 2.0  # seconds for a page that another process is making
LOOKED_AGAIN = 0.02  # seconds
ENDLESS = -1  # what Redis says is left of what has no end
LASTS = 24 * 60 * 60  # seconds; no state of the site lasts longer
SHOWN = f"{SITE} {settings.ADMIN_PATH}"
AWAY = (ConnectionError, TimeoutError, OSError)
GIVE_BACK = 'if redis.call("get", KEYS[1]) == ARGV[1] then redis.call("del", KEYS[1]) end'

Found = TypeVar("Found")
logger = logging.getLogger(__name__)


def server_of(cache: Mapping[str, object], *, patience: float = PATIENCE) -> Redis | None:
    """The server that CACHE_URL names; None where it names none. Nothing is asked of it yet."""
    if "redis" not in str(cache["BACKEND"]).lower():
        return None
    seconds = {"socket_timeout": patience, "socket_connect_timeout": patience}
    return Redis.from_url(str(cache["LOCATION"]), retry=Retry(NoBackoff(), 0), **seconds)


class SharedPages:
    """Pages that processes share through one server."""

    def __init__(self, server: Redis | None) -> None:
        self.server = server
        self._asked_again = self._said_again = 0.0

    def page(self, address: str, state: State | None, make: Callable[[], Page]) -> Page:
        """The page of an address in a state: found, awaited, or made here and left for others."""
        if self.server is None or state is None:
            return make()
        name = name_of(address, state)
        if (found := self._found(name, state)) is not None:
            return found
        with self._turn(name) as is_ours:
            if not is_ours and (found := self._awaited(name, state)) is not None:
                return found
            page = make()
            if page.is_for_all and isinstance(page.body, bytes):
                self._ask(lambda server: server.set(name, written(name, page), ex=LASTS))
            return page

    def _found(self, name: str, state: State) -> Page | None:
        value = self._ask(lambda server: server.getrange(name, 0, LONGEST))
        return read(name, value, state) if isinstance(value, bytes) and value else None

    @contextmanager
    def _turn(self, name: str) -> Iterator[bool]:
        """Whether to make a page here: not while another process does. It ends by itself, in case
        that process dies."""
        turn, ours = f"turn:{name}", secrets.token_hex(8)
        lasting = int(WAIT * 1000)
        taken = self._ask(lambda server: bool(server.set(turn, ours, nx=True, px=lasting)))
        if taken is False and self._is_a_strangers(turn, lasting):
            taken = self._ask(lambda server: bool(server.set(turn, ours, px=lasting)))
        try:
            yield taken is not False  # None: there is no server to say that another does
        finally:
            if taken:
                self._ask(lambda server: server.eval(GIVE_BACK, 1, turn, ours))

    def _is_a_strangers(self, turn: str, lasting: int) -> bool:
        """Whether a turn lasts longer than any process takes one: nobody may be waited for then."""
        left = self._ask(lambda server: int(server.pttl(turn)))
        return left is not None and (left == ENDLESS or left > lasting)

    def _awaited(self, name: str, state: State) -> Page | None:
        """What another process makes; None if it is late, fails, or is for one reader alone."""
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            is_made = not self._ask(lambda server: server.exists(f"turn:{name}"))
            if (found := self._found(name, state)) is not None or is_made:
                return found
            time.sleep(LOOKED_AGAIN)
        return None

    def _ask(self, question: Callable[[Redis], Found]) -> Found | None:
        """What the server answers; None if it refuses, and for a while after it did not answer."""
        if self.server is None or time.monotonic() < self._asked_again:
            return None
        try:
            return question(self.server)
        except AWAY as error:
            self._asked_again = time.monotonic() + LEFT_ALONE
            self._say(error)
        except RedisError as error:  # it is full, takes no more, or holds something else there
            self._say(error)
        return None

    def _say(self, error: Exception) -> None:
        """One line in a while, not one a page."""
        if time.monotonic() >= self._said_again:
            self._said_again = time.monotonic() + LEFT_ALONE
            logger.warning("Pages are made without Redis: %s", error)


def name_of(address: str, state: State) -> str:
    """Under which name a page is kept: of this release, this site, this state."""
    token, day = state
    return f"page:{hashlib.sha256(f'{SHOWN} {token} {day} {address}'.encode()).hexdigest()}"
