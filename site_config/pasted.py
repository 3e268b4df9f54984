"""Addresses as chat programs and paper hand them on: with what stood behind them."""

from __future__ import annotations

import unicodedata

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import translation

from policies.languages import language_of
from policies.public_page import page_of
from policies.views.moved import moved_to

SHORT = "/r/"
ASCII_MARKS = frozenset("()[]<>{}\"'`,;!|*&")


def moved_to_what_is_meant(request: HttpRequest) -> HttpResponse | None:
    """A redirect from an address that is no page to the one that it means, None if it means none.

    What cannot be seen is left out; it ends where a blank, a bracket or a mark stands, or a sign of
    no width after all. A short address is read in any case and width; one without a language is in
    Simplified Chinese. The wizard's own redirect is taken at once, so that there is one in all.
    """
    path = request.path_info
    tried = dict.fromkeys(form for each in (seen(path), path) for form in forms_of(each, path))
    found = next((each for each in tried if each != path and is_a_page(each)), None)
    if found is None:
        return None
    with translation.override(language_of(found)):
        return (is_wizard(found) and straight_on(found, request)) or moved_to(found, request)


def forms_of(read: str, path: str) -> list[str]:
    """What a path may mean that was read so, the likeliest first."""
    bare = cut_off(read).rstrip("/").removesuffix(".").rstrip("/")
    if bare.casefold().startswith(SHORT):
        code = bare[len(SHORT) :].upper().replace("/V", "/v").replace(".SVG", ".svg")
        return [SHORT + code]
    cut = [bare] if bare != path.rstrip("/") or is_wizard(f"{path}/") else []
    in_full = [named_in_full(bare)] if bare else []
    return [form for each in (*cut, *in_full) for form in (f"{each}/", each)]


def seen(path: str) -> str:
    """A path without the signs of no width and the blanks that begin its parts."""
    visible = "".join(sign for sign in path if unicodedata.category(sign) != "Cf")
    return "/".join(part.lstrip() for part in visible.split("/"))


def is_wizard(address: str) -> bool:
    """Whether an address is the wizard's, which itself leads on to what was meant."""
    with translation.override(language_of(address)):
        return address == reverse("check")


def straight_on(address: str, request: HttpRequest) -> HttpResponse | None:
    """Where a page itself leads on to with what the address asks; None if it answers."""
    found = resolve(address)
    response: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return response if response.has_header("Location") else None


def named_in_full(path: str) -> str:
    """An address with the language that it leaves out."""
    return f"/{settings.LANGUAGE_CODE}{path}"


def cut_off(path: str) -> str:
    """A path up to what none of ours holds; a short one first in letters of usual width."""
    plain = unicodedata.normalize("NFKC", path)
    read = plain if plain.casefold().startswith(SHORT) else path
    return next((read[:place] for place, sign in enumerate(read) if is_foreign(sign)), read)


def is_foreign(sign: str) -> bool:
    """Whether a sign is a blank, a mark or a bracket, or has no width."""
    if sign.isascii():
        return sign.isspace() or sign in ASCII_MARKS
    if sign == "\N{REPLACEMENT CHARACTER}":
        return False  # broken, not pasted
    category = unicodedata.category(sign)
    return category == "Cf" or category[0] in "PSZ"


def is_a_page(address: str) -> bool:
    """Whether an address has the form of one of our public pages."""
    with translation.override(language_of(address)):
        try:
            return page_of(resolve(address)) is not None
        except Resolver404:
            return False
