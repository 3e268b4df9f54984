"""A template tag for pages that answer about a scenario: what else there is to read."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from guides.related import Reading, reading_by_scenario
from policies.views.page import Reader

register = template.Library()


@register.inclusion_tag("guides/related.html")
def related_reading(scenario_code: str, reader: Reader) -> dict[str, Any]:
    """Links to the guides and fact-checks of a scenario, in the reader's language."""
    reading = reading_by_scenario(reader.published).get(scenario_code, Reading())
    return {
        "guides": [
            {
                "url": reverse("guide", args=[guide.slug]),
                "title": (said := reader.speech.of(guide, "title")),
                "lang": said.lang,
            }
            for guide in reading.guides
        ],
        "claims": [
            {
                "url": reverse("fact-check", args=[claim.slug]),
                "title": (said := reader.speech.of(claim, "claim")),
                "lang": said.lang,
                "kind": claim.verdict,
            }
            for claim in reading.fact_checks
        ],
    }
