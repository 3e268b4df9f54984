"""All situations, and one across the country."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.models import Policy, Region, Scenario
from policies.rules.applicability import applicable_policies, with_lineage
from policies.views.page import Reader, reader_of, render_page, scenario_or_404
from policies.views.values import Values, answer_url, full_name, verdict_values


@require_safe
def scenario_list(request: HttpRequest) -> HttpResponse:
    """Every situation in a citizen's words, grouped by what one wants to do."""
    reader = reader_of(request)
    return render_page(
        request,
        "policies/scenarios.html",
        {"kinds": scenarios_by_kind(reader)},
        reader=reader,
        title=_("我遇到的是哪种情形"),
        description=_("按你遇到的事情找答案：取出来、用起来、转到别处，还有规则本身。"),
        crumbs=[(_("情形"), None)],
    )


@require_safe
def scenario_detail(request: HttpRequest, scenario_code: str) -> HttpResponse:
    """One situation: what it is, the national answer, and every place with a rule of its own."""
    reader = reader_of(request)
    scenario = scenario_or_404(reader.vocabulary, scenario_code)
    speech = reader.speech
    answers = places_with_rules(scenario, reader)
    name = speech.of(scenario, "name")
    context = {
        "scenario": scenario,
        "question": speech.of(scenario, "question"),
        "summary": speech.of(scenario, "summary"),
        "answers": answers,
        "regions_url": reverse("region-list"),
        "check_url": f"{reverse('check')}?e={scenario.code}",
        "compare_url": f"{reverse('compare')}?kind={scenario.kind}",
    }
    return render_page(
        request,
        "policies/scenario.html",
        context,
        reader=reader,
        title=name,
        description=speech.of(scenario, "summary"),
        crumbs=[(_("情形"), reverse("scenario-list")), (name, None)],
    )


def scenarios_by_kind(reader: Reader) -> list[tuple[str, list[Values]]]:
    """Scenario cards grouped by kind, in the editors' order."""
    groups = groupby(reader.vocabulary.scenarios, key=lambda scenario: scenario.get_kind_display())
    return [(str(kind), [scenario_card(each, reader) for each in group]) for kind, group in groups]


def scenario_card(scenario: Scenario, reader: Reader) -> Values:
    question = reader.speech.of(scenario, "question")
    return {
        "code": scenario.code,
        "question": question,
        "name": reader.speech.of(scenario, "name"),
        "url": reverse("scenario", args=[scenario.code]),
        "lang": question.lang,
    }


def places_with_rules(scenario: Scenario, reader: Reader) -> list[Values]:
    """The answer of each region that has a rule of its own in force, the nation first."""
    holders = Policy.objects.live(reader.at).in_force(reader.on).filter(scenario=scenario)
    regions = list(
        with_lineage(Region.objects.filter(pk__in=holders.values("region"))).order_by("code")
    )
    found = applicable_policies(regions, [scenario], on=reader.on, at=reader.at)
    cards = []
    for region in regions:
        each = found[(region.pk, scenario.pk)]
        if each.policy is None:
            continue
        said = reader.speech.of(each.policy, "answer")
        cards.append(
            verdict_values(each)
            | {
                "title": full_name(region, reader.speech),
                "url": answer_url(region, scenario),
                "sentence": said,
                "lang": said.lang,
            }
        )
    return cards
