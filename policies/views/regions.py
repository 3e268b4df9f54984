"""Find the place of insurance, and everything recorded for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.addresses import address_of
from policies.composed import Composed, Given
from policies.models import Policy, Region
from policies.models.translated import mostly_spoken_in, spoken_in
from policies.rules.applicability import Applicable, applicable_policies
from policies.rules.state import State
from policies.speech import Said
from policies.views import parameters
from policies.views.found_places import CityChoice, FoundPlaces, city_choice, found_places
from policies.views.moved import moved_to
from policies.views.page import (
    Crumb,
    Reader,
    dated,
    reader_of,
    region_or_404,
    render_page,
    scenario_or_404,
)
from policies.views.values import Hotline, by_kind, full_name, hotlines, region_url
from policies.views.values.answer import AnswerCard, answer_card
from policies.views.values.coming import ComingDay, by_day
from policies.views.values.region import (
    ProvinceTile,
    RegionEntry,
    has_cities,
    province_tiles,
    region_entry,
)
from policies.views.whose_rules import lead_of


@dataclass(frozen=True, slots=True)
class RegionsPage:
    """The search, what it found (None without a search), and the provinces."""

    query: str
    found: FoundPlaces | None
    provinces: list[ProvinceTile]
    event: Said | None  # what happened, where that was said: then every place leads to its answer
    hidden: list[tuple[str, str]]
    city: CityChoice | None  # of the province that was chosen
    compare_url: str | None  # the event in several places, those that were typed


@dataclass(frozen=True, slots=True)
class RegionPage:
    """Everything recorded for one region, and the regions below it."""

    name: Said
    lead: SafeString
    kinds: list[tuple[str, list[AnswerCard]]]
    not_found: list[AnswerCard]  # matters of which nothing was found yet
    coming: list[ComingDay]
    hotlines: list[Hotline]
    below: list[RegionEntry]
    check_url: str
    days: parameters.Days


@require_safe
def region_list(request: HttpRequest) -> HttpResponse:
    """Choose the place of insurance: search, tile map of provinces; of a province the city."""
    reader = reader_of(request)
    query, event = parameters.text(request.GET, "q"), parameters.text(request.GET, "e")
    code = parameters.region_code(request.GET, "in")
    page = regions_page(query, event, code, reader)
    asked = {"q": query, "e": event, "in": code}
    return listed(request, page, {name: said for name, said in asked.items() if said}, reader)


def listed(
    request: HttpRequest, page: RegionsPage, asked: dict[str, str], reader: Reader
) -> HttpResponse:
    """The page; only without a question is it one to be found."""
    return render_page(
        request,
        "policies/regions.html",
        {"page": page},
        reader=reader,
        title=_("选参保地"),
        description=_("按名称、拼音或代码找到你参加职工医保的地方。"),
        crumbs=[(_("选参保地"), None)],
        query=urlencode(asked),
        canonical=address_of("region-list"),
        robots="noindex" if asked else "",
    )


def regions_page(query: str, event: str, code: str, reader: Reader) -> RegionsPage:
    """Everything the page shows. Raises Http404 for an unknown event or region."""
    scenario = scenario_or_404(reader.vocabulary, event) if event else None
    province = region_or_404(code).heir() if code else None
    return RegionsPage(
        query,
        found_places(query, reader, scenario) if query else None,
        province_tiles(reader, scenario),
        reader.speech.of(scenario, "question") if scenario else None,
        [("e", event)] if event else [],
        city_choice(province, reader, scenario) if province and has_cities(province) else None,
        compare_url(event, query) if event else None,
    )


def compare_url(event: str, query: str) -> str:
    """Where several places are compared, those that were typed."""
    asked = {"scenario": event} | ({"q": query} if query else {})
    return f"{reverse('compare')}?{urlencode(asked)}"


@require_safe
def region_detail(request: HttpRequest, code: str) -> HttpResponse:
    """All scenarios of one region, with the answer for each, and the regions below it."""
    region = region_or_404(code)
    if (heir := region.heir()).code != code:
        return moved_to(region_url(heir), request)
    days = parameters.days_as_typed(request.GET)
    reader = reader_of(request, on=days.on, known_on=days.known_on)
    scenarios = reader.vocabulary.scenarios
    found = applicable_policies([region], scenarios, on=reader.on, at=reader.at)
    return shown(request, region, list(found.values()), reader, days)


def shown(
    request: HttpRequest,
    region: Region,
    answers: list[Applicable],
    reader: Reader,
    days: parameters.Days,
) -> HttpResponse:
    """The page; a region without rules of its own is not to be found, its level above is."""
    name = full_name(region, reader.speech)
    own_rules = [each.policy for each in answers if each.policy and not each.is_inherited]
    inherited = [each.policy for each in answers if each.policy and each.is_inherited]
    own = len(own_rules)
    gone = sum(1 for each in answers if each.withdrawn and each.withdrawn.region_id == region.pk)
    undated = sum(1 for each in answers if each.undated and each.undated.region_id == region.pk)
    is_own = own or gone or region.level == Region.Level.NATION
    return render_page(
        request,
        "policies/region.html",
        {
            "page": RegionPage(
                name=name,
                lead=lead_of(region, name, own, gone, undated),
                kinds=answers_by_kind([a for a in answers if a.state != State.NONE], reader),
                not_found=[card(each, reader) for each in answers if each.state == State.NONE],
                coming=by_day(chain.from_iterable(each.coming for each in answers), reader),
                hotlines=hotlines(reader),
                below=regions_below(region, reader),
                check_url=f"{address_of('check')}?r={region.code}",
                days=days,
            )
        },
        reader=reader,
        title=dated(_("%s的职工医保个人账户") % name, reader),
        description=_("%s：个人账户的钱能不能取、怎样用、怎样转，逐项给出依据。") % name,
        crumbs=region_crumbs(region, reader),
        canonical=None if is_own else region_url(nearest_with_rows(answers, region)),
        query=days.query(),
        languages=region_languages(region, own_rules or inherited),
        robots="" if own and not reader.chose_a_day and not days.mistakes else "noindex",
        status=days.status,
    )


def region_languages(region: Region, rules: Iterable[Policy]) -> frozenset[str]:
    """The languages of its name in which most of its rules are said too."""
    return spoken_in(region, "name") & mostly_spoken_in(rules)


def nearest_with_rows(answers: Collection[Applicable], region: Region) -> Region:
    """The nearest level that holds a rule shown on this page; the region itself if none does."""
    holders = {found.policy.region_id for found in answers if found.policy}
    return next((level for level in region.lineage() if level.pk in holders), region)


def answers_by_kind(
    answers: Collection[Applicable], reader: Reader
) -> list[tuple[str, list[AnswerCard]]]:
    """Cards of all scenarios, grouped by what the citizen wants to do."""
    groups = by_kind(answers, lambda found: found.scenario)
    return [(kind, [card(found, reader) for found in group]) for kind, group in groups]


def card(found: Applicable, reader: Reader) -> AnswerCard:
    """One answer of a region, under the name of its scenario."""
    return answer_card(found, reader.speech.of(found.scenario, "name"), reader)


def regions_below(region: Region, reader: Reader) -> list[RegionEntry]:
    """The divisions below a region, as list entries."""
    below = _below(region=region.pk)
    return [region_entry(child, reader.speech.of(child, "name")) for child in below]


@Composed
def _below(region: Given) -> QuerySet[Region]:
    return Region.objects.filter(parent=region, successor=None).order_by("code")


def region_crumbs(region: Region, reader: Reader, *, last_is_link: bool = False) -> list[Crumb]:
    """The way from the list of regions down to a region."""
    levels = [level for level in reversed(region.lineage()) if level.level != "nation"]
    crumbs: list[Crumb] = [
        (reader.speech.of(level, "name"), region_url(level)) for level in levels or [region]
    ]
    if not last_is_link:
        crumbs[-1] = (crumbs[-1][0], None)
    return [(_("选参保地"), address_of("region-list")), *crumbs]
