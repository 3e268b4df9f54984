"""What there is to read about a scenario: its guides and the claims that go around about it."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass, field

from django.db.models import CharField, F, Value

from guides.models import FactCheck, Guide
from policies.languages import CODES
from policies.models.translated import STATE, columns, said_in_languages

MOST_CLAIMS = 3


@dataclass(frozen=True, slots=True)
class State:
    """What is live at an instant. Two with the same token of publication hold the same rows."""

    published: str
    at: dt.datetime = field(compare=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """A guide or a fact-check as a link; `verdict` is empty for a guide."""

    scenario: str
    verdict: str
    slug: str
    titles: dict[str, str]  # by language


@functools.lru_cache(maxsize=4)
def reading_by_scenario(state: State) -> dict[str, list[Reading]]:
    """What is live, by the scenario's code. One query for a state of publication, then none."""
    guides = Guide.scenarios.through.objects.filter(guide__in=Guide.objects.live(state.at))
    claims = FactCheck.objects.live(state.at).exclude(instead=None).order_by()
    rows = (
        guides.annotate(said=Value("", CharField()), about=F("scenario__code"))
        .values_list("about", "said", "guide__slug", f"guide__{STATE}", *columns("guide__title"))
        .union(
            claims.annotate(said=F("verdict"), about=F("instead__code"))
            .rewrite(False)
            .values_list("about", "said", "slug", STATE, *columns("claim")),
            all=True,
        )
        .order_by("about", "said", "guide__slug")
    )
    found: dict[str, list[Reading]] = {}
    for scenario, verdict, slug, marks, *titles in rows:
        texts = dict(zip(CODES, titles, strict=True))
        said = said_in_languages(texts, marks, "claim" if verdict else "title")
        reading = Reading(scenario or "", verdict or "", slug or "", said)
        claims_so_far = sum(bool(each.verdict) for each in found.setdefault(reading.scenario, []))
        if not reading.verdict or claims_so_far < MOST_CLAIMS:
            found[reading.scenario].append(reading)
    return found
