"""Where a citizen stands in the wizard: read from the address, and the address again."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from policies.models import Region, Scenario
from policies.rules.rulebook import DONT_KNOW
from policies.views import parameters
from policies.views.page import Reader, reader_of, region_or_404, scenario_or_404


@dataclass
class Journey:
    """Place of insurance, event, answers so far."""

    reader: Reader
    region: Region | None = None
    event: str = ""
    day: str = ""
    answers: dict[str, str] = field(default_factory=dict)

    def url(self, without: str = "") -> str:
        """The canonical address of this standing, or of it with one answer taken back."""
        pairs = [
            ("r", self.region.code if self.region else ""),
            ("e", self.event),
            *self.answers.items(),
            ("on", self.day),
        ]
        kept = [(name, value) for name, value in pairs if value and name != without]
        return reverse("check") + (f"?{urlencode(kept)}" if kept else "")

    @property
    def query(self) -> str:
        return self.url().partition("?")[2]

    def hidden(self) -> list[tuple[str, str]]:
        """What the next form carries along."""
        pairs = [pair.split("=", 1) for pair in self.query.split("&") if pair]
        return [(name, value) for name, value in pairs]

    def scenarios(self) -> list[Scenario]:
        """The scenarios of the event; whoever is not sure is asked about every way to withdraw."""
        known = self.reader.vocabulary
        if self.event == DONT_KNOW:
            return [each for each in known.scenarios if each.kind == Scenario.Kind.WITHDRAW]
        return [scenario_or_404(known, self.event)]


def journey_of(request: HttpRequest) -> Journey:
    """Read the address, answers not yet. Raises BadRequest for malformed values and Http404 for
    an unknown region or scenario."""
    on = parameters.day(request.GET, "on")
    reader = reader_of(request, on=on)
    code = parameters.region_code(request.GET, "r")
    event = parameters.text(request.GET, "e")
    if event and event != DONT_KNOW:
        scenario_or_404(reader.vocabulary, event)
    region = region_or_404(code).heir() if code else None
    return Journey(reader, region, event, day=str(on or ""))


def moved_on(request: HttpRequest, journey: Journey) -> HttpResponse | None:
    """One redirect to the canonical address if the request's differs: what is unknown or no
    longer matters is dropped."""
    given = [(name, value) for name, value in request.GET.items() if value]
    wanted = [tuple(pair) for pair in journey.hidden()]
    return None if given == wanted else HttpResponseRedirect(journey.url())
