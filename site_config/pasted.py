"""Addresses as chat programs and paper hand them on: with what stood behind them."""

from __future__ import annotations

import copy
import re
import unicodedata

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import translation

from policies.languages import language_of
from policies.models.edition import CODE_PATTERN
from policies.public_page import page_of
from policies.views.moved import moved_to
from policies.views.parameters import WrittenOtherwise

SHORT = "/r/"
ASCII_MARKS = frozenset("()[]<>{}\"'`,;!|*&\\^")
# What stands at a short address, and what hangs on behind.
CODE = re.compile(rf"({CODE_PATTERN}(?:/v[0-9]+)?(?:\.svg)?)[^A-Z0-9/]*")
FILE = re.compile(r"\.[A-Za-z]{2,4}$")  # a file's name ends so, with no slash behind it
TYPED = "q"  # the parameter in which anything may be looked for


def moved_to_what_is_meant(request: HttpRequest) -> HttpResponse | None:
    """A redirect from an address that is no page to the one that it means, None if it means none.

    What cannot be seen is left out; it ends where a blank, a bracket or a mark stands, or a sign of
    no width after all. A short address is read in any case and width; one without a language is in
    Simplified Chinese. The wizard's own redirect is taken at once, so that there is one in all.
    """
    path = request.path_info
    if is_a_page(path) and (cut := with_values_cut_off(request)):
        return led_to(path, cut)
    tried = dict.fromkeys(form for each in (seen(path), path) for form in forms_of(each, path))
    found = next((each for each in tried if each != path and is_a_page(each)), None)
    return led_to(found, request) if found else None


def led_to(address: str, request: HttpRequest) -> HttpResponse:
    """The redirect to a page with what was asked."""
    with translation.override(language_of(address)):
        return (is_wizard(address) and straight_on(address, request)) or moved_to(address, request)


def forms_of(read: str, path: str) -> list[str]:
    """What a path may mean that was read so, the likeliest first."""
    plain = in_usual_width(read)
    if plain.casefold().startswith(SHORT):
        return short_forms(plain)
    bare = cut_off(read)
    if ".." in bare.split("/"):
        return []  # a way up, no end of a sentence
    bare = bare.rstrip("./")
    file = FILE.search(bare)
    bare = bare[: file.start()] + file[0].lower() if file else bare
    is_cut = bare != path.rstrip("/") or file or is_wizard(f"{path}/")
    cut = [bare] if is_cut else []
    in_full = [named_in_full(bare)] if bare else []
    first, _slash, rest = bare.removeprefix("/").partition("/")
    small = f"/{first}/{rest.lower()}"  # a telephone's keyboard begins words with a capital
    in_small = [small, named_in_full(small)] if rest != rest.lower() else []
    return [form for each in (*cut, *in_full, *in_small) for form in (f"{each}/", each)]


def short_forms(plain: str) -> list[str]:
    """The short address that one in any case means, if need be without the blanks in its code."""
    said = plain[len(SHORT) :].upper().replace("/V", "/v").replace(".SVG", ".svg")
    codes = (CODE.fullmatch(each.rstrip("./")) for each in (cut_off(said), "".join(said.split())))
    return [SHORT + code[1] for code in codes if code]


def with_values_cut_off(request: HttpRequest) -> HttpRequest | None:
    """What is asked without the marks and brackets behind its values, None if there are none; the
    page itself has said that it knows no such value."""
    query = request.GET.copy()
    for name, values in list(query.lists()):
        if name != TYPED:
            query.setlist(name, [cut_where_wide(value) or value for value in values])
    if query == request.GET:
        return None
    cut = copy.copy(request)
    cut.GET = query  # type: ignore[assignment]
    return cut


def cut_where_wide(value: str) -> str:
    """A value up to a mark, a blank or a bracket that no keyboard of letters has."""
    read = in_usual_width(seen(value))
    wide = (at for at, sign in enumerate(read) if not sign.isascii() and is_foreign(sign))
    return read[: next(wide, None)]


def seen(path: str) -> str:
    """A path without the signs of no width and the blanks that begin its parts."""
    visible = "".join(sign for sign in path if not is_unseen(sign))
    return "/".join(part.lstrip() for part in visible.split("/"))


def is_wizard(address: str) -> bool:
    """Whether an address is the wizard's, which itself leads on to what was meant."""
    with translation.override(language_of(address)):
        return address == reverse("check")


def straight_on(address: str, request: HttpRequest) -> HttpResponse | None:
    """Where a page itself leads on to with what the address asks; None if it answers or refuses."""
    found = resolve(address)
    try:
        response: HttpResponse = found.func(request, *found.args, **found.kwargs)
    except (BadRequest, Http404, WrittenOtherwise):
        return None  # it says so at its own address
    return response if response.has_header("Location") else None


def named_in_full(path: str) -> str:
    """An address with the language that it leaves out."""
    return f"/{settings.LANGUAGE_CODE}{path}"


def cut_off(path: str) -> str:
    """A path up to what none of ours holds."""
    return next((path[:place] for place, sign in enumerate(path) if is_foreign(sign)), path)


def in_usual_width(text: str) -> str:
    """A text with its letters, digits, dots and strokes in their usual width, its marks as they
    are: they end an address."""
    usual = ((sign, unicodedata.normalize("NFKC", sign)) for sign in text)
    return "".join(
        plain if plain.isascii() and (plain.isalnum() or plain in ("/", ".")) else sign
        for sign, plain in usual
    )


def is_unseen(sign: str) -> bool:
    """Whether a sign has no width: it joins, turns or picks the look of the one before."""
    return unicodedata.category(sign) == "Cf" or "\ufe00" <= sign <= "\ufe0f"


def is_foreign(sign: str) -> bool:
    """Whether a sign is a blank, a mark or a bracket, or has no width."""
    if sign.isascii():
        return sign.isspace() or sign in ASCII_MARKS
    if sign == "\N{REPLACEMENT CHARACTER}":
        return False  # broken, not pasted
    return is_unseen(sign) or unicodedata.category(sign)[0] in "PSZ"


def is_a_page(address: str) -> bool:
    """Whether an address has the form of one of our public pages."""
    with translation.override(language_of(address)):
        try:
            return page_of(resolve(address)) is not None
        except Resolver404:
            return False
