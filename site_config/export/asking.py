"""Asks the site for one address, in this process, as a reader without a proxy would."""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse
from django.http.response import HttpResponseBase

from policies.public_page import Kind
from policies.views.open_data import LongFile
from site_config.http.long_body import Body, LongBody


class NotAnswered(Exception):
    """The site failed to answer an address that it should."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site says at an address."""

    status: int
    media_type: str
    name: str  # of the page, which changes with what it says
    location: str
    body: Body

    @property
    def is_page(self) -> bool:
        return self.media_type == Kind.HTML.value

    @property
    def html(self) -> str:
        """What a page says; of anything else nothing."""
        return self.body.decode() if self.is_page and isinstance(self.body, bytes) else ""


def ask(address: str) -> Answer:
    """What the site answers. Raises NotAnswered where it fails or does not know its own name."""
    response = _site().get_response(WSGIRequest(environment(address)))
    if response.status_code >= 500:
        raise NotAnswered(f"{address}: {response.status_code}")
    if response.status_code == 400:
        raise NotAnswered(f"{address}: 400 (SITE_URL, ALLOWED_HOSTS?)")
    return Answer(
        response.status_code,
        response.headers.get("Content-Type", "").partition(";")[0],
        response.headers.get("ETag", ""),
        response.headers.get("Location", ""),
        _body_of(response),
    )


def _body_of(response: HttpResponseBase) -> Body:
    """The bytes of an answer; a long file stays on disk."""
    if isinstance(response, LongFile):
        return LongBody(cast(BinaryIO, response.file_to_stream))
    return cast(HttpResponse, response).content


def environment(address: str) -> dict[str, object]:
    """The request for an address, under the site's own name."""
    path, _, query = address.partition("?")
    site = urlsplit(str(settings.SITE_URL))
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(),
    }


@functools.cache
def _site() -> WSGIHandler:
    return WSGIHandler()
