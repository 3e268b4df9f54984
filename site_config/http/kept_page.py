"""A page as it is kept and given: whole, with its name, in the form that a reader takes."""

from __future__ import annotations

import datetime as dt
import functools
import gzip
import re
import time
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field
from http import HTTPStatus
from wsgiref.types import StartResponse, WSGIEnvironment

import brotli
from django.utils import timezone
from django.utils.http import parse_etags

from site_config.http.names import is_same
from site_config.http.public_pages import cached_for
from site_config.http.site_state import State

LONGEST_PAGE = 1024 * 1024  # bytes; a longer one is not kept
LONGEST_HEADER = 1024  # characters of it that are read
SMALLEST_COMPRESSED = 200  # bytes
COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "br": functools.partial(brotli.compress, quality=6, mode=brotli.MODE_TEXT),
    "gzip": functools.partial(gzip.compress, compresslevel=6, mtime=0),
}


@dataclass(eq=False, slots=True)
class Page:
    """A whole answer, and the state of the site in which it was made."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    state: State | None
    forms: dict[str, bytes] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return dict(self.headers).get("ETag", "")

    @property
    def is_for_all(self) -> bool:
        """Whether every reader gets the same: a page with a name that any cache may keep."""
        may_be_kept = dict(self.headers).get("Cache-Control", "").startswith("public")
        fits = len(self.body) <= LONGEST_PAGE
        return self.status.startswith("200") and may_be_kept and fits

    def form(self, accepted: Set[str]) -> tuple[str, bytes]:
        """The name of a compression that a reader accepts, empty for none, and the bytes."""
        if len(self.body) >= SMALLEST_COMPRESSED:
            for coding, compress in COMPRESS.items():
                if coding in accepted:
                    if coding not in self.forms:
                        self.forms[coding] = compress(self.body)
                    return coding, self.forms[coding]
        return "", self.body

    @staticmethod
    def size(page: Page) -> int:
        return 2 * len(page.body) + 1024  # with its compressed forms and headers


def give(page: Page, request: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer with a page: "not modified" to whoever has it, in the form that the reader takes."""
    has_body = request["REQUEST_METHOD"] != "HEAD"
    if not page.is_for_all:
        start_response(page.status, page.headers)
        return [page.body] if has_body else []
    known = request.get("HTTP_IF_NONE_MATCH", "")[:LONGEST_HEADER]
    if has_it(known, page.name):
        start_response(NOT_MODIFIED, headers_without(page, OF_A_BODY))
        return []
    coding, body = page.form(codings(request.get("HTTP_ACCEPT_ENCODING", "")[:LONGEST_HEADER]))
    headers = [*headers_without(page, ("Content-Length",)), ("Content-Length", str(len(body)))]
    if coding:
        headers.append(("Content-Encoding", coding))
    start_response(page.status, headers)
    return [body] if has_body else []


@functools.lru_cache(maxsize=256)
def codings(accepted: str) -> Set[str]:
    """The compressions that an Accept-Encoding takes; a weight of nought takes none."""
    given = (each.partition(";") for each in accepted.lower().split(","))
    return COMPRESS.keys() & frozenset(
        name.strip()
        for name, _, weight in given
        if not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    )


@functools.lru_cache(maxsize=1024)
def has_it(known: str, name: str) -> bool:
    """Whether an If-None-Match holds the name of a page."""
    return any(is_same(name, each) for each in parse_etags(known))


NOT_MODIFIED = f"{HTTPStatus.NOT_MODIFIED.value} {HTTPStatus.NOT_MODIFIED.phrase}"
OF_A_BODY = ("Content-Length", "Content-Type", "Content-Disposition")


def headers_without(page: Page, left_out: tuple[str, ...]) -> list[tuple[str, str]]:
    """The headers of a page but these, and how long it may be kept from now on."""
    kept = [each for each in page.headers if each[0] not in (*left_out, "Cache-Control")]
    is_of_today = page.state is not None and page.state[1] == timezone.localdate()
    lasting = cached_for_second(int(time.time())) if is_of_today else "no-cache"
    return [*kept, ("Cache-Control", lasting)]


@functools.lru_cache(maxsize=2)
def cached_for_second(second: int) -> str:
    """How long a page may be kept, from a second on: to midnight at the latest."""
    return cached_for(dt.datetime.fromtimestamp(second, dt.UTC))
