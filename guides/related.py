"""What there is to read about a scenario: its guides and the claims that go around about it."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from django.utils import timezone

from guides.models import FactCheck, Guide

MOST_CLAIMS = 3


@dataclass(slots=True)
class Reading:
    """Guides and fact-checks about one scenario."""

    guides: list[Guide] = field(default_factory=list)
    fact_checks: list[FactCheck] = field(default_factory=list)


@functools.lru_cache(maxsize=4)
def reading_by_scenario(published: str) -> dict[str, Reading]:
    """What is live, by the scenario's code, for a state of publication. Three queries, then none.

    The token of publication changes whenever an edition becomes live, so "now" is part of it.
    """
    now = timezone.now()
    found: dict[str, Reading] = {}
    for guide in Guide.objects.live(now).prefetch_related("scenarios").order_by("position", "slug"):
        for scenario in guide.scenarios.all():
            found.setdefault(scenario.code, Reading()).guides.append(guide)
    claims = FactCheck.objects.live(now).exclude(instead=None).select_related("instead")
    for claim in claims.order_by("slug"):
        reading = found.setdefault(claim.instead.code, Reading())
        if len(reading.fact_checks) < MOST_CLAIMS:
            reading.fact_checks.append(claim)
    return found
