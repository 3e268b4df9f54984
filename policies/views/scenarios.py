"""All situations, and one across the country."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.models import Policy, Region, Scenario
from policies.rules.applicability import applicable_policies, with_lineage
from policies.views.page import Reader, reader, render_page, scenario_or_404
from policies.views.values import Values, answer_url, full_name, verdict_values


@require_safe
def scenario_list(request: HttpRequest) -> HttpResponse:
    """Every situation in a citizen's words, grouped by what one wants to do."""
    who = reader(request)
    return render_page(
        request,
        "policies/scenarios.html",
        {"kinds": scenarios_by_kind(who)},
        reader=who,
        title=_("我遇到的是哪种情形"),
        description=_("按你遇到的事情找答案：取出来、用起来、转到别处，还有规则本身。"),
        crumbs=[(_("情形"), None)],
    )


@require_safe
def scenario_detail(request: HttpRequest, scenario_code: str) -> HttpResponse:
    """One situation: what it is, the national answer, and every place with a rule of its own."""
    who = reader(request)
    scenario = scenario_or_404(who.vocabulary, scenario_code)
    speech = who.speech
    answers = places_with_rules(scenario, who)
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
        reader=who,
        title=name,
        description=speech.of(scenario, "summary"),
        crumbs=[(_("情形"), reverse("scenario-list")), (name, None)],
    )


def scenarios_by_kind(who: Reader) -> list[tuple[str, list[Values]]]:
    """Scenario cards grouped by kind, in the editors' order."""
    groups = groupby(who.vocabulary.scenarios, key=lambda scenario: scenario.get_kind_display())
    return [(str(kind), [scenario_card(each, who) for each in group]) for kind, group in groups]


def scenario_card(scenario: Scenario, who: Reader) -> Values:
    question = who.speech.of(scenario, "question")
    return {
        "code": scenario.code,
        "question": question,
        "name": who.speech.of(scenario, "name"),
        "url": reverse("scenario", args=[scenario.code]),
        "lang": question.lang,
    }


def places_with_rules(scenario: Scenario, who: Reader) -> list[Values]:
    """The answer of each region that has a rule of its own in force, the nation first."""
    holders = Policy.objects.live(who.at).in_force(who.on).filter(scenario=scenario)
    regions = list(
        with_lineage(Region.objects.filter(pk__in=holders.values("region"))).order_by("code")
    )
    found = applicable_policies(regions, [scenario], on=who.on, at=who.at)
    cards = []
    for region in regions:
        each = found[(region.pk, scenario.pk)]
        if each.policy is None:
            continue
        said = who.speech.of(each.policy, "answer")
        cards.append(
            verdict_values(each)
            | {
                "title": full_name(region, who.speech),
                "url": answer_url(region, scenario),
                "sentence": said,
                "lang": said.lang,
            }
        )
    return cards
