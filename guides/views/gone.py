"""Pages that are no longer there: moved for ever, or withdrawn with the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from guides.standing import end_of, standing_of_code
from guides.views.editions import edition_title, edition_url
from policies.models import Edition
from policies.models.translated import said_now
from policies.speech import HTML_LANGUAGE, Said
from policies.views.moved import moved_to
from policies.views.page import Reader, render_page


@dataclass(frozen=True, slots=True)
class Replacement:
    """What stands in the place of something that is gone."""

    label: Said
    url: str


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that is no longer on the site, and why; without a code, a former address."""

    reason: str
    code: str = ""
    version: int | None = None
    withdrawn_on: dt.datetime | None = None
    replacement: Replacement | None = None
    in_others: tuple[Said, ...] = ()  # the reason in other languages, at an address without one


def missing(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The answer for a slug without a live edition: moved, withdrawn, a former address.

    Raises Http404 if this site never had such an address.
    """
    if response := moved_or_gone(request, reader):
        return response
    raise Http404(_("本站没有公布过这个地址。"))


def moved_or_gone(request: HttpRequest, reader: Reader) -> HttpResponse | None:
    """The answer for a former address in the reader's language, None if it never was one."""
    end = end_of(request.path_info.removeprefix(f"/{reader.language}"), reader.at)
    if end is None:
        return None
    if end.withdrawn:
        return withdrawn(request, end.withdrawn, reader)
    if end.gone_because:
        return gone_page(request, reader, Gone(end.gone_because))
    return moved_to(f"/{reader.language}{end.address}", request)


def withdrawn(
    request: HttpRequest, edition: Edition, reader: Reader, *, in_all: bool = False
) -> HttpResponse:
    """410 for something that was taken off the site: why, when, and what replaces it.

    `in_all`: why in every language, at an address that is the same for all readers.
    """
    gone = Gone(
        reason=reader.speech.of(edition, "withdrawal_reason"),
        code=edition.code,
        version=edition.version,
        withdrawn_on=edition.withdrawn_at,
        replacement=replacement(edition, reader),
        in_others=tuple(reasons_beside(edition, reader.language)) if in_all else (),
    )
    return gone_page(request, reader, gone)


def reasons_beside(edition: Edition, language: str) -> Iterator[Said]:
    """Why an edition was withdrawn in every language but one, as far as somebody said it."""
    for code, html in HTML_LANGUAGE.items():
        text = said_now(edition, "withdrawal_reason", code)
        if code != language and text:
            yield Said(text, html)


def gone_page(request: HttpRequest, reader: Reader, gone: Gone) -> HttpResponse:
    return render_page(
        request,
        "errors/410.html",
        {"gone": gone},
        reader=reader,
        title=_("这一版已经撤回"),
        robots="noindex",
        status=410,
    )


def replacement(edition: Edition, reader: Reader) -> Replacement | None:
    """The live page of what replaces a withdrawn edition, or of a later edition of it."""
    standing = standing_of_code(edition.replaced_by or edition.code, reader.at)
    if standing is None or standing.live is None:
        return None
    return Replacement(
        edition_title(standing.live, reader.speech), edition_url(standing.live, reader.today)
    )
