"""Fact-checks in a list: the verdict, what is true, and small what is claimed."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from guides.models import FactCheck
from guides.views.editions import edition_title
from policies.speech import Said
from policies.views.page import Reader
from policies.views.values import Badge, badge_of

Verdict = FactCheck.Verdict
# The most dangerous first.
ORDER = (
    Verdict.SCAM, Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.OUTDATED, Verdict.REGIONAL,
    Verdict.CONFIRMED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FactCheckCard:
    """A claim in a list under what is true of it; `title` is the claim where no truth is written
    down, and then `claim` is empty."""

    title: Said
    claim: Said
    badge: Badge
    url: str


def fact_check_card(check: FactCheck, reader: Reader) -> FactCheckCard:
    """A fact-check as lists show it."""
    claim, title = reader.speech.of(check, "claim"), edition_title(check, reader.speech)
    address = reverse("fact-check", args=[check.slug])
    badge = badge_of(Verdict, check.verdict)
    return FactCheckCard(title, claim if claim != title else Said(""), badge, address)
