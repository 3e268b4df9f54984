"""Search over regions and everything a citizen reads, narrowed by place, situation and kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.search.words import smells_of_fraud
from guides.views.search_results import Findings, Result, findings
from policies.folding import folded
from policies.models import Region
from policies.views import parameters
from policies.views.page import Reader, reader_of, region_or_404, render_page
from policies.views.values import most_asked

FACETS = ("region", "scenario", "kind")
NO_KIND = {"kind": ""}
MOST_FACETS = 6


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to see less: its words, its address, whether it is chosen (then it leads back)."""

    label: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was asked and found; `smells_of_fraud` puts a warning before everything. `suggested` are
    the next words to say: what happened, where the place is known already."""

    query: str
    results: list[Result]
    smells_of_fraud: bool
    facets: list[tuple[str, list[Facet]]]  # what they are, and each
    is_narrowed: bool
    suggested: list[tuple[str, str]]
    ways_on: list[tuple[str, str]]


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """The form, and what was found; without a query only the form."""
    reader = reader_of(request)
    query = parameters.text(request.GET, "q")
    asked = {"q": query, "region": parameters.region_code(request.GET, "region")}
    asked |= {name: parameters.text(request.GET, name) for name in FACETS[1:]}
    return render_page(
        request,
        "guides/search.html",
        {"page": searched(query, reader, asked)},
        reader=reader,
        title=_("搜索：%s") % query if query else _("搜索"),
        crumbs=[(_("搜索"), None)],
        query=urlencode({name: said for name, said in asked.items() if said}),
    )


def searched(query: str, reader: Reader, asked: dict[str, str] | None = None) -> SearchPage:
    """Everything the page shows. `asked`: what it is narrowed by; Http404 for an unknown region."""
    asked = asked or {"q": query}
    code = asked.get("region")
    region = region_or_404(code).heir() if code else None
    found = findings(query, reader, region) if query else Findings([], [], [], False)
    place = region or the_place(found)
    is_open = not query or (place is not None and not found.scenarios)
    return SearchPage(
        query=query,
        results=narrowed(found.results, asked),
        smells_of_fraud=smells_of_fraud(folded(query)),
        facets=facets(found, asked, reader),
        is_narrowed=any(asked.get(name) for name in FACETS),
        suggested=most_asked(reader, place) if is_open else [],
        ways_on=ways_on(query),
    )


def the_place(found: Findings) -> Region | None:
    """The one place that was named, if need be with those above it; None if there are several."""
    if not found.is_named:
        return None
    first, *others = (region for region, _name in found.places)
    above = first.lineage()
    return first if all(each in above for each in others) else None


def narrowed(results: Iterable[Result], asked: dict[str, str]) -> list[Result]:
    """The results of the kind and about the situation that are chosen."""
    kind, scenario = asked.get("kind"), asked.get("scenario")
    return [
        each
        for each in results
        if (not kind or each.sort == kind) and (not scenario or scenario in each.about)
    ]


def facets(found: Findings, asked: dict[str, str], reader: Reader) -> list[tuple[str, list[Facet]]]:
    """The places, the situations and the kinds to choose from, each with how many there are; none
    where there is nothing to choose."""
    places = [("region", region.code, str(name)) for region, name in found.places[:MOST_FACETS]]
    situations = [
        ("scenario", each.code, str(reader.speech.of(each, "name")))
        for each in found.scenarios[:MOST_FACETS]
    ]
    numbers = Counter((each.sort, each.kind) for each in narrowed(found.results, asked | NO_KIND))
    kinds = [("kind", sort, f"{word} {number}") for (sort, word), number in numbers.items()]
    groups = [
        (_("参保地"), places if found.is_named else []),
        (_("遇到的事"), situations),
        (_("哪一类"), kinds),
    ]
    return [
        (label, [facet(*each, asked) for each in group])
        for label, group in groups
        if group[1:] or any(asked.get(name) == value for name, value, _label in group)
    ]


def facet(name: str, value: str, label: str, asked: dict[str, str]) -> Facet:
    """One of them; whoever follows a chosen one sees all again."""
    is_chosen = asked.get(name) == value
    said = asked | {name: "" if is_chosen else value}
    query = urlencode({name: value for name, value in said.items() if value})
    return Facet(label, f"{reverse('search')}?{query}", is_chosen)


def ways_on(query: str) -> list[tuple[str, str]]:
    """Where to go when nothing was found."""
    return [
        (_("按地区名找"), f"{reverse('region-list')}?{urlencode({'q': query})}"),
        (_("看全部的事"), reverse("scenario-list")),
        (_("看全部指南"), reverse("guide-list")),
    ]
