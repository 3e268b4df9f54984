"""What is known of every place and situation, as numbers, and what is not known yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from guides.coverage import Counted, Coverage, Standing, coverage, vouched
from guides.views.coverage_place import place_page
from policies.models import Evidence, Region, Scenario
from policies.rules.regions import MOST_LISTED
from policies.speech import Said
from policies.views import parameters
from policies.views.page import Reader, reader_of, region_or_404, render_page
from policies.views.values import full_name


@dataclass(frozen=True, slots=True)
class Number:
    """How many cells stand in one column."""

    column: str
    number: int


@dataclass(frozen=True, slots=True)
class Row:
    """How many cells of a region or of a scenario stand in which column."""

    name: Said
    url: str
    numbers: list[Number]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column means, in a sentence, and how many cells of the provinces stand in it."""

    label: str
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """What is known: in one sentence, by standing, by scenario, by place, by evidence."""

    contents: list[tuple[str, str]]
    total: str
    meanings: list[Meaning]
    by_scenario: list[Row]
    by_province: list[Row]
    by_other: list[Row]
    are_all: bool  # the places with rules of their own
    evidence: list[tuple[str, int]]
    verified: int
    unverified: int
    conditions: int
    wordless: int


@require_safe
def coverage_page(request: HttpRequest) -> HttpResponse:
    """Counts of what is known, per region and per situation; with `region` the cells of one."""
    reader = reader_of(request)
    if code := parameters.region_code(request.GET, "region"):
        return place_page(request, region_or_404(code), reader)
    return render_page(
        request,
        "guides/coverage.html",
        {"page": counted_page(reader)},
        reader=reader,
        title=_("知道什么，还不知道什么"),
        description=_("每个地方、每件事有没有自己的规定、依据是什么、核实了没有、哪些还不知道。"),
        crumbs=[(_("知道什么，还不知道什么"), None)],
    )


def counted_page(reader: Reader) -> CoveragePage:
    """Everything the page shows. Four queries; three more once a publication."""
    scenarios = reader.vocabulary.scenarios
    known = coverage(scenarios, on=reader.on, at=reader.at, most=MOST_LISTED)
    others = [each for each in known.regions if each.level != Region.Level.PROVINCE]
    sure = vouched(reader.published, reader.on, reader.at)
    levels = dict.fromkeys([*Evidence.values, *sure.evidence])  # unknown ones last
    return CoveragePage(
        contents=[
            ("by-scenario", _("每件事，多少个省级地区有规定")),
            ("by-region", _("每个省级地区，多少件事有规定")),
            ("others", _("全国，和有自己规定的市县")),
            ("evidence", _("依据有多可靠")),
        ],
        total=total(known),
        meanings=meanings(known.of_provinces),
        by_scenario=[scenario_row(each, known, reader) for each in known.scenarios],
        by_province=region_rows(known.provinces, known, reader),
        by_other=region_rows(others, known, reader),
        are_all=known.are_all,
        evidence=[(Evidence.word(each), sure.evidence[each]) for each in levels],
        verified=sure.verified,
        unverified=sure.unverified,
        conditions=sure.conditions,
        wordless=sure.wordless,
    )


def total(known: Coverage) -> str:
    """The whole in one sentence: how many cells, how many of them with a rule."""
    counted = known.of_provinces
    return _(
        "%(places)s 个省级地区，每个 %(situations)s 件事，一共 %(cells)s 格："
        "%(recorded)s 格有规定，%(none)s 格没有记录。"
    ) % {
        "places": len(known.provinces),
        "situations": len(known.scenarios),
        "cells": counted.cells,
        "recorded": counted.recorded,
        "none": counted.cells - counted.recorded,
    }


def meanings(counted: Counted) -> list[Meaning]:
    """Each column with its head and its sentence; no cell stands in two, so they add up."""
    words = {
        "own": (pgettext("coverage", "自己"), _("当地自己的规定，现在没有疑问。")),
        "inherited": (
            pgettext("coverage", "上级"),
            _(
                "当地没有记录到自己的规定，用上级地区的。"
                "其中 %(vague)s 格只写原则，或者只管一部分人。"
            )
            % {"vague": counted.vague},
        ),
        "conflicting": (pgettext("coverage", "分歧"), _("有规定，但两份依据说法不一样。")),
        "overdue": (
            pgettext("coverage", "逾期"),
            _("有规定，但到了重新核对的日子还没有核对，或者依据有变动，正在核对。"),
        ),
        "expired": (
            pgettext("coverage", "过期"),
            _("以前的规定过期了或者撤回了，新的还没有记录。"),
        ),
        "looked-for": (
            pgettext("coverage", "查无"),
            _("没有记录：查过，没有找到可以采用的依据。不等于不可以。"),
        ),
        "not-looked-for": (pgettext("coverage", "没查"), _("没有记录：还没查过。不等于不可以。")),
    }
    return [
        Meaning(words[each.column][0], each.number, words[each.column][1])
        for each in numbers(counted)
    ]


def scenario_row(scenario: Scenario, known: Coverage, reader: Reader) -> Row:
    """The standings of one scenario across the provinces."""
    name = reader.speech.of(scenario, "name")
    url = reverse("scenario", args=[scenario.code])
    return Row(name, url, numbers(known.of_scenario(scenario)))


def region_rows(regions: Iterable[Region], known: Coverage, reader: Reader) -> list[Row]:
    """The standings of each region over all scenarios; a row leads to its cells."""
    page = reverse("coverage")
    return [
        Row(
            full_name(each, reader.speech),
            f"{page}?region={each.code}",
            numbers(known.of_region(each)),
        )
        for each in regions
    ]


def numbers(counted: Counted) -> list[Number]:
    """The numbers of a row, in the order of the columns."""
    found = counted.by_standing
    found.pop(Standing.NONE)
    with_rule = [Number(each.value, number) for each, number in found.items()]
    without = ("looked-for", counted.searched), ("not-looked-for", counted.unsearched)
    return [*with_rule, *(Number(*each) for each in without)]
