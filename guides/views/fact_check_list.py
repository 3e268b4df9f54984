"""All fact-checks, frauds first, a page at a time; by situation and by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.listed import live_checks
from guides.models import FactCheck
from guides.related import State
from guides.views.fact_check_cards import ORDER, FactCheckCard, fact_check_card
from guides.views.paging import Choice, Pages, page_or_404, page_query, pages_around
from policies.models import Region, Scenario
from policies.speech import Said
from policies.views import parameters
from policies.views.page import Reader, reader_of, region_or_404, render_page, scenario_or_404
from policies.views.values import full_name

A_PAGE = 15
VERDICTS = tuple(verdict.value for verdict in ORDER)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which fact-checks an address asks for."""

    scenario: Scenario | None = None
    region: Region | None = None

    def query(self) -> str:
        """The same question in canonical form."""
        asked = {"scenario": self.scenario, "region": self.region}
        return urlencode({name: row.code for name, row in asked.items() if row})

    def fits(self, check: FactCheck) -> bool:
        """Whether a fact-check is about the situation, and about the place, one above or in it."""
        is_about = self.scenario is None or check.instead == self.scenario
        return is_about and (self.region is None or Reach.of(check).concerns(upwards(self.region)))


@dataclass(frozen=True, slots=True)
class Reach:
    """The codes of the places that a fact-check names, and of these with those above them."""

    named: frozenset[str]
    around: frozenset[str]

    @staticmethod
    def of(check: FactCheck) -> Reach:
        named = check.regions.all()
        around = (level.code for each in named for level in each.lineage())
        return Reach(frozenset(each.code for each in named), frozenset(around))

    def concerns(self, place: Sequence[str]) -> bool:
        """Whether the fact-check is about a place, one above it or one in it; `place`: its code and
        those above it."""
        return place[0] in self.around or not self.named.isdisjoint(place)


def upwards(region: Region) -> list[str]:
    """The codes of a region and of those above it."""
    return [level.code for level in region.lineage()]


@dataclass(frozen=True, slots=True)
class VerdictGroup:
    """Claims with the same verdict."""

    kind: str
    label: str
    checks: list[FactCheckCard]


@dataclass(frozen=True, slots=True)
class FactChecksPage:
    """A page of fact-checks, how many were found on all pages, and how to narrow them down."""

    groups: list[VerdictGroup]
    found: int
    scenarios: list[Choice]
    regions: list[Choice]
    is_narrowed: bool
    languages: frozenset[str]
    pages: Pages


@require_safe
def fact_check_list(request: HttpRequest) -> HttpResponse:
    """Fact-checks, frauds first, a page at a time."""
    reader = reader_of(request)
    question = wanted(request.GET, reader)
    page = fact_checks_page(question, parameters.text(request.GET, "page"), reader)
    return one_page(request, question, page, reader)


def one_page(
    request: HttpRequest, question: Wanted, page: FactChecksPage, reader: Reader
) -> HttpResponse:
    """A page of the list in its frame."""
    return render_page(
        request,
        "guides/fact_checks.html",
        {"page": page},
        reader=reader,
        title=title_of(question, page.pages.number, reader),
        description=_("网上关于医保个人账户的说法，哪些是骗局，哪些过时，哪些只在部分地区属实。"),
        crumbs=[(_("辟谣"), None)],
        query=page_query(question.query(), page.pages.number),
        languages=page.languages,
        robots="noindex" if question.query() else "",
    )


def wanted(query: QueryDict, reader: Reader) -> Wanted:
    """Read the address. Raises BadRequest for a malformed place, Http404 for what is unknown."""
    code = parameters.region_code(query, "region")
    scenario = parameters.text(query, "scenario")
    return Wanted(
        scenario_or_404(reader.vocabulary, scenario) if scenario else None,
        region_or_404(code).heir() if code else None,
    )


def title_of(question: Wanted, number: int, reader: Reader) -> str:
    """What the page is called, so that no two pages of the list are called the same."""
    about = [
        full_name(question.region, reader.speech) if question.region else "",
        reader.speech.of(question.scenario, "name") if question.scenario else "",
        _("第 %s 页") % number if number > 1 else "",
    ]
    return " · ".join([_("辟谣"), *(str(each) for each in about if each)])


def fact_checks_page(question: Wanted, number: str, reader: Reader) -> FactChecksPage:
    """The page of a number. Raises Http404 if there is none such. Two queries a publication."""
    live = live_checks(State(reader.published, reader.at), VERDICTS)
    checks = live.rows
    found = [check for check in checks if question.fits(check)]
    page = page_or_404(found, number, A_PAGE)
    return FactChecksPage(
        groups=verdict_groups(page, reader),
        found=len(found),
        scenarios=scenario_choices(checks, question, reader),
        regions=region_choices(checks, question, reader),
        is_narrowed=bool(question.query()),
        languages=live.languages,
        pages=pages_around(page.number, page.paginator.num_pages, lambda n: address(question, n)),
    )


def address(question: Wanted, number: int) -> str:
    query = page_query(question.query(), number)
    return reverse("fact-check-list") + (f"?{query}" if query else "")


def verdict_groups(checks: Iterable[FactCheck], reader: Reader) -> list[VerdictGroup]:
    """Fact-checks in their order, under the word of their verdict."""
    groups: dict[str, VerdictGroup] = {}
    for check in checks:
        card = fact_check_card(check, reader)
        group = VerdictGroup(card.badge.kind, card.badge.word, [])
        groups.setdefault(card.badge.kind, group).checks.append(card)
    return list(groups.values())


def scenario_choices(checks: Sequence[FactCheck], question: Wanted, reader: Reader) -> list[Choice]:
    """The situations that any fact-check is about, each with how many there are."""
    near = [check for check in checks if Wanted(region=question.region).fits(check)]
    numbers = Counter(check.instead for check in near)
    about = {check.instead for check in checks} | {question.scenario}
    return [
        choice(each, reader.speech.of(each, "name"), numbers[each], question.scenario)
        for each in reader.vocabulary.scenarios
        if each in about
    ]


def region_choices(checks: Sequence[FactCheck], question: Wanted, reader: Reader) -> list[Choice]:
    """The places that any fact-check is about with those above them, and the one chosen."""
    alike = [check for check in checks if Wanted(scenario=question.scenario).fits(check)]
    reaches = [Reach.of(check) for check in alike]
    named = {region for check in checks for region in check.regions.all()}
    offered = {each for region in named for each in region.lineage()[:-1]}
    offered |= {question.region} if question.region else set()
    choices = []
    for each in sorted(offered, key=lambda region: region.code):
        place = upwards(each)
        number = sum(reach.concerns(place) for reach in reaches)
        choices.append(choice(each, full_name(each, reader.speech), number, question.region))
    return choices


def choice(
    row: Region | Scenario, name: Said, number: int, chosen: Region | Scenario | None
) -> Choice:
    """One thing to narrow the list down to, with how many fact-checks are left then."""
    return Choice(row.code, Said(f"{name} · {number}", name.lang), row == chosen)
