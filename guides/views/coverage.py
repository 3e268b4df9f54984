"""What is verified, since when, and what is not known yet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.coverage import Counted, Coverage, coverage, of_region, of_scenario
from policies.models import Evidence
from policies.views.page import Reader, reader_of, render_page
from policies.views.values import Values, answer_url, full_name, region_url


@require_safe
def coverage_page(request: HttpRequest) -> HttpResponse:
    """Counts of what is known, per region and per situation."""
    reader = reader_of(request)
    known = coverage(reader.vocabulary.scenarios, on=reader.on, at=reader.at)
    context = {
        "contents": [
            ("evidence", _("依据有多可靠")),
            ("by-scenario", _("每种情形，多少个地区有规定")),
            ("by-region", _("每个地区，多少种情形有规定")),
        ],
        "evidence": [(label, known.evidence[value]) for value, label in Evidence.choices],
        "verified": known.verified,
        "unverified": known.unverified,
        "by_scenario": by_scenario(known, reader),
        "by_region": by_region(known, reader),
    }
    return render_page(
        request,
        "guides/coverage.html",
        context,
        reader=reader,
        title=_("知道什么，还不知道什么"),
        description=_("各地各情形有没有自己的规定、依据是什么、核实了没有、哪些还不知道。"),
        crumbs=[(_("知道什么，还不知道什么"), None)],
    )


def by_scenario(known: Coverage, reader: Reader) -> list[Values]:
    """One row a scenario: how many of the regions have a rule of their own, inherit, have none."""
    return [
        {
            "name": reader.speech.of(scenario, "name"),
            "url": reverse("scenario", args=[scenario.code]),
            **numbers(of_scenario(known, scenario)),
        }
        for scenario in reader.vocabulary.scenarios
    ]


def by_region(known: Coverage, reader: Reader) -> list[Values]:
    """One row a region, with the situations for which nothing is recorded."""
    rows = []
    for region in known.regions:
        counted = of_region(known, region, reader.vocabulary.scenarios)
        unknown = [
            {
                "name": reader.speech.of(found.scenario, "name"),
                "url": answer_url(region, found.scenario),
            }
            for found in counted.unknown
        ]
        name = full_name(region, reader.speech)
        rows.append(
            {"name": name, "url": region_url(region), "unknown_names": unknown, **numbers(counted)}
        )
    return rows


def numbers(counted: Counted) -> Values:
    return {
        "own": counted.own,
        "inherited": counted.inherited,
        "unknown": len(counted.unknown),
    }
