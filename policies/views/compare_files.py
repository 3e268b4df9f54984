"""The comparison as CSV and as JSON: one record a cell."""

from __future__ import annotations

import csv
import io

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from policies.rules.comparison import Comparison, compare
from policies.views.compare import regions_or_refusal, too_many_to_list
from policies.views.compare_asked import (
    Asked,
    asked,
    refuse_what_is_no_value,
    scenarios_asked,
)
from policies.views.compare_records import COLUMNS, cell, records
from policies.views.open_data import json_for_all
from policies.views.page import Reader, reader_of


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
    """What is asked, by whom, and the table that answers it, as the page has it.

    Raises BadRequest for what is no value or too much, and Http404 for what nobody knows: a
    program is never given a part of what it asks for.
    """
    question = asked(request.GET)
    refuse_what_is_no_value(question)
    reader = reader_of(request, on=question.days.on, known_on=question.days.known_on)
    scenarios = scenarios_asked(question, reader)
    listed, unknown = regions_or_refusal(question, scenarios, reader)
    if unknown:
        raise Http404(" ".join(unknown))
    if not listed.are_all:
        raise BadRequest(too_many_to_list())
    return question, reader, compare(listed.regions, scenarios, on=reader.on, at=reader.at)
