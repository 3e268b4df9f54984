"""What holds for every request: the language of the address, honest caching, safe headers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from policies.publishing import events
from site_config.release import RELEASE

GetResponse = Callable[[HttpRequest], HttpResponse]
LONGEST_QUERY = 4096
TAKES_POST = re.compile(r"/[a-z-]+/feedback/")
SITE = f"{RELEASE} {settings.SITE_URL} {settings.SITE_NAME}"
CACHED_FOR = "public, max-age=60, stale-if-error=86400"
LANGUAGES = dict(settings.LANGUAGES)


def is_public(path: str) -> bool:
    """Whether a path belongs to the public side, whose pages depend on nothing but the address."""
    private = (f"/{settings.ADMIN_PATH}", settings.STATIC_URL, "/healthz", "/readyz")
    return not path.startswith(private)


class LanguageFromAddress:
    """The first part of the address is the language; nothing else is asked, nothing negotiated."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first = request.path_info.split("/", 2)[1]
        language = first if first in LANGUAGES else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class RefuseMalformed:
    """Answers 400 to addresses that no page can mean: NUL bytes, broken UTF-8, endless queries."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if is_public(request.path_info) and (
            len(query) > LONGEST_QUERY or _is_broken(query) or "\x00" in request.path_info
        ):
            return render(request, "errors/400.html", status=400)
        return self.get_response(request)


def _is_broken(query: str) -> bool:
    try:
        return "\x00" in unquote(query, errors="strict")
    except UnicodeDecodeError:
        return True


class PublicPages:
    """Makes public pages cacheable: the ETag changes with what is published and with the day."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_public(request.path_info):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return self._other_method(request)
        request.META.pop("HTTP_COOKIE", None)  # no middleware may answer to one with Set-Cookie
        request.now = timezone.now()  # type: ignore[attr-defined]
        request.published = events.token(request.now)  # type: ignore[attr-defined]
        etag = self.etag(request)
        known = parse_etags(request.headers.get("If-None-Match", ""))
        if any(_is_same(etag, each) for each in known):
            return self._finish(HttpResponseNotModified(), etag)
        response = self.get_response(request)
        if response.status_code == 200 and not response.has_header("ETag"):
            self._finish(response, etag)
        elif response.status_code in (301, 302, 410):
            response.headers.setdefault("Cache-Control", CACHED_FOR)
        return response

    def _other_method(self, request: HttpRequest) -> HttpResponse:
        """405 everywhere but on the form that takes reports, before anything asks for a token."""
        if request.method == "POST" and TAKES_POST.fullmatch(request.path_info):
            return self.get_response(request)
        refused = render(request, "errors/405.html", status=405)
        refused.headers["Allow"] = "GET, HEAD"
        return refused

    def etag(self, request: HttpRequest) -> str:
        """Names the state of the site. An ETag is compared at one address only, so the address
        is no part of it, and neither is anything that WeChat adds to the query."""
        day = timezone.localdate(request.now).isoformat()  # type: ignore[attr-defined]
        state = f"{SITE} {request.published} {day}"  # type: ignore[attr-defined]
        return f'W/"{hashlib.sha256(state.encode()).hexdigest()[:24]}"'

    def _finish(self, response: HttpResponse, etag: str) -> HttpResponse:
        response.headers["ETag"] = etag
        response.headers.setdefault("Cache-Control", CACHED_FOR)
        patch_vary_headers(response, ["Accept-Encoding"])
        return response


def _is_same(etag: str, other: str) -> bool:
    """Compare two ETags weakly, as If-None-Match asks: some caches drop the W/."""
    return etag.removeprefix("W/") == other.removeprefix("W/")


class SecurityHeaders:
    """Headers that no library here sets: what the browser may use, and who may embed us."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
