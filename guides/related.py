"""What there is to read about a scenario: its guides and the claims that go around about it."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass, field

from django.db.models import CharField, F, Value

from guides.models import FactCheck, Guide

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
    title_zh_hans: str
    title_zh_hant: str
    title_en: str


@functools.lru_cache(maxsize=4)
def reading_by_scenario(state: State) -> dict[str, list[Reading]]:
    """What is live, by the scenario's code. One query for a state of publication, then none."""
    guides = Guide.scenarios.through.objects.filter(guide__in=Guide.objects.live(state.at))
    claims = FactCheck.objects.live(state.at).exclude(instead=None).order_by()
    titles = ("zh_hans", "zh_hant", "en")
    rows = (
        guides.annotate(said=Value("", CharField()), about=F("scenario__code"))
        .values_list("about", "said", "guide__slug", *(f"guide__title_{code}" for code in titles))
        .union(
            claims.annotate(said=F("verdict"), about=F("instead__code"))
            .rewrite(False)
            .values_list("about", "said", "slug", *(f"claim_{code}" for code in titles)),
            all=True,
        )
        .order_by("about", "said", "guide__slug")
    )
    found: dict[str, list[Reading]] = {}
    for row in rows:
        reading = Reading(*(value or "" for value in row))
        claims_so_far = sum(bool(each.verdict) for each in found.setdefault(reading.scenario, []))
        if not reading.verdict or claims_so_far < MOST_CLAIMS:
            found[reading.scenario].append(reading)
    return found
