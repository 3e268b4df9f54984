"""Addresses that no page can mean."""

from __future__ import annotations

from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from site_config.http.public_paths import SEARCHES, GetResponse, is_public

LONGEST_QUERY, LONGEST_SEARCH = 4096, 65_536


class RefuseMalformed:
    """Answers 400 to addresses that no page can mean: NUL bytes, broken UTF-8, endless queries,
    and "*" for the whole server. Where one types what one looks for, all but "*" is looked for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_malformed(request.path_info, request.META.get("QUERY_STRING", "")):
            return render(request, "errors/400.html", status=400)
        return self.get_response(request)


def _is_malformed(path: str, query: str) -> bool:
    if not path.startswith("/") or "\x00" in path:
        return True
    if path in SEARCHES:
        return len(query) > LONGEST_SEARCH
    if _is_broken(query):
        return True
    return is_public(path) and len(query) > LONGEST_QUERY


def _is_broken(query: str) -> bool:
    try:
        return "\x00" in unquote(query, errors="strict")
    except UnicodeDecodeError:
        return True
