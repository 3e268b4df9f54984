"""Names of pages: an ETag says what a page says, and nothing else.

A page whose words stay as they are keeps its name whatever is published elsewhere, and one whose
words change gets another: there is no list of what a page depends on that could forget something
(docs/adr/0035). Which name an address has in a state of the site is remembered, so that "not
modified" costs no page.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone

from policies.public_page import page_of
from site_config.release import RELEASE

# What pages show besides what is published; whatever keeps pages keeps them under it.
SITE = f"{RELEASE} {settings.SITE_URL} {settings.SITE_NAME} {settings.DATA_LICENCE}"
NOTED = "names"  # the cache of them: in the process, so that no other server is waited for
DAY = 24 * 60 * 60  # seconds; a state of the site never lasts longer


def name_of(words: bytes) -> str:
    """What a page of these bytes is called. Weak, since compression changes the bytes."""
    return name_of_digest(hashlib.sha256(words).hexdigest())


def name_of_digest(digest: str) -> str:
    """What a page is called whose bytes have this SHA-256."""
    return f'W/"{digest[:24]}"'


def is_same(name: str, other: str) -> bool:
    """Compare two ETags weakly, as If-None-Match asks: some caches drop the W/."""
    return name.removeprefix("W/") == other.removeprefix("W/")


def asked_page(path: str, query: str) -> str | None:
    """The one address of the page that a path and a query ask for: of the parameters only those
    that it reads, in its order. None where nobody else asks for the same: what somebody typed or
    answered, what cannot be read, and what is no page."""
    if not query:
        return path
    try:
        page = page_of(resolve(path))
        given = parse_qsl(query, keep_blank_values=True, errors="strict")
    except (Resolver404, ValueError):
        return None
    names = {name for name, _value in given}
    if page is None or page.is_typed(names) or page.takes_any_parameter:
        return None
    read = [(name, value) for name in page.parameters for key, value in given if key == name]
    return f"{path}?{urlencode(read)}" if read else path


def known_name(request: HttpRequest, published: str, now: dt.datetime) -> str:
    """The name that this address has in this state of the site; empty if nobody knows it yet."""
    key = _key(request, published, now)
    return caches[NOTED].get(key, "") if key else ""


def remember_name(request: HttpRequest, published: str, now: dt.datetime, name: str) -> None:
    """Note what this address is called in this state of the site."""
    if key := _key(request, published, now):
        caches[NOTED].set(key, name, DAY)


def _key(request: HttpRequest, published: str, now: dt.datetime) -> str:
    address = asked_page(request.path_info, request.META.get("QUERY_STRING", ""))
    if address is None:
        return ""
    state = f"{SITE} {published} {timezone.localdate(now)} {address}"
    return f"name:{hashlib.sha256(state.encode()).hexdigest()}"
