"""Open data for programs: the same rows as the pages, free of any layout. Files of any length."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from guides.coverage import all_cells, cells_of_provinces
from guides.data import cells, records
from guides.data.records import Passage, Record
from policies.views.compare_records import harmless
from policies.views.open_data import file_for_all, rows_for_all
from policies.views.page import Reader, reader_of


@require_safe
def policies_csv(request: HttpRequest) -> HttpResponseBase:
    """All policies as CSV."""
    rows = records.policy_records(reader_of(request).at)
    return as_csv("policies", records.POLICY_COLUMNS, rows)


@require_safe
def policies_json(request: HttpRequest) -> HttpResponseBase:
    """All policies as JSON."""
    return as_json("policies", records.policy_records(reader_of(request).at))


@require_safe
def regions_json(request: HttpRequest) -> HttpResponseBase:
    """All divisions as JSON."""
    return as_json("regions", records.region_records())


@require_safe
def fact_checks_json(request: HttpRequest) -> HttpResponseBase:
    """All fact-checks as JSON."""
    return as_json("fact_checks", records.fact_check_records(reader_of(request)))


@require_safe
def coverage_csv(request: HttpRequest) -> HttpResponseBase:
    """What is known of every cell as CSV."""
    return as_csv("coverage", cells.COLUMNS, cell_records(reader_of(request)))


@require_safe
def coverage_json(request: HttpRequest) -> HttpResponseBase:
    """The same as JSON, with the numbers of all provinces."""
    reader = reader_of(request)
    known = cells_of_provinces(reader.vocabulary.scenarios, on=reader.on, at=reader.at)
    rows, totals = cell_records(reader), cells.totals(known)
    return as_json("cells", rows, day=str(reader.on), totals=totals)


def cell_records(reader: Reader) -> Iterator[Record]:
    """One record a cell: the nation, every province, every place with a rule of its own."""
    for known in all_cells(reader.vocabulary.scenarios, on=reader.on, at=reader.at):
        yield from cells.records(known)


def as_csv(name: str, columns: Collection[str], rows: Iterable[Record]) -> HttpResponseBase:
    """Rows as CSV with a byte order mark, so that spreadsheets show Chinese."""
    response = file_for_all(_lines(columns, rows), "text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def as_json(name: str, rows: Iterable[Record], **about: object) -> HttpResponseBase:
    about = {
        "schema_version": records.SCHEMA_VERSION,
        "site": settings.SITE_URL,
        "note": "空值表示没有记录，不表示“不可以”。Empty means not recorded, never “no”.",
        **about,
    }
    return rows_for_all(name, rows, **about)


class Line:
    """What a writer of CSV writes a line to: it gives it back."""

    @staticmethod
    def write(line: str) -> str:
        return line


def _lines(columns: Collection[str], rows: Iterable[Record]) -> Iterator[str]:
    writer = csv.DictWriter(Line(), columns)
    yield "\ufeff"
    yield writer.writeheader()
    for record in rows:
        yield writer.writerow(in_cells(record))


def in_cells(record: Record) -> dict[str, str]:
    """A record as cells of a spreadsheet."""
    return {name: harmless(in_cell(value)) for name, value in record.items()}


def in_cell(value: str | int | list[Passage]) -> str:
    """A value as one cell; passages are separated by semicolons."""
    if isinstance(value, list):
        return "; ".join(f"{each['code']} {each['locator']}" for each in value)
    return str(value).lower() if isinstance(value, bool) else str(value)
