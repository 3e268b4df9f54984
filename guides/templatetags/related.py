"""A template tag for pages that answer about a scenario: what else there is to read."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from guides.related import Reading, State, reading_by_scenario
from policies.views.page import Reader

register = template.Library()


@register.inclusion_tag("guides/related.html")
def related_reading(scenario_code: str, reader: Reader) -> dict[str, Any]:
    """Links to the guides and fact-checks of a scenario, in the reader's language."""
    found = reading_by_scenario(State(reader.published, reader.now)).get(scenario_code, [])
    return {"links": [_link(reading, reader) for reading in found]}


def _link(reading: Reading, reader: Reader) -> dict[str, Any]:
    said = reader.speech.of(reading, "title")
    name = "fact-check" if reading.verdict else "guide"
    return {
        "url": reverse(name, args=[reading.slug]),
        "title": said,
        "lang": said.lang,
        "kind": reading.verdict,
    }
