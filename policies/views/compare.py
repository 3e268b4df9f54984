"""The comparison table, as a page, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.models import Region, Scenario
from policies.rules.comparison import MOST_PLACES, Comparison, compare
from policies.rules.regions import find_regions, regions_with_rules
from policies.speech import Joined
from policies.views import parameters
from policies.views.compare_form import (
    Asked,
    KindChoice,
    RegionChoice,
    ScenarioChoice,
    asked,
    region_choices,
    scenario_choices,
)
from policies.views.compare_records import COLUMNS, cell, records
from policies.views.open_data import json_for_all
from policies.views.page import Reader, reader_of, render_page, scenario_or_404
from policies.views.values.comparison import Table, comparison_table
from policies.views.values.one_scenario import PlacesTable, places_table

DEFAULT_KIND = Scenario.Kind.WITHDRAW


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The form as it was filled in, and the table of a kind or of one situation, None where there
    is nothing to compare. `every_url`: the same of all places with rules, None if it is that."""

    kinds: list[KindChoice]
    scenarios: list[tuple[str, list[ScenarioChoice]]]
    regions: list[RegionChoice]
    days: parameters.Days
    table: Table | None
    places: PlacesTable | None
    every_url: str | None
    csv_url: str
    json_url: str


def answered(question: Asked, reader: Reader) -> Comparison:
    """The table that was asked for; without regions, every region with a rule of its own.

    Raises BadRequest for more places than one table takes, and Http404.
    """
    if len(question.codes) > MOST_PLACES:
        raise BadRequest(too_many(len(question.codes)))
    scenarios = scenarios_asked(question, reader)
    regions = regions_asked(question.codes)
    if not regions:
        regions = regions_with_rules(scenarios, on=reader.on, at=reader.at)
    return compare(regions, scenarios, on=reader.on, at=reader.at)


def scenarios_asked(question: Asked, reader: Reader) -> list[Scenario]:
    """The one that was asked for, or all of a kind. Raises Http404 for an unknown one."""
    if question.scenario:
        return [scenario_or_404(reader.vocabulary, question.scenario)]
    kind = question.kind or DEFAULT_KIND
    return [scenario for scenario in reader.vocabulary.scenarios if scenario.kind == kind]


def too_many(number: int) -> str:
    """Why a table was refused, and how to go on."""
    return _(
        "一张表最多对比 %(most)s 个地区，这个地址里有 %(number)s 个。"
        "请分几次看，每次不超过 %(most)s 个；全部数据在 %(data)s。"
    ) % {"most": MOST_PLACES, "number": number, "data": reverse("data-policies-csv")}


def regions_asked(codes: list[str]) -> list[Region]:
    """The regions with their lineage, in the order asked. Raises Http404 for an unknown code."""
    known = {each.code: each for each in find_regions(codes)}
    for code in codes:
        if code not in known:
            raise Http404(_("没有代码为 %s 的地区。") % code)
    stands = {known[code].heir().code: None for code in codes}
    if stands.keys() <= known.keys():
        return [known[code] for code in stands]
    found = {each.code: each for each in find_regions(stands)}
    return [found[code] for code in stands]


@require_safe
def compare_page(request: HttpRequest) -> HttpResponse:
    """The table with its form."""
    question, reader, shown = read(request)
    return render_page(
        request,
        "policies/compare.html",
        {"page": values(question, shown, reader)},
        reader=reader,
        title=title(question, shown, reader),
        description=_("同一件事各地的规定，一张表看清。每一格都有依据和日期。"),
        crumbs=[(_("各地对比"), None)],
        query=question.query(),
        robots="noindex" if question.query() else "",
    )


def title(question: Asked, shown: Comparison, reader: Reader) -> str:
    """What the page is about: one situation by its name."""
    if not question.scenario:
        return _("各地对比")
    return Joined(reader.speech.of(shown.rows[0].scenario, "name"), _("："), _("各地对比"))


@require_safe
def compare_csv(request: HttpRequest) -> HttpResponse:
    """The table as CSV with a byte order mark, so that spreadsheets show Chinese."""
    _question, reader, shown = read(request)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for record in records(shown, reader.speech):
        writer.writerow({name: cell(value) for name, value in record.items()})
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="compare.csv"'
    return response


@require_safe
def compare_json(request: HttpRequest) -> HttpResponse:
    """The table as JSON."""
    question, reader, shown = read(request)
    known_on = question.days.known_on
    table = {
        "schema": 1,
        "on": shown.on.isoformat(),
        "known_on": known_on.isoformat() if known_on else None,
        "first_said": reader.first_said.isoformat() if reader.first_said else None,
        "language": reader.language,
        "cells": list(records(shown, reader.speech)),
    }
    return json_for_all(table)


def read(request: HttpRequest) -> tuple[Asked, Reader, Comparison]:
    """What is asked, by whom, and the table that answers it: the same in every form."""
    question = asked(request)
    reader = reader_of(request, on=question.days.on, known_on=question.days.known_on)
    return question, reader, answered(question, reader)


def values(question: Asked, shown: Comparison, reader: Reader) -> ComparePage:
    """Everything the page shows. One query: the regions of the form."""
    is_one = bool(question.scenario)
    kind = shown.rows[0].scenario.kind if is_one else question.kind or DEFAULT_KIND
    everywhere = replace(question, codes=[])
    return ComparePage(
        kinds=[KindChoice(each.value, str(each.label), each == kind) for each in Scenario.Kind],
        scenarios=scenario_choices(question, reader),
        regions=region_choices(question, shown, reader),
        days=question.days,
        table=comparison_table(shown, reader) if shown.regions and not is_one else None,
        places=places_table(shown.rows[0].cells, reader) if shown.regions and is_one else None,
        every_url=everywhere.address("compare") if question.codes and is_one else None,
        csv_url=question.address("compare-csv"),
        json_url=question.address("compare-json"),
    )
