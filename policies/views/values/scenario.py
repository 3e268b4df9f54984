"""Situations in a citizen's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from policies.addresses import address_of
from policies.models import Region, Scenario
from policies.speech import Said
from policies.views.page import Reader
from policies.views.values.region import answer_url

Thing = TypeVar("Thing")


DEATH = "death"  # the insured person is dead, and an heir speaks
# The events that most come for, in the order of the rows.
MOST_ASKED: dict[str, Promise] = {
    DEATH: gettext_lazy("家人去世了"),
    "settle-abroad": gettext_lazy("出国定居了"),
    "transfer": gettext_lazy("换地方参保"),
    "family-sharing": gettext_lazy("给家人用"),
    "serious-illness": gettext_lazy("得了重病"),
    "years-for-retirement": gettext_lazy("要退休了"),
}


@dataclass(frozen=True, slots=True)
class ScenarioCard:
    """A situation: the citizen's question as a link, and the name the rules give it."""

    code: str
    question: Said
    name: Said
    url: str


def scenario_card(scenario: Scenario, reader: Reader, place: Region | None = None) -> ScenarioCard:
    """A situation; where the place is known its link leads to the answer there."""
    return ScenarioCard(
        code=scenario.code,
        question=reader.speech.of(scenario, "question"),
        name=reader.speech.of(scenario, "name"),
        url=answer_url(place, scenario) if place else address_of("scenario", scenario.code),
    )


def most_asked(reader: Reader, place: Region | None = None) -> list[tuple[str, str]]:
    """The events that most come for, each with the address of its answer in a place; where that is
    not known, of the question for it."""
    known = ((reader.vocabulary.scenario(code), label) for code, label in MOST_ASKED.items())
    ask = address_of("region-list")
    return [
        (str(label), answer_url(place, event) if place else f"{ask}?e={event.code}")
        for event, label in known
        if event
    ]


def scenarios_by_kind(
    reader: Reader, place: Region | None = None
) -> list[tuple[str, list[ScenarioCard]]]:
    """Every situation grouped by kind, in the editors' order."""
    groups = by_kind(reader.vocabulary.scenarios, lambda scenario: scenario)
    return [
        (kind, [scenario_card(each, reader, place) for each in group]) for kind, group in groups
    ]


def by_kind(
    things: Iterable[Thing], scenario_of: Callable[[Thing], Scenario]
) -> list[tuple[str, list[Thing]]]:
    """Things about situations under the word of their kind, each kind once, in the order met."""
    groups: dict[str, list[Thing]] = {}
    for thing in things:
        groups.setdefault(str(scenario_of(thing).get_kind_display()), []).append(thing)
    return list(groups.items())
