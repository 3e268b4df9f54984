"""What an address asks the comparison, and the form that asks it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from policies.models import Scenario
from policies.rules.comparison import Comparison
from policies.rules.regions import regions_offered
from policies.speech import Said
from policies.views import parameters
from policies.views.page import Reader
from policies.views.values import by_kind, full_name


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks the table to show."""

    codes: list[str]
    kind: str
    scenario: str  # one alone; then no kind is asked for
    days: parameters.Days

    def query(self) -> str:
        """The same question in canonical form."""
        parts = {
            "regions": ",".join(self.codes),
            "scenario": self.scenario,
            "kind": self.kind,
        }
        chosen = [f"{name}={value}" for name, value in parts.items() if value]
        return "&".join(filter(None, [*chosen, self.days.query()]))

    def address(self, name: str) -> str:
        """The address of the page, or of a form of it, that asks the same."""
        query = self.query()
        return f"{reverse(name)}?{query}" if query else reverse(name)


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind of situation to choose in the form."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ScenarioChoice:
    """A situation to choose alone in the form."""

    code: str
    name: Said
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class RegionChoice:
    """A region to tick in the form; what the table shows without being asked is not ticked."""

    code: str
    name: str
    is_chosen: bool


def asked(request: HttpRequest) -> Asked:
    """Read the address. Raises BadRequest for malformed and Http404 for unknown values."""
    scenario = parameters.text(request.GET, "scenario")
    return Asked(
        codes=parameters.region_codes(request.GET, "regions"),
        kind="" if scenario else parameters.kind(request.GET, "kind"),
        scenario=scenario,
        days=parameters.days(request.GET),
    )


def scenario_choices(question: Asked, reader: Reader) -> list[tuple[str, list[ScenarioChoice]]]:
    """Every situation that the form offers alone, by kind."""
    groups = by_kind(reader.vocabulary.scenarios, lambda scenario: scenario)
    return [(kind, [scenario_choice(s, question, reader) for s in group]) for kind, group in groups]


def scenario_choice(scenario: Scenario, question: Asked, reader: Reader) -> ScenarioChoice:
    name = reader.speech.of(scenario, "name")
    return ScenarioChoice(scenario.code, name, scenario.code == question.scenario)


def region_choices(question: Asked, shown: Comparison, reader: Reader) -> list[RegionChoice]:
    """Regions that the form offers: provinces, those with rules of their own, those shown."""
    chosen = {region.code for region in shown.regions} if question.codes else set()
    every = {r.code: r for r in [*regions_offered(reader.at), *shown.regions]}
    return [
        RegionChoice(code, full_name(every[code], reader.speech), code in chosen)
        for code in sorted(every)
    ]
