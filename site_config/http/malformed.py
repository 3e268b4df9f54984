"""Addresses that no page can mean."""

from __future__ import annotations

from urllib.parse import unquote, unquote_plus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from policies.public_page import known_parameters
from site_config.http.public_paths import SEARCHES, TAKE_ANY, GetResponse, is_public

LONGEST_QUERY, LONGEST_SEARCH = 4096, 65_536


class RefuseMalformed:
    """Answers 400 to addresses that no page can mean: NUL bytes, broken UTF-8, endless queries,
    and "*" for the whole server. Where one types what one looks for, all but "*" is looked for.
    What others added to a public address goes no further, whether it can be read or not."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = without_unreadable(request.path_info, request.META.get("QUERY_STRING", ""))
        if _is_malformed(request.path_info, query):
            return render(request, "errors/400.html", status=400)
        request.META["QUERY_STRING"] = query
        return self.get_response(request)


def without_unreadable(path: str, query: str) -> str:
    """A query without what nobody can read of parameters that no public page reads; as it is where
    a page takes any parameter."""
    if not _is_broken(query) or path in TAKE_ANY or not is_public(path):
        return query
    known = known_parameters()
    parts = query.split("&")
    kept = [part for part in parts if _name_of(part) in known or not _is_broken(part)]
    return "&".join(kept)


def _name_of(part: str) -> str:
    return unquote_plus(part.partition("=")[0])


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
