"""A template tag for pages that answer about a scenario: what else there is to read."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.urls import reverse

from guides.models import FactCheck
from guides.related import Reading, State, reading_by_scenario
from policies.speech import Said
from policies.views.page import Reader
from policies.views.values import Badge, badge_of

register = template.Library()


@dataclass(frozen=True, slots=True)
class Link:
    """A page to read on; `badge` says what is true of a claim."""

    title: Said
    url: str
    badge: Badge | None


@register.inclusion_tag("guides/related.html")
def related_reading(scenario_code: str, reader: Reader) -> dict[str, list[Link]]:
    """Links to the guides and fact-checks of a scenario, in the reader's language."""
    known = reading_by_scenario(State(reader.published, reader.now))
    return {"links": [_link(reading, reader) for reading in known.get(scenario_code, [])]}


def _link(reading: Reading, reader: Reader) -> Link:
    name = "fact-check" if reading.verdict else "guide"
    url = reverse(name, args=[reading.slug])
    badge = badge_of(FactCheck.Verdict, reading.verdict) if reading.verdict else None
    return Link(reader.speech.among(reading.titles), url, badge)
