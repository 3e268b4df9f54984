"""Find the place of insurance, and everything recorded for it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.models import Region
from policies.region_search import search_regions
from policies.rules.applicability import Applicable, applicable_policies, with_lineage
from policies.views import parameters
from policies.views.page import Crumb, Reader, reader_of, region_or_404, render_page, standing
from policies.views.values import (
    Values,
    answer_url,
    full_name,
    region_url,
    verdict_values,
    whose_rule,
)


@require_safe
def region_list(request: HttpRequest) -> HttpResponse:
    """Choose the place of insurance: search, tile map of provinces, list."""
    reader = reader_of(request)
    query = parameters.text(request.GET, "q")
    context = {
        "query": query,
        "found": found_regions(query, reader),
        "provinces": province_tiles(reader),
    }
    return render_page(
        request,
        "policies/regions.html",
        context,
        reader=reader,
        title=_("选参保地"),
        description=_("按名称、拼音或代码找到你参加职工医保的地方。"),
        crumbs=[(_("选参保地"), None)],
        robots="noindex" if query else "",
    )


@require_safe
def region_detail(request: HttpRequest, code: str) -> HttpResponse:
    """All scenarios of one region, with the answer for each, and the regions below it."""
    region = region_or_404(code)
    if (heir := standing(region)) != region:
        return HttpResponsePermanentRedirect(region_url(heir))
    reader = reader_of(request)
    name = full_name(region, reader.speech)
    answers = applicable_policies(
        [region], reader.vocabulary.scenarios, on=reader.on, at=reader.at
    ).values()
    own = [found for found in answers if found.policy and not found.is_inherited]
    context = {
        "region": region,
        "name": name,
        "kinds": answers_by_kind(answers, reader),
        "below": regions_below(region, reader),
        "own_count": len(own),
    }
    return render_page(
        request,
        "policies/region.html",
        context,
        reader=reader,
        title=_("%s的职工医保个人账户") % name,
        description=_("%s：个人账户的钱能不能取、怎样用、怎样转，逐项给出依据。") % name,
        crumbs=region_crumbs(region, reader),
        canonical=None
        if own or region.level == "nation"
        else region_url(nearest_with_rows(answers, region)),
        robots="" if own else "noindex",
    )


def nearest_with_rows(answers: Any, region: Region) -> Region:
    """The nearest level that holds a rule shown on this page; the region itself if none does."""
    levels = region.lineage()
    holders = {found.policy.region_id for found in answers if found.policy}
    return next((level for level in levels if level.pk in holders), region)


def answers_by_kind(answers: Any, reader: Reader) -> list[tuple[str, list[Values]]]:
    """Cards of all scenarios, grouped by what the citizen wants to do."""
    groups = groupby(answers, key=lambda found: found.scenario.get_kind_display())
    return [(str(kind), [card(found, reader) for found in group]) for kind, group in groups]


def card(found: Applicable, reader: Reader) -> Values:
    """One answer as a card in a list."""
    answer = reader.speech.of(found.policy, "answer") if found.policy else None
    title = reader.speech.of(found.scenario, "name")
    return verdict_values(found) | {
        "title": title,
        "url": answer_url(found.region, found.scenario),
        "sentence": answer,
        "lang": answer.lang if answer else None,
        "level_name": whose_rule(found, reader.speech) if found.is_inherited else "",
    }


def found_regions(query: str, reader: Reader) -> list[Values] | None:
    """Regions that fit a search as list entries; None without a search."""
    if not query:
        return None
    keys = search_regions(query, reader.published)
    rows = {region.pk: region for region in with_lineage(Region.objects.filter(pk__in=keys))}
    return [region_entry(rows[key], reader) for key in keys if key in rows]


def regions_below(region: Region, reader: Reader) -> list[Values]:
    """The divisions below a region, as list entries."""
    below = Region.objects.filter(parent=region, successor=None).order_by("code")
    return [region_entry(child, reader, full=False) for child in below]


def region_entry(region: Region, reader: Reader, *, full: bool = True) -> Values:
    name = full_name(region, reader.speech) if full else reader.speech.of(region, "name")
    return {"code": region.code, "name": name, "url": region_url(region)}


def province_tiles(reader: Reader) -> list[Values]:
    """The provinces for the tile map, by their short names."""
    provinces = Region.objects.filter(level=Region.Level.PROVINCE).order_by("code")
    return [
        {
            "code": province.code,
            "name": short_name(province, reader),
            "full_name": reader.speech.of(province, "name"),
            "url": region_url(province),
        }
        for province in provinces
    ]


def short_name(province: Region, reader: Reader) -> str:
    """A province's name without its kind: 内蒙古自治区 is 内蒙古, 广东省 is 广东."""
    name = str(reader.speech.of(province, "name"))
    if reader.language == "en":
        return name.partition(" (")[0]
    return name[:3] if name[:3] in ("内蒙古", "黑龙江", "內蒙古", "黑龍江") else name[:2]


def region_crumbs(region: Region, reader: Reader, *, last_is_link: bool = False) -> list[Crumb]:
    """The way from the list of regions down to a region."""
    levels = [level for level in reversed(region.lineage()) if level.level != "nation"]
    crumbs: list[Crumb] = [
        (reader.speech.of(level, "name"), region_url(level)) for level in levels or [region]
    ]
    if not last_is_link:
        crumbs[-1] = (crumbs[-1][0], None)
    return [(_("选参保地"), reverse("region-list")), *crumbs]
