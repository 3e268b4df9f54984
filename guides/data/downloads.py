"""Open data for programs: the same rows as the pages, free of any layout."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guides.coverage import Coverage, coverage
from guides.data import cells, records
from guides.data.records import Passage, Record
from policies.views.compare_records import harmless
from policies.views.open_data import json_for_all, open_to_all
from policies.views.page import reader_of


@require_safe
def policies_csv(request: HttpRequest) -> HttpResponse:
    """All policies as CSV."""
    rows = records.policy_records(reader_of(request).at)
    return as_csv("policies", records.POLICY_COLUMNS, rows)


@require_safe
def policies_json(request: HttpRequest) -> HttpResponse:
    """All policies as JSON."""
    return as_json("policies", records.policy_records(reader_of(request).at))


@require_safe
def regions_json(request: HttpRequest) -> HttpResponse:
    """All divisions as JSON."""
    return as_json("regions", records.region_records())


@require_safe
def fact_checks_json(request: HttpRequest) -> HttpResponse:
    """All fact-checks as JSON."""
    return as_json("fact_checks", records.fact_check_records(reader_of(request)))


@require_safe
def coverage_csv(request: HttpRequest) -> HttpResponse:
    """What is known of every cell as CSV."""
    return as_csv("coverage", cells.COLUMNS, cells.records(known_cells(request)))


@require_safe
def coverage_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON, with the numbers of all provinces."""
    known = known_cells(request)
    return as_json("cells", cells.records(known), day=str(known.on), totals=cells.totals(known))


def known_cells(request: HttpRequest) -> Coverage:
    reader = reader_of(request)
    return coverage(reader.vocabulary.scenarios, on=reader.on, at=reader.at)


def as_csv(name: str, columns: Collection[str], rows: Iterable[Record]) -> HttpResponse:
    """Rows as CSV with a byte order mark, so that spreadsheets show Chinese."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    for record in rows:
        writer.writerow(in_cells(record))
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return open_to_all(response)


def as_json(name: str, rows: Iterable[Record], **about: object) -> HttpResponse:
    content = {
        "schema_version": records.SCHEMA_VERSION,
        "site": settings.SITE_URL,
        "note": "空值表示没有记录，不表示“不可以”。Empty means not recorded, never “no”.",
        **about,
        name: list(rows),
    }
    return json_for_all(content)


def in_cells(record: Record) -> dict[str, str]:
    """A record as cells of a spreadsheet."""
    return {name: harmless(in_cell(value)) for name, value in record.items()}


def in_cell(value: str | int | list[Passage]) -> str:
    """A value as one cell; passages are separated by semicolons."""
    if isinstance(value, list):
        return "; ".join(f"{each['code']} {each['locator']}" for each in value)
    return str(value).lower() if isinstance(value, bool) else str(value)
