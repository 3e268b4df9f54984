"""A template tag for pages that answer about a scenario: what else there is to read."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.utils.safestring import SafeString

from guides.models import FactCheck
from guides.related import Reading, State, reading_by_scenario
from policies.addresses import address_of
from policies.speech import Said
from policies.templatetags.kept import kept
from policies.views.page import Reader
from policies.views.values import Badge, badge_of

register = template.Library()


@dataclass(frozen=True, slots=True)
class Link:
    """A page to read on; `badge` says what is true of a claim."""

    title: Said
    url: str
    badge: Badge | None


@register.simple_tag
def related_reading(scenario_code: str, reader: Reader) -> SafeString:
    """Links to the guides and fact-checks of a scenario, in the reader's language."""
    known = reading_by_scenario(State(reader.published, reader.now))
    return kept(
        "guides/related.html", links=[_link(each, reader) for each in known.get(scenario_code, [])]
    )


def _link(reading: Reading, reader: Reader) -> Link:
    name = "fact-check" if reading.verdict else "guide"
    url = address_of(name, reading.slug)
    badge = badge_of(FactCheck.Verdict, reading.verdict) if reading.verdict else None
    return Link(reader.speech.among(reading.titles), url, badge)
