"""A process that has just started makes one page of each kind before a reader asks for it.

The first page of a kind costs ten times the second: its questions to the database are composed, its
templates are read, words and places are learned by heart. All of that is done here, a little at a
time, while the process answers already. Nothing depends on it.
"""

from __future__ import annotations

import io
import logging
import sys
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlsplit
from wsgiref.types import WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.db import connections
from django.utils.encoding import iri_to_uri

from policies.public_page import Kind
from site_config.pages import PAGES

PAUSE = 0.02  # seconds in which readers come first
logger = logging.getLogger(__name__)


def warm_up(application: WSGIApplication) -> threading.Thread:
    """Begin to ask for the pages; ends with the process, whenever that is."""
    thread = threading.Thread(target=_in_a_thread, args=(application,), daemon=True)
    thread.start()
    return thread


def _in_a_thread(application: WSGIApplication) -> None:
    try:
        make_one_of_each(application)
    finally:
        connections.close_all()  # this thread's own


def make_one_of_each(application: WSGIApplication) -> None:
    """Ask for a page of each kind, in each language. What fails is left to the readers."""
    for address in addresses():
        try:
            if ask(application, address).startswith("5"):
                return
        except Exception:
            logger.exception("No page was made in advance: %s", address)
            return
        time.sleep(PAUSE)


def addresses() -> Iterator[str]:
    """The first example of each page that is read, the language of the source first; where
    somebody types or answers something, with that as well."""
    for language, _name in settings.LANGUAGES:
        for page in PAGES:
            if page.kind is Kind.HTML and page.in_languages and not page.takes_post:
                is_asked = page.is_personal or page.takes_whatever_is_typed
                yield from page.addresses(language)[: 2 if is_asked else 1]


def ask(application: WSGIApplication, address: str) -> str:
    """The status that an address is answered with."""
    told: list[str] = []

    def tell(status: str, headers: object, error: object = None, /) -> object:
        told.append(status)
        return lambda _bytes: None

    for _part in application(asked(address), tell):  # type: ignore[arg-type]
        pass
    return told[-1]


def asked(address: str) -> WSGIEnvironment:
    """A reader's request, as it comes through the proxy."""
    site = urlsplit(settings.SITE_URL)
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": iri_to_uri(query),
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or 80),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
