"""What an address asks the comparison; each question has one address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from policies.models import Scenario
from policies.views import parameters
from policies.views.page import Reader, scenario_or_404

PARAMETERS = ("regions", "scenario", "kind", "on", "known_on", "only", "q")
DIFFERENCES = "differences"
LONGEST_TYPED = 200  # of names of places
EVERY_KIND = "all"
DEFAULT_KIND = Scenario.Kind.WITHDRAW


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks the table to show; `typed` are places to add, `unread` what stands for
    a region and is no code."""

    codes: list[str]
    kind: str
    scenarios: list[str]  # these alone; then no kind is asked for
    days: parameters.Days
    only_differences: bool = False
    typed: str = ""
    unread: list[str] = field(default_factory=list)

    @property
    def is_one(self) -> bool:
        """Whether it is about one situation alone: a row a place then."""
        return len(self.scenarios) == 1

    @property
    def is_narrowed(self) -> bool:
        """Whether places or situations were chosen one by one."""
        return bool(self.codes or self.unread or self.scenarios)

    def pairs(self) -> dict[str, str]:
        """The parameters of the same question, in their order."""
        parts = {
            "regions": ",".join(self.codes),
            "scenario": ",".join(self.scenarios),
            "kind": self.kind,
            "on": str(self.days.on or ""),
            "known_on": str(self.days.known_on or ""),
            "only": DIFFERENCES if self.only_differences else "",
        }
        return {name: value for name, value in parts.items() if value}

    def query(self) -> str:
        """The same question in canonical form."""
        return "&".join(f"{name}={value}" for name, value in self.pairs().items())

    def address(self, name: str = "compare") -> str:
        """The address of the page, or of a form of it, that asks the same."""
        query = self.query()
        return f"{reverse(name)}?{query}" if query else reverse(name)

    def among(self, codes: Sequence[str]) -> Asked:
        """The same of other places."""
        return replace(self, codes=list(dict.fromkeys(codes)))

    def turned(self) -> Asked:
        """The same with what does not differ, or without."""
        return replace(self, only_differences=not self.only_differences)

    def about(self, kind: str) -> Asked:
        """The same of the situations of a kind."""
        return replace(self, kind=kind, scenarios=[])


def asked(query: QueryDict) -> Asked:
    """Read the address. What is no day or no code is left out and named. Raises Http404 for an
    unknown kind."""
    codes, unread = parameters.region_codes(query, "regions")
    scenarios = parameters.listed(query, "scenario")
    return Asked(
        codes,
        "" if scenarios else parameters.kind(query, "kind", EVERY_KIND),
        scenarios,
        parameters.days_read(query),
        unread=unread,
    )


def asked_by_a_reader(query: QueryDict) -> Asked:
    """The same with how it is shown and what was typed, which are nothing to programs."""
    return replace(
        asked(query),
        only_differences=parameters.text(query, "only") == DIFFERENCES,
        typed=parameters.text(query, "q", LONGEST_TYPED),
    )


def refuse_what_is_no_value(question: Asked) -> None:
    """Raise BadRequest for what is no day or no code: programs are told, and get no part."""
    if question.days.mistakes:
        raise BadRequest(parameters.no_day())
    if question.unread:
        raise BadRequest(_("地区代码是六位数字，用逗号隔开。"))


def lead_to_its_address(question: Asked, request: HttpRequest) -> None:
    """Raise WrittenOtherwise if the question stands in another form than its address; never while
    something of it cannot be read."""
    if question.days.mistakes or question.unread or question.typed:
        return
    given = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name in PARAMETERS
    ]
    if given != list(question.pairs().items()):
        raise parameters.WrittenOtherwise(question.pairs(), replaced=PARAMETERS)


def scenarios_asked(question: Asked, reader: Reader) -> list[Scenario]:
    """Those that were asked for, or all of a kind. Raises Http404 for an unknown one."""
    if question.scenarios:
        return [scenario_or_404(reader.vocabulary, code) for code in question.scenarios]
    kind = question.kind or DEFAULT_KIND
    known = reader.vocabulary.scenarios
    return [each for each in known if kind in (EVERY_KIND, each.kind)]
