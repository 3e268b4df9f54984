"""The root of the site, and the pages that say what went wrong and where to go on."""

from __future__ import annotations

import sys

from django.conf import settings
from django.core.exceptions import BadRequest, DisallowedHost
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.views.gone import moved_or_gone
from policies.languages import BY_CODE, language_of
from policies.long_file import NoRoom
from policies.views.open_data import json_for_all
from policies.views.page import reader_of, render_page
from site_config.counted import DATABASE_ERRORS
from site_config.entered_at import entered_at
from site_config.pasted import moved_to_what_is_meant
from site_config.text_pages import as_text

RETRY_AFTER = "30"  # seconds
TEXT = ".md"
DOOR = ("/login/", "/second-factor/")


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """To the Simplified Chinese home page; the query is kept, nothing is negotiated."""
    query = request.META.get("QUERY_STRING", "")
    address = f"/{settings.LANGUAGE_CODE}/" + (f"?{query}" if query else "")
    response = HttpResponseRedirect(address)
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the address cannot be read; says which part and how to write it. Or else what was sent
    with it, or the name of the site."""
    if type(exception) is BadRequest:
        response = _refusal(request, 400, _("这个地址读不懂"), str(exception))
    else:
        title, reason = _("这个请求读不懂"), _("网站的名字不对，或者随请求发来的内容读不懂。")
        response = _refusal(request, 400, title, reason, not_read=title)
    if request.method not in ("GET", "HEAD") or isinstance(exception, DisallowedHost):
        response.headers["Cache-Control"] = "no-store"
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 with a way on; a former address leads to what it became, or says why it is gone, and one
    that was damaged on its way to the page that it means."""
    if former := moved_or_gone(request, reader_of(request)):
        return former
    if request.method in ("GET", "HEAD") and (meant := moved_to_what_is_meant(request)):
        return meant
    reason = str(exception.args[0]) if exception.args and isinstance(exception.args[0], str) else ""
    is_text = request.path_info.endswith(TEXT)  # repeated by machines: nothing typed stands in it
    ways = ways_to_parts(request, *exception.args[1:])
    return _refusal(request, 404, _("没有这一页"), "" if is_text else reason, ways=ways)


def ways_to_parts(
    request: HttpRequest, code: str = "", parts: dict[str, str] | None = None
) -> list[tuple[str, str]]:
    """For each part of a place that was divided its name and the page that was asked for."""
    address = request.get_full_path()
    return [(name, address.replace(code, part)) for part, name in (parts or {}).items()]


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; 503: the database is away, hangs or is busy, or the disk takes no long file.
    Neither page needs them.

    Django calls this while it handles the error, wherever it was raised: in a middleware, a view
    or a template. What was sent and is not stored is given back.
    """
    error = sys.exception()
    if is_away := isinstance(error, OperationalError | InterfaceError):
        DATABASE_ERRORS.labels("page").inc()
    response = _fault(request, 503 if is_away or isinstance(error, NoRoom) else 500)
    response.headers["Cache-Control"] = "no-store"
    return response


def _fault(request: HttpRequest, status: int) -> HttpResponse:
    """The page of a fault, with what was sent; of one that passes, with when to ask again."""
    language = BY_CODE[language_of(request.path_info)].html
    context = {"entered": _entered(request), "language": language}
    response = render(None, f"errors/{status}.html", context, status=status)
    if status == 503:
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def _entered(request: HttpRequest) -> dict[str, str]:
    """The texts that were sent, by the names people know; nothing of the door, and nothing that
    cannot be read."""
    if request.method != "POST" or any(part in request.path_info for part in DOOR):
        return {}
    try:
        return entered_at(request.path_info, request.POST)
    except Exception:  # whatever is wrong with what was sent, the page that says so must come
        return {}


def _why(status: int) -> str:
    """What a program is told of an address nobody knows more about."""
    if status == 404:
        return _("地址可能抄错了，也可能这个地方或者这件事不在本站。")
    return _("地址里有看不懂的内容")


def _refusal(
    request: HttpRequest, status: int, title: str, reason: str, **more: object
) -> HttpResponse:
    """A page with ways on; data for whoever asked for data, text for whoever asked for text."""
    if request.path_info.endswith(".json"):
        told = json_for_all({"status": status, "title": title, "reason": reason or _why(status)})
        told.status_code = status
        return told
    reader = reader_of(request)
    page = render_page(
        request,
        f"errors/{status}.html",
        {"reason": reason, **more},
        reader=reader,
        title=title,
        robots="noindex",
        status=status,
    )
    return as_text(page) if request.path_info.endswith(TEXT) else page
