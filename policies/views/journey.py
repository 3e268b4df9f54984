"""Where a citizen stands in the wizard: read from the address, and the address again."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from policies.models import Region, Scenario
from policies.models.question import WIZARD_PARAMETERS
from policies.rules.eligibility import Kept
from policies.rules.rulebook import DONT_KNOW, Answers
from policies.views import parameters
from policies.views.kept_result import KeptOn, kept_in
from policies.views.page import Reader, reader_of, region_or_404, scenario_or_404
from policies.views.values import full_name
from policies.views.values.region import has_cities
from policies.views.values.wizard import Given


@dataclass
class Journey:
    """Place of insurance, event, answers so far; `set_aside` are those that cannot be true beside
    them: nothing follows from these, and they are shown until they are answered again.

    `ask` is what the citizen wants to answer again: "r", "e" or a question; `search` is what they
    look for where the place is asked again. `province` is the one of whose cities they choose; it
    is the place itself where the whole of it is meant. `kept` is what one that was kept carries.
    """

    reader: Reader
    region: Region | None = None
    event: str = ""
    day: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    set_aside: dict[str, str] = field(default_factory=dict)
    ask: str = ""
    search: str = ""
    province: Region | None = None
    kept: KeptOn | None = None

    def hear(self, kept: Kept) -> None:
        """Take the answers as the rules take them."""
        self.answers, self.set_aside = dict(kept.used), dict(kept.set_aside)

    def url(self, without: str = "", ask: str = "") -> str:
        """The canonical address of this standing: with one answer taken back, or asked again."""
        kept = [(name, value) for name, value in self._given() if name != without]
        return _address([*kept, ("ask", ask)])

    def url_in(self, region: str) -> str:
        """The same standing in another region, by its code."""
        rest = [(name, value) for name, value in self._given() if name != "r"]
        return _address([("r", region), *rest])

    def pairs(self) -> list[tuple[str, str]]:
        """The canonical address of what is shown, as pairs."""
        pairs = [
            *self._given(),
            *self._kept(),
            ("in", self._province_asked()),
            ("ask", self.ask),
            ("q", self.search if self.ask == "r" else ""),
        ]
        return [(name, value) for name, value in pairs if value]

    @property
    def query(self) -> str:
        return urlencode(self.pairs())

    @property
    def here(self) -> str:
        """The canonical address of what is shown."""
        return _address(self.pairs())

    def hidden(self, asking: str = "") -> list[tuple[str, str]]:
        """What the next form carries along: all but what it asks."""
        carried = [*self._given(), *self._kept()]
        return [(name, value) for name, value in carried if name not in (self.ask, asking)]

    def url_kept(self, kept: KeptOn) -> str:
        """The address of this standing as the result of a day."""
        return _address([*self._given(), *kept.pairs()])

    def _kept(self) -> list[tuple[str, str]]:
        """The day and the editions, while nothing of what they belong to is asked again."""
        if self.kept is None or self.ask or not (self.region and self.event):
            return []
        return self.kept.pairs()

    def is_asked_again(self) -> bool:
        """Whether what they want to answer again is something that was answered."""
        return any(name == self.ask for name, _value in self._given() if name != "on")

    def _province_asked(self) -> str:
        """The code of the province, while it still matters: until a place and an event are said."""
        if self.province is None or (self.region and (self.event or self.region != self.province)):
            return ""
        return self.province.code

    def choosing_city_in(self) -> Region | None:
        """The province of whose cities one is to be chosen; None if that is not the next step."""
        if self.region is None:
            return self.province if self.province and has_cities(self.province) else None
        is_open = not self.event and not self.ask and self.region != self.province
        return self.region if is_open and has_cities(self.region) else None

    def _given(self) -> list[tuple[str, str]]:
        pairs = [
            ("r", self.region.code if self.region else ""),
            ("e", self.event),
            *self.answers.items(),
            *self.set_aside.items(),
            ("on", self.day),
        ]
        return [(name, value) for name, value in pairs if value]

    def scenarios(self) -> list[Scenario]:
        """The scenarios of the event; whoever is not sure is asked about every way to withdraw."""
        known = self.reader.vocabulary
        if self.event == DONT_KNOW:
            return [each for each in known.scenarios if each.kind == Scenario.Kind.WITHDRAW]
        return [scenario_or_404(known, self.event)]

    def uses(self) -> list[Scenario]:
        """What the money may be used for, without what is asked about anyway."""
        asked = {each.code for each in self.scenarios()}
        every = self.reader.vocabulary.scenarios
        return [e for e in every if e.kind == Scenario.Kind.USE and e.code not in asked]


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
    ask, search = parameters.text(request.GET, "ask"), parameters.text(request.GET, "q")
    inside = parameters.region_code(request.GET, "in")
    province = region_or_404(inside).heir() if inside else None
    return Journey(
        reader, region, event, str(on or ""), ask=ask, search=search, province=province,
        kept=kept_in(request.GET, reader.today),
    )  # fmt: skip


def answers_given(request: HttpRequest, journey: Journey) -> Answers:
    """The answers of an address that name an option, or say "I don't know"."""
    options = journey.reader.vocabulary.options
    said = {
        code: parameters.one_of([DONT_KNOW, *(each.code for each in options[code])], str(value))
        for code, value in request.GET.items()
        if code not in WIZARD_PARAMETERS and code in options
    }
    return {code: value for code, value in said.items() if value}


def answers_so_far(journey: Journey) -> list[Given]:
    """What was answered, each with the address that asks it again and keeps the rest."""
    speech, known = journey.reader.speech, journey.reader.vocabulary
    given: list[Given] = []
    if journey.region:
        place = full_name(journey.region, speech)
        given.append(Given(_("参保地"), place, journey.url(ask="r")))
    if journey.event:
        scenario = known.scenario(journey.event)
        event = speech.of(scenario, "name") if scenario else _("说不准")
        given.append(Given(_("遇到的事"), event, journey.url(ask="e")))
    for code, value in (*journey.answers.items(), *journey.set_aside.items()):
        option = next((o for o in known.options[code] if o.code == value), None)
        answer = speech.of(option, "text") if option else _("我不知道")
        note = why_set_aside(journey, code) if code in journey.set_aside else ""
        question = speech.of(known.questions[code], "text")
        given.append(Given(question, answer, journey.url(ask=code), note))
    return given


def why_set_aside(journey: Journey, code: str) -> str:
    """Why nothing follows from an answer: what editors say of the others that it goes against, or
    that the place does not know it."""
    speech, facts = journey.reader.speech, {*journey.answers.items()}
    against = {(code, journey.set_aside[code])}
    known = journey.reader.vocabulary.impossible
    found = next((row for each, row in known.items() if against == {*each} - facts), None)
    if found is None:
        return _("在这个参保地没有这种情况，没有按这一条算。请修改。")
    return " ".join(
        (_("和你别的回答不能同时成立，没有按这一条算。请修改。"), speech.of(found, "why"))
    )


def moved_on(request: HttpRequest, journey: Journey) -> HttpResponse | None:
    """One redirect to the canonical address if the request's differs: what is unknown or no
    longer matters is dropped, and so is the wish to answer again what was never answered."""
    if not journey.is_asked_again():
        journey.ask = ""
    given = [(name, value) for name, value in request.GET.items() if value]
    return None if given == journey.pairs() else HttpResponseRedirect(journey.here)


def _address(pairs: list[tuple[str, str]]) -> str:
    query = urlencode([(name, value) for name, value in pairs if value])
    return reverse("check") + (f"?{query}" if query else "")
