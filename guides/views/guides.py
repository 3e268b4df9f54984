"""Guides: the list, and one to read or print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.citations import cited_by
from guides.models import Guide
from guides.standing import live_by_slug
from guides.views.editions import Foot, foot
from guides.views.gone import missing
from guides.views.reading import read_alone
from policies import prose
from policies.composed import Composed, Given
from policies.models import Scenario
from policies.models.translated import mostly_spoken_in, spoken_in
from policies.speech import Said
from policies.views.page import Reader, reader_of, render_page
from policies.views.values import Hotline, ScenarioCard, scenario_card, to_call_at_once

CHANNEL = "channel-"


@dataclass(frozen=True, slots=True)
class GuideCard:
    """A guide in the list."""

    title: Said
    summary: Said
    url: str
    edition: str


@dataclass(frozen=True, slots=True)
class GuideGroup:
    """Guides of one sort."""

    label: str
    guides: list[GuideCard]


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One guide to read or print, and where to go on from it."""

    title: Said
    summary: Said
    body: SafeString
    grounds: SafeString
    body_lang: str | None
    contents: list[tuple[str, str]]
    scenarios: list[ScenarioCard]
    at_once: list[Hotline]  # whom to call before reading on, where the text does not begin with it
    check_url: str
    foot: Foot


@require_safe
def guide_list(request: HttpRequest) -> HttpResponse:
    """All guides: by the way it is done, by what happened, by subject."""
    reader = reader_of(request)
    guides = list(Guide.objects.live(reader.at))
    return render_page(
        request,
        "guides/guides.html",
        {"groups": guide_groups(guides, reader)},
        reader=reader,
        title=_("指南"),
        description=_("去窗口之前先读：怎么办、带什么、怎样不被骗。可以打印。"),
        crumbs=[(_("指南"), None)],
        languages=mostly_spoken_in(guides, "title", "summary"),
    )


@require_safe
def guide_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide with its sources and the situations it is about."""
    reader = reader_of(request)
    if not (guide := live_by_slug(Guide, slug, reader.at)):
        return missing(request, reader)
    return _one_guide(request, guide, reader)


def _one_guide(request: HttpRequest, guide: Guide, reader: Reader) -> HttpResponse:
    page = guide_page(guide, reader)
    return render_page(
        request,
        "guides/guide.html",
        {"page": page},
        reader=reader,
        title=page.title,
        description=page.summary,
        languages=spoken_in(guide),
        crumbs=[(_("指南"), reverse("guide-list")), (page.title, None)],
    )


def guide_groups(guides: Iterable[Guide], reader: Reader) -> list[GuideGroup]:
    """The guides in their groups, in the editors' order; empty groups are left out."""
    channels: list[GuideCard] = []
    situations: list[GuideCard] = []
    subjects: list[GuideCard] = []
    for guide in guides:
        if guide.slug.startswith(CHANNEL):
            channels.append(guide_card(guide, reader))
        elif reader.vocabulary.scenario(guide.slug):
            situations.append(guide_card(guide, reader))
        else:
            subjects.append(guide_card(guide, reader))
    groups = [
        GuideGroup(_("到哪里办"), channels),
        GuideGroup(_("遇到什么事"), situations),
        GuideGroup(_("专题"), subjects),
    ]
    return [group for group in groups if group.guides]


def guide_card(guide: Guide, reader: Reader) -> GuideCard:
    """A guide as the list shows it."""
    return GuideCard(
        title=reader.speech.of(guide, "title"),
        summary=reader.speech.of(guide, "summary"),
        url=reverse("guide", args=[guide.slug]),
        edition=guide.edition_label,
    )


def begins_with_a_number(text: SafeString) -> bool:
    """Whether the first section of a text says whom to call."""
    return 'href="tel:' in "".join(text.split("<h2", 2)[:2])


@Composed
def _scenarios_of(guide: Given) -> QuerySet[Scenario]:
    return Scenario.objects.filter(guides=guide)


def guide_page(guide: Guide, reader: Reader) -> GuidePage:
    """Everything the page shows. Two queries: the citations and the scenarios; two more where
    the body names rules."""
    body = read_alone(reader.speech.of(guide, "body"), reader)
    scenarios = _scenarios_of(guide=guide.pk)
    text, grounds = prose.sources_apart(body)
    shown = prose.render(text)
    calls = [] if begins_with_a_number(shown) else to_call_at_once(scenarios, reader)
    return GuidePage(
        title=reader.speech.of(guide, "title"),
        summary=reader.speech.of(guide, "summary"),
        body=shown,
        grounds=prose.render(grounds),
        body_lang=body.lang,
        contents=[*prose.contents(text), ("sources", _("来源和查看日期"))],
        scenarios=[scenario_card(each, reader) for each in scenarios],
        at_once=calls,
        check_url=reverse("check"),
        foot=foot(guide, cited_by([guide], at=reader.at).get(guide.pk, []), reader),
    )
