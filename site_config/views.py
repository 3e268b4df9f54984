"""The root of the site, and the pages that say what went wrong and where to go on."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import BadRequest, DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.views.gone import moved_or_gone
from policies.views.page import reader_of, render_page


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """To the Simplified Chinese home page; the query is kept, nothing is negotiated."""
    query = request.META.get("QUERY_STRING", "")
    address = f"/{settings.LANGUAGE_CODE}/" + (f"?{query}" if query else "")
    response = HttpResponseRedirect(address)
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the address cannot be read; says which part and how to write it."""
    reason = str(exception) if type(exception) is BadRequest else ""
    response = _refusal(request, 400, _("这个地址读不懂"), reason)
    if request.method not in ("GET", "HEAD") or isinstance(exception, DisallowedHost):
        response.headers["Cache-Control"] = "no-store"
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 with a way on; a former address leads to what it became, or says why it is gone."""
    if former := moved_or_gone(request, reader_of(request)):
        return former
    reason = str(exception.args[0]) if exception.args and isinstance(exception.args[0], str) else ""
    return _refusal(request, 404, _("没有这一页"), reason)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; needs no database."""
    return render(None, "errors/500.html", status=500)


def _refusal(request: HttpRequest, status: int, title: str, reason: str) -> HttpResponse:
    reader = reader_of(request)
    response = render_page(
        request,
        f"errors/{status}.html",
        {
            "reason": reason,
            "home_url": reverse("home"),
            "regions_url": reverse("region-list"),
            "search_url": reverse("search"),
        },
        reader=reader,
        title=title,
        robots="noindex",
        status=status,
    )
    response.headers["Cache-Control"] = "public, max-age=60"
    return response
