"""Permanent short addresses: printed in notices, they answer for ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.citations import cited_by
from guides.standing import Standing, standing_of_code
from guides.views.edition_content import Section, Translation, sections, translations, with_parts
from guides.views.editions import edition_title, edition_url, short_address
from guides.views.gone import withdrawn
from guides.views.reading import in_language, named_in
from policies.condition_list import ConditionList, condition_list
from policies.models import Edition, Policy
from policies.models.translated import texts_that_refer
from policies.rules.ways import Rows, numbered
from policies.views.page import Reader, reader_of, render_page
from policies.views.values import CitationLine, citation_lines


@dataclass(frozen=True, slots=True)
class VersionLink:
    """One edition among all of a thing."""

    version: int
    url: str
    publish_at: dt.datetime | None
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One edition as it was published; `canonical_json` is what its hash was made of."""

    edition: Edition
    is_live: bool
    live_url: str
    short_url: str
    content: list[Section]
    translations: list[Translation]
    canonical_json: str
    conditions: ConditionList | None
    citations: list[CitationLine]
    versions: list[VersionLink]


@require_safe
def short(request: HttpRequest, code: str) -> HttpResponse:
    """To the live page in Simplified Chinese; 410 with the reason if it was withdrawn."""
    reader = reader_of(request)
    standing = standing_or_404(code, reader)
    if standing.live:
        return HttpResponseRedirect(edition_url(standing.live, reader.today))
    return withdrawn(request, standing.last, reader, in_all=True)


@require_safe
def short_version(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """One edition as it was published, for ever, with its hash.

    Its text cannot change, but the page around it does (style sheet, hotlines, whether there is a
    newer edition), so it is cached like every other page and not as immutable.
    """
    reader = reader_of(request)
    standing = standing_or_404(code, reader)
    edition = next((each for each in standing.editions if each.version == int(version)), None)
    if edition is None:
        raise Http404(_("这个编号没有公布过第 %s 版。") % version)
    if edition.withdrawn_at and edition.withdrawn_at <= reader.at:
        return withdrawn(request, edition, reader, in_all=True)
    return version_page(request, edition, standing, reader)


def version_page(
    request: HttpRequest,
    edition: Edition,
    standing: Standing,
    reader: Reader,
) -> HttpResponse:
    """The page of one edition; search engines are sent to the live page."""
    return render_page(
        request,
        "guides/version.html",
        {"page": version_of(edition, standing, reader)},
        reader=reader,
        title=_("%(title)s（第 %(version)s 版）")
        % {"title": edition_title(edition, reader.speech), "version": edition.version},
        canonical=live_address(standing, reader).partition("#")[0] or None,
    )


def standing_or_404(code: str, reader: Reader) -> Standing:
    """How a code stands. Raises Http404 for codes that were never on the site."""
    standing = standing_of_code(code, reader.at)
    if standing is None:
        raise Http404(_("本站没有公布过这个编号，请核对后再试。"))
    return standing


def live_address(standing: Standing, reader: Reader) -> str:
    """The page of what is live now, empty if nothing is."""
    return edition_url(standing.live, reader.today) if standing.live else ""


def version_of(edition: Edition, standing: Standing, reader: Reader) -> VersionPage:
    """The text, its hash, from when to when it was live, and every other edition."""
    with_parts(edition)
    known = named_in(texts_that_refer(edition).values(), reader)
    shown = partial(in_language, known=known)
    rows = rows_shown(edition)
    sources = numbered(cited_by([edition], at=reader.at).get(edition.pk, []), rows)
    return VersionPage(
        edition=edition,
        is_live=standing.live is not None and standing.live.pk == edition.pk,
        live_url=live_address(standing, reader),
        short_url=short_address(edition, edition.version),
        content=sections(edition, settings.LANGUAGE_CODE, shown),
        translations=translations(edition, shown),
        canonical_json=edition.canonical_text,
        conditions=conditions_shown(edition, rows, sources.number_of, reader),
        citations=citation_lines(sources.passages, reader.speech),
        versions=[version_link(each) for each in standing.editions],
    )


def rows_shown(edition: Edition) -> Rows:
    """The rows of a rule that its page lists, loaded already; none of anything else."""
    is_rule = isinstance(edition, Policy) and not edition.conditions_zh_hans  # type: ignore[attr-defined]
    return tuple(edition.conditions_in_ways.all()) if is_rule else ()  # type: ignore[attr-defined]


def conditions_shown(
    edition: Edition, rows: Rows, number_of: Mapping[int, int], reader: Reader
) -> ConditionList | None:
    """The rows of a rule as its page lists them; None without rows."""
    if not rows or not isinstance(edition, Policy):
        return None
    return condition_list(edition, rows, number_of, reader.speech)


def version_link(edition: Edition) -> VersionLink:
    """One of the editions of a thing, as a link."""
    return VersionLink(
        version=edition.version,
        url=reverse("short-version", args=[edition.code, edition.version]),
        publish_at=edition.publish_at,
        is_withdrawn=edition.withdrawn_at is not None,
    )
