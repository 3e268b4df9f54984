"""Pages that are no longer there: moved for ever, or withdrawn with the reason."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from guides.standing import former_address, standing_of_code, standing_of_slug
from guides.views.editions import edition_title, edition_url
from policies.models import Edition
from policies.views.page import Reader, render_page
from policies.views.values import Values

# Addresses outside the languages have one language and no translations to link to.
ONE_LANGUAGE: Values = {"language_links": [], "alternates": []}


def missing(request: HttpRequest, model: type[Edition], slug: str, reader: Reader) -> HttpResponse:
    """The answer for a slug without a live edition: moved, withdrawn, a former address.

    Raises Http404 if this site never had such an address.
    """
    if standing := standing_of_slug(model, slug, reader.at):
        if standing.live:
            return HttpResponsePermanentRedirect(edition_url(standing.live, reader.today))
        return withdrawn(request, standing.last, reader)
    if response := moved_or_gone(request, reader):
        return response
    raise Http404(_("本站没有公布过这个地址。"))


def moved_or_gone(request: HttpRequest, reader: Reader) -> HttpResponse | None:
    """The answer for a former address in the reader's language, None if it never was one."""
    old = former_address(request.path_info.removeprefix(f"/{reader.language}"))
    if old is None:
        return None
    if old.became:
        return HttpResponsePermanentRedirect(f"/{reader.language}{old.became}")
    return gone_page(request, reader, {"reason": old.gone_because})


def withdrawn(
    request: HttpRequest, edition: Edition, reader: Reader, frame: Values | None = None
) -> HttpResponse:
    """410 for something that was taken off the site: why, when, and what replaces it."""
    reason = reader.speech.of(edition, "withdrawal_reason")
    context = {
        "code": edition.code,
        "version": edition.version,
        "withdrawn_on": edition.withdrawn_at,
        "reason": reason,
        "replacement": replacement(edition, reader),
    }
    return gone_page(request, reader, context | (frame or {}))


def gone_page(request: HttpRequest, reader: Reader, context: Values) -> HttpResponse:
    return render_page(
        request,
        "errors/410.html",
        context,
        reader=reader,
        title=_("这一版已经撤回"),
        robots="noindex",
        status=410,
    )


def replacement(edition: Edition, reader: Reader) -> Values | None:
    """The live page of what replaces a withdrawn edition, or of a later edition of it."""
    standing = standing_of_code(edition.replaced_by or edition.code, reader.at)
    if standing is None or standing.live is None:
        return None
    return {
        "label": edition_title(standing.live, reader.speech),
        "url": edition_url(standing.live, reader.today),
    }
