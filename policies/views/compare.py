"""The comparison table, as a page, as CSV and as JSON."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.models import Policy, Region, Scenario
from policies.rules.applicability import Applicable, with_lineage
from policies.rules.citations import Cited, citations_of
from policies.rules.comparison import Comparison, compare
from policies.views import parameters
from policies.views.page import Reader, reader_of, render_page, standing
from policies.views.values import Values, answer_url, full_name, region_url, verdict_values

DEFAULT_KIND = Scenario.Kind.WITHDRAW
DANGEROUS_IN_SPREADSHEETS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


@dataclass(frozen=True)
class Asked:
    """What an address asks the table to show."""

    codes: list[str]
    kind: str
    on: dt.date | None
    known_on: dt.date | None

    def query(self) -> str:
        """The same question in canonical form."""
        parts = {
            "regions": ",".join(self.codes),
            "kind": self.kind,
            "on": self.on,
            "known_on": self.known_on,
        }
        return "&".join(f"{name}={value}" for name, value in parts.items() if value)


def asked(request: HttpRequest) -> Asked:
    """Read the address. Raises BadRequest for malformed and Http404 for unknown values."""
    return Asked(
        parameters.region_codes(request.GET, "regions"),
        parameters.kind(request.GET, "kind"),
        parameters.day(request.GET, "on"),
        parameters.day(request.GET, "known_on"),
    )


def table(question: Asked, reader: Reader) -> Comparison:
    """The table that was asked for; without regions, every region with a rule of its own."""
    kind = question.kind or DEFAULT_KIND
    scenarios = [scenario for scenario in reader.vocabulary.scenarios if scenario.kind == kind]
    return compare(
        regions_asked(question, scenarios, reader), scenarios, on=reader.on, at=reader.at
    )


def regions_asked(question: Asked, scenarios: list[Scenario], reader: Reader) -> list[Region]:
    """The regions with their lineage, in the order asked. Raises Http404 for an unknown code."""
    if not question.codes:
        holders = Policy.objects.live(reader.at).in_force(reader.on).filter(scenario__in=scenarios)
        own = Region.objects.filter(pk__in=holders.values("region"))
        return list(with_lineage(own).order_by("code"))
    known = {r.code: r for r in with_lineage(Region.objects.filter(code__in=question.codes))}
    for code in question.codes:
        if code not in known:
            raise Http404(_("没有代码为 %s 的地区。") % code)
    stands = {standing(known[code]).code: None for code in question.codes}
    if stands.keys() <= known.keys():
        return [known[code] for code in stands]
    found = {r.code: r for r in with_lineage(Region.objects.filter(code__in=stands))}
    return [found[code] for code in stands]


@require_safe
def compare_page(request: HttpRequest) -> HttpResponse:
    """The table with its form."""
    question = asked(request)
    reader = reader_of(request, on=question.on, known_on=question.known_on)
    shown = table(question, reader)
    query = question.query()
    suffix = f"?{query}" if query else ""
    context = {
        "question": question,
        "kinds": [
            (value, label, value == (question.kind or DEFAULT_KIND))
            for value, label in Scenario.Kind.choices
        ],
        "choices": region_choices(shown, reader),
        "columns": columns(shown, reader),
        "rows": rows(shown, reader),
        "on": reader.on,
        "known_on": question.known_on,
        "csv_url": reverse("compare-csv") + suffix,
        "json_url": reverse("compare-json") + suffix,
        "is_empty": not shown.regions,
    }
    return render_page(
        request,
        "policies/compare.html",
        context,
        reader=reader,
        title=_("各地对比"),
        description=_("同一件事各地的规定，一张表看清。每一格都有依据和日期。"),
        crumbs=[(_("各地对比"), None)],
        query=query,
        robots="noindex" if query else "",
    )


def region_choices(shown: Comparison, reader: Reader) -> list[Values]:
    """Regions that the form offers: provinces, those with rules of their own, those shown."""
    with_rows = Policy.objects.live(reader.at).values("region")
    offered = Region.objects.filter(pk__in=with_rows) | Region.objects.filter(
        level__in=[Region.Level.NATION, Region.Level.PROVINCE]
    )
    chosen = {region.pk for region in shown.regions}
    every = {r.code: r for r in [*with_lineage(offered.distinct()), *shown.regions]}
    return [
        {
            "code": code,
            "name": full_name(every[code], reader.speech),
            "checked": every[code].pk in chosen,
        }
        for code in sorted(every)
    ]


def columns(shown: Comparison, reader: Reader) -> list[Values]:
    return [
        {
            "label": reader.speech.of(row.scenario, "name"),
            "url": reverse("scenario", args=[row.scenario.code]),
        }
        for row in shown.rows
    ]


def rows(shown: Comparison, reader: Reader) -> list[Values]:
    """One row a region, one cell a scenario."""
    return [
        {
            "label": full_name(region, reader.speech),
            "url": region_url(region),
            "cells": [cell(row.cells[place], reader) for row in shown.rows],
        }
        for place, region in enumerate(shown.regions)
    ]


def cell(found: Applicable, reader: Reader) -> Values:
    """One cell: verdict, whose rule it is, the day its sources were seen."""
    return verdict_values(found) | {
        "label": reader.speech.of(found.scenario, "name"),
        "url": answer_url(found.region, found.scenario)
        + (f"?{reader.days}" if reader.days else ""),
        "note": cell_note(found, reader),
    }


def cell_note(found: Applicable, reader: Reader) -> str:
    if found.policy is None or not found.is_inherited:
        return ""
    return _("用%s的规定") % reader.speech.of(found.policy.region, "name")


FIELDS = (
    "region", "region_name", "scenario", "scenario_name", "verdict", "evidence", "level",
    "found_at", "edition", "effective_from", "effective_to", "answer", "sources", "seen_on", "on",
)  # fmt: skip


def records(shown: Comparison, reader: Reader) -> Iterator[dict[str, str]]:
    """One record a cell, for programs: empty where nothing is known, never a made-up no."""
    cited = citations_of(shown.policies()).of_policy
    for row in shown.rows:
        for found in row.cells:
            passages = cited.get(found.policy.pk, []) if found.policy else []
            yield record(found, passages, shown.on, reader)


def record(found: Applicable, cited: list[Cited], on: dt.date, reader: Reader) -> dict[str, str]:
    policy = found.policy
    values = dict.fromkeys(FIELDS, "") | {
        "region": found.region.code,
        "region_name": str(full_name(found.region, reader.speech)),
        "scenario": found.scenario.code,
        "scenario_name": str(reader.speech.of(found.scenario, "name")),
        "verdict": "none",
        "on": on.isoformat(),
    }
    if policy is None:
        return values
    return values | {
        "verdict": policy.verdict,
        "evidence": policy.evidence,
        "level": policy.region.level,
        "found_at": policy.region.code,
        "edition": policy.edition_label,
        "effective_from": policy.effective_from.isoformat() if policy.effective_from else "",
        "effective_to": policy.effective_to.isoformat() if policy.effective_to else "",
        "answer": str(reader.speech.of(policy, "answer")),
        "sources": " ".join(each.code for each in cited),
        "seen_on": min((str(each.seen_on) for each in cited if each.seen_on), default=""),
    }


@require_safe
def compare_csv(request: HttpRequest) -> HttpResponse:
    """The table as CSV with a byte order mark, so that spreadsheets show Chinese."""
    question = asked(request)
    reader = reader_of(request, on=question.on, known_on=question.known_on)
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELDS)
    writer.writeheader()
    for each in records(table(question, reader), reader):
        writer.writerow({name: harmless(value) for name, value in each.items()})
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="compare.csv"'
    return response


@require_safe
def compare_json(request: HttpRequest) -> HttpResponse:
    """The table as JSON."""
    question = asked(request)
    reader = reader_of(request, on=question.on, known_on=question.known_on)
    shown = table(question, reader)
    return JsonResponse(
        {
            "schema": 1,
            "on": shown.on.isoformat(),
            "known_on": question.known_on.isoformat() if question.known_on else None,
            "language": reader.language,
            "cells": list(records(shown, reader)),
        },
        json_dumps_params={"ensure_ascii": False},
    )


def harmless(value: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    seen = (value, value.lstrip(), value.lstrip("\ufeff\u200b\u2060\0 "))
    dangerous = any(text.startswith(DANGEROUS_IN_SPREADSHEETS) for text in seen)
    return f"'{value}" if dangerous else value
