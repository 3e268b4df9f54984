"""Addresses that no page can mean."""

from __future__ import annotations

from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from site_config.http.public_paths import GetResponse, is_public

LONGEST_QUERY = 4096


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
