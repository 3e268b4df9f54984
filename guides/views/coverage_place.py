"""What is known of one place, situation by situation, and what was looked for and not found."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guides.coverage import standing_of
from policies.models import Absence, Region
from policies.rules.absences import absences
from policies.rules.applicability import Applicable, applicable_policies
from policies.speech import Said
from policies.views.page import Reader, render_page
from policies.views.values import answer_url, full_name, region_url
from policies.views.values.procedure import Fact


@dataclass(frozen=True, slots=True)
class Cell:
    """One situation: what is known of it, whose rule it is, or when somebody looked."""

    scenario: str
    name: Said
    url: str
    standing: str
    word: str
    whose: Said | str
    looked: str


@dataclass(frozen=True, slots=True)
class Search:
    """A search that found nothing for some of the cells: when, for which place, where, for what."""

    looked: str
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class CoveragePlacePage:
    """The cells of one region, and the searches for those without a rule."""

    region: Said
    region_url: str
    cells: list[Cell]
    searches: list[Search]


def place_page(request: HttpRequest, region: Region, reader: Reader) -> HttpResponse:
    """The page of one region's cells; those of all regions are what should be found."""
    name = full_name(region, reader.speech)
    title = _("%s：知道什么，还不知道什么") % name
    page = page_of(region, name, reader)
    above = (_("知道什么，还不知道什么"), reverse("coverage"))
    return render_page(
        request,
        "guides/coverage_place.html",
        {"page": page},
        reader=reader,
        title=title,
        crumbs=[above, (name, None)],
        query=f"region={region.code}",
        robots="noindex",
    )


def page_of(region: Region, name: Said, reader: Reader) -> CoveragePlacePage:
    """Everything the page shows. Two queries."""
    scenarios = reader.vocabulary.scenarios
    found = applicable_policies([region], scenarios, on=reader.on, at=reader.at)
    known = absences([region], scenarios, until=timezone.localdate(reader.at))
    missing = {place for place, each in found.items() if each.policy is None}
    searches = {place: each for place, each in known.items() if place in missing}
    cells = [cell(each, searches.get(place), reader) for place, each in found.items()]
    once = dict.fromkeys(searches.values())
    return CoveragePlacePage(
        name, region_url(region), cells, [search(each, reader) for each in once]
    )


def cell(found: Applicable, search: Absence | None, reader: Reader) -> Cell:
    """One situation of a region, in the reader's language."""
    standing = standing_of(found)
    return Cell(
        scenario=found.scenario.code,
        name=reader.speech.of(found.scenario, "name"),
        url=answer_url(found.region, found.scenario),
        standing=standing.value,
        word=str(standing.label),
        whose=reader.speech.of(found.policy.region, "name") if found.policy else "",
        looked="" if found.policy else looked(search, reader),
    )


def search(found: Absence, reader: Reader) -> Search:
    """A search in the reader's language."""
    facts: list[Fact] = [
        (_("在哪里查的"), reader.speech.of(found, "where")),
        (_("找的是什么"), reader.speech.of(found, "asked")),
    ]
    return Search(looked(found, reader), facts)


def looked(search: Absence | None, reader: Reader) -> str:
    """That somebody looked, when and for which place, and found nothing; or that nobody did."""
    if search is None:
        return _("还没查过")
    place = reader.speech.of(search.region, "name")
    return _("%(day)s查过%(place)s，没有找到可以采用的依据。") % {
        "day": date_format(search.looked_on, "DATE_FORMAT"),
        "place": place,
    }
