"""Pages kept whole, in front of Django: a page that was made once is given again at once.

A public page depends on its address, the parameters that it reads, what is published, and the day.
So it is kept under the first two, with the state of the site in which it was made, and made again
in another state. Kept in the process, by size, the least read first out; compressed once; a long
one on disk. The second level is asked for what another process made. Why here: docs/adr/0060, 0090.
"""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from cachetools import LRUCache
from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.utils import translation

from policies.languages import language_of
from policies.long_file import NoRoom
from policies.public_page import known_parameters
from site_config.http.kept_page import Page, give
from site_config.http.long_body import body_of
from site_config.http.malformed import without_unreadable
from site_config.http.names import asked_page
from site_config.http.public_pages import ROOT
from site_config.http.public_paths import is_public
from site_config.http.shared_pages import SharedPages
from site_config.http.site_state import State, StateOfTheSite

ROOM = 32 * 1024 * 1024  # bytes of pages in a process
BY_SCHEME = ("wsgi.url_scheme", "https")
LONGEST_ADDRESS = 1024  # characters; a longer one is no page that many ask for
FOUND = "site.kept"  # hit, shared, made or stale: how a page was found, for who counts
WAIT = 2.0  # seconds for a page that another reader's request is making

# What a form says of what it sends; anything else is not listened to.
OF_A_FORM = re.compile(
    r"[\w/+.-]{1,80}(?:; *(?:charset=\"?utf-?8\"?|boundary=\"?[^\";]{1,80}\"?)){0,2}", re.I | re.A
)

Write = Callable[[bytes], object]
Key = tuple[str, bool]  # the one address of a page, and whether it is asked for over TLS


class KeptPages:
    """The WSGI application `application`, with the pages that it made kept and given again."""

    def __init__(
        self,
        application: WSGIApplication,
        *,
        state: StateOfTheSite | None = None,
        shared: SharedPages | None = None,
        room: int = ROOM,
    ) -> None:
        self.application = application
        self.state = state or StateOfTheSite()
        self.shared = shared or SharedPages(None)
        self._kept: LRUCache[Key, Page] = LRUCache(room, getsizeof=Page.size)
        self._lock = threading.Lock()
        self._being_made: dict[tuple[Key, State | None], Future[Page]] = {}

    def __call__(self, request: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        forget_encoding(request)
        address = kept_address(request)
        if address is None:
            return self.application(request, start_response)
        try:
            page = self.page((address, is_secure(request)), request)
        except NoRoom:  # on the disk, for a long page: it is not kept, and goes through
            return self.application(request, start_response)
        return give(page, request, start_response)

    def page(self, key: Key, request: WSGIEnvironment) -> Page:
        """The page of an address: kept, or made once however many ask for it at the same time."""
        state = self.state.now()
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and kept.state == state:
                request[FOUND] = "hit"
                return kept
            request[FOUND] = "shared"  # by another process or request, unless it is made here
            made = self._being_made.get((key, state))
            is_first = made is None
            if made is None:
                made = self._being_made[key, state] = Future()
        if not is_first:
            return self._of_another(made) or self._make(key, request, state)
        try:
            page = self._make_or_keep(key, request, state, kept)
            made.set_result(page)
        except BaseException as error:
            made.set_exception(error)
            raise
        finally:
            with self._lock:
                self._being_made.pop((key, state), None)
        return page

    @staticmethod
    def _of_another(made: Future[Page]) -> Page | None:
        """What another reader's request makes; None if it is for that one alone, late or fails."""
        try:
            page = made.result(WAIT)
        except Exception:
            return None
        return page if page.is_for_all else None

    def _make_or_keep(
        self,
        key: Key,
        request: WSGIEnvironment,
        state: State | None,
        kept: Page | None,
    ) -> Page:
        address = f"{key[0]} {key[1]}"
        page = self.shared.page(address, state, lambda: self._make(key, request, state))
        if page.status.startswith("5") and kept and state and kept.state:
            if kept.state[1] != state[1]:
                return page
            request[FOUND] = "stale"
            return kept  # of this day, while the site fails
        with self._lock:
            if page.is_for_all and state is not None:
                self._kept[key] = page
            else:
                self._kept.pop(key, None)  # it is no page any more, or nobody knows the state
        return page

    def _make(self, key: Key, request: WSGIEnvironment, state: State | None) -> Page:
        request[FOUND] = "made"
        query = key[0].partition("?")[2]
        asked = request | {"REQUEST_METHOD": "GET", "QUERY_STRING": query}
        for header in ("HTTP_IF_NONE_MATCH", "HTTP_ACCEPT_ENCODING", "HTTP_COOKIE"):
            asked.pop(header, None)
        told: list[tuple[str, list[tuple[str, str]]]] = []

        def tell(status: str, headers: list[tuple[str, str]], error: object = None, /) -> Write:
            told.append((status, headers))
            return lambda _bytes: None  # Django gives its bytes back, and writes none

        parts = self.application(asked, tell)
        try:
            body = body_of(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        status, headers = told[-1]
        return Page(status, headers, body, state)


def forget_encoding(request: WSGIEnvironment) -> None:
    """Do not listen to what a request claims of its encoding: addresses are UTF-8. Django would
    read their parameters otherwise, and everybody after would find the page made of them."""
    claimed, is_form = request.get("CONTENT_TYPE", ""), request["REQUEST_METHOD"] == "POST"
    if not is_form:
        request["CONTENT_TYPE"] = ""
    elif not OF_A_FORM.fullmatch(claimed):
        request["CONTENT_TYPE"] = claimed.partition(";")[0]


def kept_address(request: WSGIEnvironment) -> str | None:
    """The address under which everybody finds the same page; None where that is not so."""
    if request["REQUEST_METHOD"] not in ("GET", "HEAD") or request.get("SCRIPT_NAME"):
        return None
    path, query = request.get("PATH_INFO", ""), request.get("QUERY_STRING", "")
    if len(path) + len(query) > LONGEST_ADDRESS or not is_ours(request.get("HTTP_HOST", "")):
        return None
    return _kept_address(path, query)


@functools.lru_cache(maxsize=4096)
def _kept_address(raw_path: str, query: str) -> str | None:
    try:
        path = raw_path.encode("latin-1").decode()
    except UnicodeError:
        return None
    if path == ROOT or "?" in path or "\x00" in path or not is_public(path):
        return None
    query = without_unreadable(path, query)
    with translation.override(language_of(path)):
        address = asked_page(path, query)
    return address if address and says_the_same(query, address.partition("?")[2]) else None


def says_the_same(query: str, read: str) -> bool:
    """Whether a query without what no page reads is the one that a page reads: in another order, or
    with what another page reads, the site may lead elsewhere."""
    given = parse_qsl(query, keep_blank_values=True)
    known = [(name, value) for name, value in given if name in known_parameters()]
    return known == parse_qsl(read, keep_blank_values=True) and "%00" not in query


@functools.lru_cache(maxsize=1024)
def is_ours(host: str) -> bool:
    """Whether a host is one of this site's."""
    return validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)


def is_secure(request: WSGIEnvironment) -> bool:
    """Whether a reader's connection is encrypted, by the proxy's word where there is one."""
    header, secure = getattr(settings, "SECURE_PROXY_SSL_HEADER", None) or BY_SCHEME
    return bool(request.get(header) == secure)
