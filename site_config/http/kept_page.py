"""A page as it is kept and given: whole, with its name, in the form that a reader takes."""

from __future__ import annotations

import datetime as dt
import functools
import re
import time
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from http import HTTPStatus
from wsgiref.types import StartResponse, WSGIEnvironment

from django.utils import timezone
from django.utils.http import parse_etags

from site_config.http.compressing import COMPRESS
from site_config.http.long_body import Body, LongBody, parts_of
from site_config.http.names import is_same
from site_config.http.public_pages import cached_for
from site_config.http.site_state import State

ON_DISK = 32  # bytes of a long page on disk are kept instead of one in memory
LONGEST_ACCEPTED = 1024  # characters of an Accept-Encoding that are read
LONGEST_KNOWN = 8190  # of a list of names: as many as servers let through
SMALLEST_COMPRESSED = 200  # bytes


Headers = list[tuple[str, str]]
OF_A_BODY = ("Content-Length", "Content-Type", "Content-Disposition")
NOT_MODIFIED = f"{HTTPStatus.NOT_MODIFIED.value} {HTTPStatus.NOT_MODIFIED.phrase}"


@dataclass(frozen=True, slots=True)
class Form:
    """The bytes of a page in a compression, with the headers that stay the same all day."""

    coding: str  # empty for none
    body: Body
    headers: Headers


@dataclass(eq=False, slots=True)
class Page:
    """A whole answer, and the state of the site in which it was made."""

    status: str
    headers: Headers
    body: Body
    state: State | None
    compressed: dict[str, bytes] = field(default_factory=dict)
    name: str = field(init=False)
    is_for_all: bool = field(init=False)  # every reader gets the same, and any cache may keep it
    unmodified: Headers = field(init=False)  # said to whoever has the page
    _forms: dict[str, Form] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        said = dict(self.headers)
        self.name = said.get("ETag", "")
        may_be_kept = said.get("Cache-Control", "").startswith("public")
        self.is_for_all = self.status.startswith("200") and may_be_kept
        self.unmodified = self._headers_without(OF_A_BODY)

    def form(self, accepted: Set[str]) -> Form:
        """The page in the first compression that a reader accepts; a long one as it is."""
        is_compressed = isinstance(self.body, bytes) and len(self.body) >= SMALLEST_COMPRESSED
        wanted = [coding for coding in COMPRESS if coding in accepted] if is_compressed else []
        coding = wanted[0] if wanted else ""
        if coding not in self._forms:
            self._forms[coding] = self._made(coding)
        return self._forms[coding]

    def _made(self, coding: str) -> Form:
        if coding and coding not in self.compressed and isinstance(self.body, bytes):
            self.compressed[coding] = COMPRESS[coding](self.body)
        body = self.compressed[coding] if coding else self.body
        encoded = [("Content-Encoding", coding)] if coding else []
        length = ("Content-Length", str(len(body)))
        return Form(coding, body, [*self._headers_without(("Content-Length",)), length, *encoded])

    def _headers_without(self, left_out: tuple[str, ...]) -> Headers:
        """The headers but these, and how long the page may be kept, which changes."""
        return [each for each in self.headers if each[0] not in (*left_out, "Cache-Control")]

    @staticmethod
    def size(page: Page) -> int:
        if isinstance(page.body, LongBody):
            return len(page.body) // ON_DISK + 1024
        return 2 * len(page.body) + 1024  # with its compressed forms and headers


def give(page: Page, request: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer with a page: "not modified" to whoever has it, in the form that the reader takes."""
    has_body = request["REQUEST_METHOD"] != "HEAD"
    if not page.is_for_all:
        start_response(page.status, page.headers)
        return parts_of(page.body) if has_body else []
    known = request.get("HTTP_IF_NONE_MATCH")
    if known and has_it(known[:LONGEST_KNOWN], page.name):
        start_response(NOT_MODIFIED, [*page.unmodified, lasting(page)])
        return []
    form = page.form(codings(request.get("HTTP_ACCEPT_ENCODING", "")[:LONGEST_ACCEPTED]))
    start_response(page.status, [*form.headers, lasting(page)])
    return parts_of(form.body) if has_body else []


@functools.lru_cache(maxsize=256)
def codings(accepted: str) -> Set[str]:
    """The compressions that an Accept-Encoding takes; a weight of nought takes none."""
    given = (each.partition(";") for each in accepted.lower().split(","))
    return COMPRESS.keys() & frozenset(
        name.strip()
        for name, _, weight in given
        if not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    )


@functools.lru_cache(maxsize=256)
def has_it(known: str, name: str) -> bool:
    """Whether an If-None-Match holds the name of a page."""
    return any(is_same(name, each) for each in parse_etags(known))


def lasting(page: Page) -> tuple[str, str]:
    """The header that says how long a page may be kept from now on."""
    today, public = this_second(int(time.time()))
    is_of_today = page.state is not None and page.state[1] == today
    return ("Cache-Control", public if is_of_today else "no-cache")


@functools.lru_cache(maxsize=2)
def this_second(second: int) -> tuple[dt.date, str]:
    """The day in China, and how long a page of that day may be kept: to midnight at the latest."""
    now = dt.datetime.fromtimestamp(second, dt.UTC)
    return timezone.localdate(now), cached_for(now)
