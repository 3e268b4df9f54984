"""What is verified, since when, and what is not known yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.coverage import Counted, coverage, of_region, of_scenario
from policies.models import Evidence, Region, Scenario
from policies.speech import Said
from policies.views.page import Reader, reader_of, render_page
from policies.views.values import answer_url, full_name, region_url


@dataclass(frozen=True, slots=True)
class Unknown:
    """A situation for which nothing is recorded in a place."""

    name: Said
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """How many rules are of one's own, inherited, not known: of a region or of a scenario."""

    name: Said
    url: str
    own: int
    inherited: int
    unknown: int
    unknown_names: list[Unknown]


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """What is known, by evidence, by scenario, by region."""

    contents: list[tuple[str, str]]
    evidence: list[tuple[str, int]]
    verified: int
    unverified: int
    by_scenario: list[Row]
    by_region: list[Row]


@require_safe
def coverage_page(request: HttpRequest) -> HttpResponse:
    """Counts of what is known, per region and per situation."""
    reader = reader_of(request)
    return render_page(
        request,
        "guides/coverage.html",
        {"page": counted_page(reader)},
        reader=reader,
        title=_("知道什么，还不知道什么"),
        description=_("各地各情形有没有自己的规定、依据是什么、核实了没有、哪些还不知道。"),
        crumbs=[(_("知道什么，还不知道什么"), None)],
    )


def counted_page(reader: Reader) -> CoveragePage:
    """Everything the page shows. Three queries."""
    known = coverage(reader.vocabulary.scenarios, on=reader.on, at=reader.at)
    return CoveragePage(
        contents=[
            ("evidence", _("依据有多可靠")),
            ("by-scenario", _("每种情形，多少个地区有规定")),
            ("by-region", _("每个地区，多少种情形有规定")),
        ],
        evidence=[(str(each.label), known.evidence[each.value]) for each in Evidence],
        verified=known.verified,
        unverified=known.unverified,
        by_scenario=[
            scenario_row(each, of_scenario(known, each), reader)
            for each in reader.vocabulary.scenarios
        ],
        by_region=[
            region_row(each, of_region(known, each, reader.vocabulary.scenarios), reader)
            for each in known.regions
        ],
    )


def scenario_row(scenario: Scenario, counted: Counted, reader: Reader) -> Row:
    """How many of the regions have a rule of their own, inherit one, have none."""
    return Row(
        name=reader.speech.of(scenario, "name"),
        url=reverse("scenario", args=[scenario.code]),
        own=counted.own,
        inherited=counted.inherited,
        unknown=len(counted.unknown),
        unknown_names=[],
    )


def region_row(region: Region, counted: Counted, reader: Reader) -> Row:
    """How many of the situations have a rule there, and for which nothing is recorded."""
    unknown = [
        Unknown(reader.speech.of(found.scenario, "name"), answer_url(region, found.scenario))
        for found in counted.unknown
    ]
    return Row(
        name=full_name(region, reader.speech),
        url=region_url(region),
        own=counted.own,
        inherited=counted.inherited,
        unknown=len(unknown),
        unknown_names=unknown,
    )
