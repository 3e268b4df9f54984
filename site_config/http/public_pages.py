"""Honest caching of public pages."""

from __future__ import annotations

import datetime as dt
import hashlib
from io import BufferedRandom
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from policies.public_page import page_of, public_page
from policies.publishing import events
from policies.views.open_data import LongFile, drop
from site_config.http.names import is_same, known_name, name_of, name_of_digest, remember_name
from site_config.http.public_paths import WITHOUT_DATABASE, GetResponse, is_public, takes_post
from site_config.patience import FOR_EDITORS, FOR_READERS, patience

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
    """Makes public pages cacheable: the ETag of each changes with what it says."""

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
        now = timezone.now()
        published = "" if request.path_info in WITHOUT_DATABASE else events.token(now)
        request.now, request.published = now, published  # type: ignore[attr-defined]
        known = parse_etags(request.headers.get("If-None-Match", ""))
        name = known_name(request, published, now) if known else ""
        if name and any(is_same(name, each) for each in known):
            return self._finish(request, HttpResponseNotModified(), name)
        response = self.get_response(request)
        if response.status_code == 200 and not response.has_header("ETag"):
            name = name_of_answer(response)
            remember_name(request, published, now, name)
            self._finish(request, response, name)
            if any(is_same(name, each) for each in known):
                drop(response)
                return _not_modified(response)
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

    def _finish(self, request: HttpRequest, response: HttpResponse, name: str) -> HttpResponse:
        response.headers["ETag"] = name
        self._limit(request, response)
        patch_vary_headers(response, ["Accept-Encoding"])
        return response

    def _limit(self, request: HttpRequest, response: HttpResponse) -> None:
        now: dt.datetime = request.now  # type: ignore[attr-defined]
        kept = OF_ONE_READER if request.GET and _is_typed(request) else cached_for(now)
        response.headers.setdefault("Cache-Control", kept)


def name_of_answer(response: HttpResponseBase) -> str:
    """What an answer is called; of a long file, which is read for it and stands at its beginning
    again."""
    if isinstance(response, LongFile):
        file = cast(BufferedRandom, response.file_to_stream)
        digest = hashlib.file_digest(file, "sha256")
        file.seek(0)
        return name_of_digest(digest.hexdigest())
    return name_of(cast(HttpResponse, response).content)


def _not_modified(page: HttpResponse) -> HttpResponse:
    """What somebody is told who has this page already."""
    told = HttpResponseNotModified()
    for header in ("ETag", "Cache-Control", "Vary"):
        told.headers[header] = page.headers[header]
    return told


def _is_typed(request: HttpRequest) -> bool:
    """Whether an address says what somebody typed or answered, on a page that reads it."""
    try:
        page = public_page(request) or page_of(resolve(request.path_info))
    except Resolver404:
        return False
    return page is not None and page.is_typed(request.GET)
