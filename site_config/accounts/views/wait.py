"""429: too many tries; says how long to wait."""

from __future__ import annotations

import datetime as dt
from math import ceil

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from site_config.accounts.views.steps import frame


def please_wait(
    request: HttpRequest, wait: dt.timedelta, *, is_inside: bool = False
) -> HttpResponse:
    """The same page for every name, whether there is such an account or not; another one for
    whoever is in and types the own password."""
    seconds = ceil(wait.total_seconds())
    context = {
        **admin.site.each_context(request),
        "title": "请稍后再试",
        "frame": frame(is_inside),
        "is_inside": is_inside,
        "wait": in_words(seconds),
        "again": request.get_full_path(),
    }
    response = render(request, "admin/sign_in_wait.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def in_words(seconds: int) -> str:
    """A short time as one says it."""
    minutes, rest = divmod(seconds, 60)
    return "".join([f"{minutes} 分钟" if minutes else "", f" {rest} 秒" if rest else ""]).strip()
