"""The comparison as a page: many situations in a few places, or one in many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.models import Scenario
from policies.models.region import NATION_CODE
from policies.rules.comparison import MOST_PLACES, Comparison, compare_with_country
from policies.rules.regions import ListedRegions, regions_with_rules
from policies.speech import Joined
from policies.views.compare_asked import (
    Asked,
    asked_by_a_reader,
    lead_to_its_address,
    scenarios_asked,
)
from policies.views.compare_form import (
    KindChoice,
    ScenarioChoice,
    kind_choices,
    scenario_choices,
)
from policies.views.compare_places import Chip, ToChoose, chips, regions_asked, with_typed
from policies.views.page import Reader, reader_of, render_page
from policies.views.values.across import country_map
from policies.views.values.comparison import Table, comparison_table
from policies.views.values.one_scenario import PlacesTable, places_table

# Beside what nobody can read, knows or has chosen yet, a larger table waits: such a page is made
# anew for whatever somebody types.
MOST_WHILE_ASKING = 10


@dataclass(frozen=True, slots=True)
class Refused:
    """What an address asks for and nobody can read or knows; the page shows the rest."""

    unread: list[str]  # what stands for a region and is no code
    unknown: list[str]  # sentences about codes that no region has

    @property
    def status(self) -> int:
        return 400 if self.unread else 404 if self.unknown else 200


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The places and situations that were chosen, what there is to choose from, and the table of
    several situations or of one, None where there is nothing to compare. `pick_url`: where the
    situations are listed to tick, if not here. `every_url`: the same of all places with rules,
    `other_url`: with what is the same or without; None if it is that."""

    question: Asked
    refused: Refused
    chips: list[Chip]
    are_all: bool  # the places with rules of their own, where none was chosen
    to_choose: list[ToChoose]
    kinds: list[KindChoice]
    scenarios: list[tuple[str, list[ScenarioChoice]]]
    pick_url: str | None
    is_picking: bool
    table: Table | None
    places: PlacesTable | None
    every_url: str | None
    other_url: str | None
    csv_url: str
    json_url: str
    feedback_url: str


@require_safe
def compare_page(request: HttpRequest) -> HttpResponse:
    """The table, and how to choose what is in it."""
    question = asked_by_a_reader(request.GET)
    reader = reader_of(request, on=question.days.on, known_on=question.days.known_on)
    lead_to_its_address(question, request)
    if not question.typed:
        return page(request, question, [], reader)
    question, to_choose = with_typed(question, reader)
    if not to_choose:
        return HttpResponseRedirect(question.address())
    return page(request, question, to_choose, reader)


def page(
    request: HttpRequest, question: Asked, to_choose: list[ToChoose], reader: Reader
) -> HttpResponse:
    """The page. Raises BadRequest for more places than one table takes, and Http404."""
    scenarios = scenarios_asked(question, reader)
    listed, unknown = regions_or_refusal(question, scenarios, reader)
    refused = Refused(question.unread, unknown)
    is_asking = bool(refused.unread or refused.unknown or to_choose)
    compared = [] if is_asking and len(question.codes) > MOST_WHILE_ASKING else listed.regions
    shown = compare_with_country(compared, scenarios, on=reader.on, at=reader.at)
    status = max(question.days.status, refused.status, key=(200, 404, 400).index)
    query = question.query()
    return render_page(
        request,
        "policies/compare.html",
        {
            "page": values(question, refused, to_choose, listed, shown, reader),
            "is_refused": status != 200,
        },
        reader=reader,
        title=title(question, shown, reader),
        description=_("同一件事各地的规定，一张表看清。每一格都有依据和日期。"),
        crumbs=[(_("各地对比"), None)],
        query=query,
        robots="noindex" if query or to_choose or status != 200 else "",
        status=status,
    )


def regions_or_refusal(
    question: Asked, scenarios: Sequence[Scenario], reader: Reader
) -> tuple[ListedRegions, list[str]]:
    """The regions of the table, and sentences about codes that no region has; without codes, every
    region with a rule of its own. Raises BadRequest for more than one table takes."""
    if len(question.codes) > MOST_PLACES:
        raise BadRequest(too_many(len(question.codes)))
    if question.codes:
        regions, unknown = regions_asked(question.codes)
        return ListedRegions(regions, are_all=True), unknown
    if question.unread:
        return ListedRegions([], are_all=True), []
    return regions_with_rules(scenarios, on=reader.on, at=reader.at), []


def too_many(number: int) -> str:
    """Why a table was refused, and how to go on."""
    return _(
        "一张表最多对比 %(most)s 个地区，这个地址里有 %(number)s 个。"
        "请分几次看，每次不超过 %(most)s 个；全部数据在 %(data)s。"
    ) % {"most": MOST_PLACES, "number": number, "data": reverse("data-policies-csv")}


def too_many_to_list() -> str:
    """Why a file for all places with rules of their own was refused, and how to go on."""
    return _(
        "有自己规定的地方太多，一个文件放不下。请写明要哪几个地区，每次不超过 %(most)s 个；"
        "全部数据在 %(data)s。"
    ) % {"most": MOST_PLACES, "data": reverse("data-policies-csv")}


def title(question: Asked, shown: Comparison, reader: Reader) -> str:
    """What the page is about: one situation by its name."""
    if not question.is_one:
        return _("各地对比")
    return Joined(reader.speech.of(shown.rows[0].scenario, "name"), _("："), _("各地对比"))


def values(
    question: Asked,
    refused: Refused,
    to_choose: list[ToChoose],
    listed: ListedRegions,
    shown: Comparison,
    reader: Reader,
) -> ComparePage:
    """Everything the page shows."""
    only, is_one = question.only_differences, question.is_one
    table = places = None
    if shown.regions and is_one:
        (row,) = shown.rows
        whole = country_map(shown.country[row.scenario.pk], reader)
        places = places_table(row.cells, reader, whole, only_differences=only)
    elif shown.regions:
        table = comparison_table(shown, reader, only_differences=only)
    return ComparePage(
        question=question,
        refused=refused,
        chips=chips(question, listed.regions, reader),
        are_all=listed.are_all,
        to_choose=to_choose,
        kinds=kind_choices(question, reader),
        scenarios=scenario_choices(question, reader),
        pick_url=None if question.is_narrowed else question.among([NATION_CODE]).address(),
        is_picking=question.codes == [NATION_CODE],
        table=table,
        places=places,
        every_url=question.among([]).address() if question.codes and is_one else None,
        other_url=question.turned().address() if len(shown.regions) > 1 else None,
        csv_url=question.address("compare-csv"),
        json_url=question.address("compare-json"),
        feedback_url=f"{reverse('feedback')}?{urlencode({'address': question.address()})}",
    )
