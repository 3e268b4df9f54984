"""Addresses as chat programs and paper hand them on: with what stood behind them."""

from __future__ import annotations

import re
import unicodedata

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation

from policies.public_page import page_of
from policies.views.moved import moved_to

OURS = re.compile(r"[A-Za-z0-9/_.-]*")
SHORT = "/r/"  # its codes are in capitals, all other addresses in small letters


def moved_to_what_is_meant(request: HttpRequest) -> HttpResponse | None:
    """A redirect from an address that is no page to the one that it means, None if it means none.

    Letters of full width are read as plain ones. The address ends where something stands that none
    of ours holds: a blank, a bracket, a mark, a sign of no width, a Chinese letter.
    """
    path = request.path_info
    match = OURS.match(unicodedata.normalize("NFKC", path))
    kept = (match[0] if match else "").rstrip(".-_").lower()
    bare = kept.rstrip("/")
    if kept.startswith(SHORT):
        bare = SHORT + bare.removeprefix(SHORT).upper().replace("/V", "/v")
    tried = (bare, f"{bare}/") if kept.startswith(SHORT) else (f"{bare}/", bare)
    language = bare.removeprefix("/").partition("/")[0]
    known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(known):
        found = next((each for each in tried if each != path and is_a_page(each)), None)
        return moved_to(found, request) if found else None


def is_a_page(address: str) -> bool:
    """Whether an address has the form of one of our public pages, in the language of now."""
    try:
        return page_of(resolve(address)) is not None
    except Resolver404:
        return False
