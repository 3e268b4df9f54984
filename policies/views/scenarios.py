"""All situations, and one across the country."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.models import Region, Scenario
from policies.models.translated import spoken_in
from policies.rules.applicability import Applicable, applicable_policies
from policies.rules.regions import known_provinces, with_those_with_rules
from policies.rules.ways import rows_of
from policies.speech import Said
from policies.views import parameters
from policies.views.page import (
    Reader,
    reader_of,
    region_or_404,
    render_page,
    scenario_or_404,
)
from policies.views.values import Hotline, full_name, scenarios_by_kind, to_call_at_once
from policies.views.values.across import CountryMap, country_map
from policies.views.values.answer import AnswerCard, answer_card
from policies.views.values.check import is_to_check
from policies.views.values.who_can import Who, who_can


@dataclass(frozen=True, slots=True)
class ScenarioPage:
    """One situation: what it is, and the answer of every place with a rule of its own."""

    code: str
    question: Said
    summary: Said
    answers: list[AnswerCard]
    are_all: bool  # the answers with rules of their own
    who: list[Who]
    country: CountryMap
    check_url: str
    compare_url: str
    at_once: list[Hotline]  # whom to call before reading on
    hidden: list[tuple[str, str]]  # what the search for the place carries along


@require_safe
def scenario_list(request: HttpRequest) -> HttpResponse:
    """Every situation in a citizen's words, grouped by what one wants to do; where the place is
    said (`r`), each leads to its answer there."""
    code = parameters.region_code(request.GET, "r")
    return listed(request, region_or_404(code).heir() if code else None, reader_of(request))


def listed(request: HttpRequest, place: Region | None, reader: Reader) -> HttpResponse:
    """The page; only without a place is it one to be found."""
    return render_page(
        request,
        "policies/scenarios.html",
        {
            "kinds": scenarios_by_kind(reader, place),
            "place": full_name(place, reader.speech) if place else "",
        },
        reader=reader,
        title=_("我遇到的是什么事"),
        description=_("按你遇到的事情找答案：取出来、用起来、转到别处，还有规则本身。"),
        crumbs=[(_("遇到的事"), None)],
        query=urlencode({"r": place.code}) if place else "",
        canonical=reverse("scenario-list"),
        robots="noindex" if place else "",
    )


@require_safe
def scenario_detail(request: HttpRequest, scenario_code: str) -> HttpResponse:
    """One situation: what it is, the national answer, and every place with a rule of its own."""
    reader = reader_of(request)
    scenario = scenario_or_404(reader.vocabulary, scenario_code)
    name = reader.speech.of(scenario, "name")
    return render_page(
        request,
        "policies/scenario.html",
        {"page": values(scenario, reader)},
        reader=reader,
        title=name,
        description=reader.speech.of(scenario, "summary"),
        languages=spoken_in(scenario),
        crumbs=[(_("遇到的事"), reverse("scenario-list")), (name, None)],
    )


def values(scenario: Scenario, reader: Reader) -> ScenarioPage:
    """Everything the page shows. Three queries."""
    provinces = known_provinces(reader.published)
    listed = with_those_with_rules(provinces, [scenario], on=reader.on, at=reader.at)
    answers = answers_of(scenario, listed.regions, reader)
    found = [each for each in answers if has_own(each)]
    of_provinces = [each for each in answers if each.region.level == Region.Level.PROVINCE]
    rows = rows_of(each.policy for each in found if each.policy)
    return ScenarioPage(
        code=scenario.code,
        question=reader.speech.of(scenario, "question"),
        summary=reader.speech.of(scenario, "summary"),
        answers=[
            answer_card(each, full_name(each.region, reader.speech), reader) for each in found
        ],
        are_all=listed.are_all,
        who=who_can(found, rows, reader),
        country=country_map(of_provinces, reader),
        check_url=f"{reverse('check')}?e={scenario.code}" if is_asked(scenario, found) else "",
        compare_url=f"{reverse('compare')}?scenario={scenario.code}",
        at_once=to_call_at_once([scenario], reader),
        hidden=[("e", scenario.code)],
    )


def is_asked(scenario: Scenario, found: list[Applicable]) -> bool:
    """Whether there is a place where somebody may qualify: not where it is a rule or forbidden."""
    return scenario.kind != Scenario.Kind.RULE and (not found or any(map(is_to_check, found)))


def answers_of(scenario: Scenario, regions: list[Region], reader: Reader) -> list[Applicable]:
    """The answer of each region (lineage loaded) in their order; the nation first. One query."""
    return list(applicable_policies(regions, [scenario], on=reader.on, at=reader.at).values())


def has_own(found: Applicable) -> bool:
    """Whether the region has a rule of its own; a withdrawn one says so."""
    return bool(found.withdrawn or (found.policy and not found.is_inherited))
