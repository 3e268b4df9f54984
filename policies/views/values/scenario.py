"""Situations in a citizen's words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from policies.models import Scenario
from policies.speech import Said
from policies.views.page import Reader


@dataclass(frozen=True, slots=True)
class ScenarioCard:
    """A situation: the citizen's question as a link, and the name the rules give it."""

    code: str
    question: Said
    name: Said
    url: str


def scenario_card(scenario: Scenario, reader: Reader) -> ScenarioCard:
    return ScenarioCard(
        code=scenario.code,
        question=reader.speech.of(scenario, "question"),
        name=reader.speech.of(scenario, "name"),
        url=reverse("scenario", args=[scenario.code]),
    )


def scenarios_by_kind(reader: Reader) -> list[tuple[str, list[ScenarioCard]]]:
    """Every situation grouped by kind, in the editors' order."""
    groups = groupby(reader.vocabulary.scenarios, key=lambda each: each.get_kind_display())
    return [(str(kind), [scenario_card(each, reader) for each in group]) for kind, group in groups]
