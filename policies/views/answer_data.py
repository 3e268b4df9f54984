"""The answer page for programs, and the form of it."""

from __future__ import annotations

import json
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from policies.rules.answer import answer
from policies.views import parameters
from policies.views.answer import shown_rows
from policies.views.answer_record import answer_record
from policies.views.moved import moved_to
from policies.views.open_data import json_for_all
from policies.views.page import place_or_404, reader_of
from policies.views.values.region import answer_data_url

SCHEMA = json.loads((Path(__file__).parent / "answer.schema.json").read_text(encoding="utf-8"))


@require_safe
def answer_json(request: HttpRequest, code: str, scenario_code: str) -> HttpResponse:
    """What the answer page says, as data."""
    days = parameters.days(request.GET)
    reader = reader_of(request, on=days.on, known_on=days.known_on)
    region, scenario = place_or_404(code, scenario_code, reader)
    if region.code != code:
        return moved_to(answer_data_url(region, scenario), request)
    found = answer(region, scenario, on=reader.on, at=reader.at)
    rows = shown_rows(found.policy) if found.policy else ()
    return json_for_all(answer_record(found, rows, reader))


@require_safe
def answer_schema(request: HttpRequest) -> HttpResponse:
    """The form of it as JSON Schema."""
    return json_for_all(SCHEMA)
