"""The form of the comparison: which situations, by kind or one by one."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from policies.models import Scenario
from policies.speech import Said
from policies.views.compare_asked import DEFAULT_KIND, EVERY_KIND, Asked
from policies.views.page import Reader
from policies.views.values import by_kind


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind of situation to choose, one tap: how many there are, and the table of them."""

    label: str
    number: int
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ScenarioChoice:
    """A situation to tick."""

    code: str
    name: Said
    is_chosen: bool


def kind_choices(question: Asked, reader: Reader) -> list[KindChoice]:
    """The kinds, each as a link to the same table of its situations, and all of them."""
    kinds = [each.kind for each in reader.vocabulary.scenarios]
    numbers = {kind: kinds.count(kind) for kind in Scenario.Kind.values} | {EVERY_KIND: len(kinds)}
    labels = {kind.value: str(kind.label) for kind in Scenario.Kind} | {EVERY_KIND: _("全部")}
    chosen = "" if question.scenarios else question.kind or DEFAULT_KIND
    return [
        KindChoice(label, numbers[kind], question.about(kind).address(), kind == chosen)
        for kind, label in labels.items()
    ]


def scenario_choices(question: Asked, reader: Reader) -> list[tuple[str, list[ScenarioChoice]]]:
    """Every situation by kind; only what was asked for by itself is ticked."""
    groups = by_kind(reader.vocabulary.scenarios, lambda scenario: scenario)
    return [(kind, [scenario_choice(s, question, reader) for s in group]) for kind, group in groups]


def scenario_choice(scenario: Scenario, question: Asked, reader: Reader) -> ScenarioChoice:
    name = reader.speech.of(scenario, "name")
    return ScenarioChoice(scenario.code, name, scenario.code in question.scenarios)
