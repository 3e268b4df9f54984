"""Honest caching of public pages."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from policies.public_page import page_of, public_page
from policies.publishing import events
from site_config.http.public_paths import GetResponse, is_public, takes_post
from site_config.patience import FOR_EDITORS, FOR_READERS, patience
from site_config.release import RELEASE

SITE = f"{RELEASE} {settings.SITE_URL} {settings.SITE_NAME}"
ROOT = "/"  # the same redirect for ever: asks nothing of the database
SAME_FOR_ALL = (301, 302, 400, 404, 410)
MINUTE = 60
OF_ONE_READER = "private, no-cache"  # what somebody typed or answered: no shared cache keeps it


def cached_for(now: dt.datetime) -> str:
    """Cache-Control of a public page: a minute, another one in which it may be shown while it is
    asked for again, and the rest of the day if the site fails. In seconds, and none of them on the
    next day in China.

    What is in force, due or expired changes with the day, so no cache may show today's page
    tomorrow, not even while the site cannot be reached.
    """
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    left = int((midnight + dt.timedelta(days=1) - now).total_seconds())
    fresh = min(MINUTE, left)
    renewing = min(MINUTE, left - fresh)
    return (
        f"public, max-age={fresh}, stale-while-revalidate={renewing}, stale-if-error={left - fresh}"
    )


class PublicPages:
    """Makes public pages cacheable: the ETag changes with what is published and with the day."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_public(request.path_info):
            with patience(FOR_EDITORS):
                return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)  # no middleware may answer to one with Set-Cookie
        if request.path_info == ROOT:
            return self.get_response(request)
        with patience(FOR_READERS):
            if request.method in ("GET", "HEAD"):
                return self._page(request)
            return self._other_method(request)

    def _page(self, request: HttpRequest) -> HttpResponse:
        request.now = timezone.now()  # type: ignore[attr-defined]
        request.published = events.token(request.now)  # type: ignore[attr-defined]
        etag = self.etag(request)
        known = parse_etags(request.headers.get("If-None-Match", ""))
        if any(_is_same(etag, each) for each in known):
            return self._finish(request, HttpResponseNotModified(), etag)
        response = self.get_response(request)
        if response.status_code == 200 and not response.has_header("ETag"):
            self._finish(request, response, etag)
        elif response.status_code in SAME_FOR_ALL:
            self._limit(request, response)
        return response

    def _other_method(self, request: HttpRequest) -> HttpResponse:
        """405 everywhere but on the form that takes reports, before anything asks for a token."""
        if request.method == "POST" and takes_post(request.path_info):
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

    def _finish(self, request: HttpRequest, response: HttpResponse, etag: str) -> HttpResponse:
        response.headers["ETag"] = etag
        self._limit(request, response)
        patch_vary_headers(response, ["Accept-Encoding"])
        return response

    def _limit(self, request: HttpRequest, response: HttpResponse) -> None:
        now: dt.datetime = request.now  # type: ignore[attr-defined]
        kept = OF_ONE_READER if request.GET and _is_typed(request) else cached_for(now)
        response.headers.setdefault("Cache-Control", kept)


def _is_typed(request: HttpRequest) -> bool:
    """Whether an address says what somebody typed or answered, on a page that reads it."""
    try:
        page = public_page(request) or page_of(resolve(request.path_info))
    except Resolver404:
        return False
    return page is not None and page.is_typed(request.GET)


def _is_same(etag: str, other: str) -> bool:
    """Compare two ETags weakly, as If-None-Match asks: some caches drop the W/."""
    return etag.removeprefix("W/") == other.removeprefix("W/")
