"""Search over regions and everything a citizen reads."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.models import FactCheck
from guides.search.index import Document, State, search
from guides.search.region_mentions import regions_meant
from guides.search.words import smells_of_fraud
from policies.folding import folded
from policies.models import Region, Scenario
from policies.rules.applicability import with_lineage
from policies.speech import Said
from policies.views import parameters
from policies.views.page import Reader, reader_of, render_page
from policies.views.values import answer_url, badge_of, full_name, region_url

MOST_ANSWERS = 2


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was found."""

    title: str
    url: str
    kind: str  # in a reader's words
    summary: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was asked and found; `smells_of_fraud` puts a warning before everything."""

    query: str
    results: list[Result]
    smells_of_fraud: bool
    ways_on: list[tuple[str, str]]


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """The form, and what was found; without a query only the form."""
    reader = reader_of(request)
    query = parameters.text(request.GET, "q")
    return render_page(
        request,
        "guides/search.html",
        {"page": searched(query, reader)},
        reader=reader,
        title=_("搜索：%s") % query if query else _("搜索"),
        crumbs=[(_("搜索"), None)],
        query=urlencode({"q": query}) if query else "",
    )


def searched(query: str, reader: Reader) -> SearchPage:
    """Everything the page shows."""
    return SearchPage(
        query=query,
        results=results(query, reader) if query else [],
        smells_of_fraud=smells_of_fraud(folded(query)),
        ways_on=ways_on(query),
    )


def results(query: str, reader: Reader) -> list[Result]:
    """Regions that are named, what was found, and similar names if nothing else fits.

    Warnings of fraud go before everything.
    """
    found = search(query, State(reader.published, reader.language, reader.at))
    named, similar = regions_meant(query, reader.published)
    regions = found_regions(named if named or found else similar, reader)
    warned = smells_of_fraud(folded(query))
    warnings = [document_result(each) for each in found if warned and each.warns]
    others = [document_result(each) for each in found if not (warned and each.warns)]
    answers = answer_results(regions, found, reader) if named else []
    places = [Result(name, region_url(region), _("地区")) for region, name in regions]
    return [*warnings, *answers, *places, *others]


def found_regions(keys: list[int], reader: Reader) -> list[tuple[Region, Said]]:
    """Regions with their full names, in the order given. One query."""
    rows = {region.pk: region for region in with_lineage(Region.objects.filter(pk__in=keys))}
    return [(rows[key], full_name(rows[key], reader.speech)) for key in keys if key in rows]


def answer_results(
    regions: list[tuple[Region, Said]], found: list[Document], reader: Reader
) -> list[Result]:
    """The answer pages of the place that is named and the situations that fit best."""
    codes = [each.code for each in found if each.kind == "scenario"][:MOST_ANSWERS]
    scenarios = [reader.vocabulary.scenario(code) for code in codes]
    return [
        answer_result(region, name, scenario, reader)
        for region, name in regions[:1]
        for scenario in scenarios
        if scenario
    ]


def answer_result(region: Region, name: Said, scenario: Scenario, reader: Reader) -> Result:
    """The answer of a place and a situation."""
    asked = {"region": name, "scenario": reader.speech.of(scenario, "name")}
    title = _("%(region)s：%(scenario)s") % asked
    return Result(title, answer_url(region, scenario), _("回答"))


def document_result(document: Document) -> Result:
    """A page or a part of a page."""
    return Result(
        title=document_title(document),
        url=document_url(document),
        kind=document_kind(document),
        summary=document.summary,
    )


def document_title(document: Document) -> str:
    """What a result is called; a claim is never shown without its verdict."""
    if not document.verdict:
        return document.title
    verdict = badge_of(FactCheck.Verdict, document.verdict).word
    return _("%(verdict)s：“%(claim)s”") % {"verdict": verdict, "claim": document.title}


def document_url(document: Document) -> str:
    """The address of what was found, in the active language."""
    if document.kind == "faq":
        return reverse("question-list") + document.code
    if document.kind == "term":
        return f"{reverse('term-list')}#{document.code}"
    name = {"scenario": "scenario", "guide": "guide", "factcheck": "fact-check"}[document.kind]
    return reverse(name, args=[document.code])


def document_kind(document: Document) -> str:
    """What a reader calls this kind of page."""
    return {
        "scenario": _("情形"),
        "guide": _("指南"),
        "faq": _("问答"),
        "factcheck": _("辟谣"),
        "term": _("名词"),
    }[document.kind]


def ways_on(query: str) -> list[tuple[str, str]]:
    """Where to go when nothing was found."""
    return [
        (_("按地区名找"), f"{reverse('region-list')}?{urlencode({'q': query})}"),
        (_("看全部情形"), reverse("scenario-list")),
        (_("看全部指南"), reverse("guide-list")),
    ]
