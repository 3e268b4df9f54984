"""Places that fit what was typed, and the cities of a province, each with what it leads to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from policies.models import Region, Scenario
from policies.models.made_from import CONVERTERS
from policies.place_search.former import Former
from policies.place_search.meant import Meant, places_meant
from policies.rules.regions import regions_by_key
from policies.speech import Said
from policies.views.page import Reader
from policies.views.values import full_name
from policies.views.values.region import RegionEntry, place_url, region_entry


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """What a text named, and else what it may have meant: nothing of it is chosen for anybody."""

    sure: list[RegionEntry]
    guessed: list[RegionEntry]
    has_another_scheme: bool


@dataclass(frozen=True, slots=True)
class CityChoice:
    """The cities of a province, which make the rules; `whole` is for who does not know theirs."""

    name: Said
    cities: list[RegionEntry]
    whole: RegionEntry


def found_places(query: str, reader: Reader, event: Scenario | None = None) -> FoundPlaces:
    """The places that fit; each leads to its answer where the event is known. At most two
    queries."""
    return found_for_each([query], reader, event)[query]


def found_for_each(
    texts: Collection[str], reader: Reader, event: Scenario | None = None
) -> dict[str, FoundPlaces]:
    """The same for each of several texts. One query for all, and one for each that names an area
    without a code."""
    meant = {text: places_meant(text, reader.published) for text in texts}
    regions = regions_of({key for each in meant.values() for key in (*each.sure, *each.guessed)})
    return {text: _found(text, each, regions, reader, event) for text, each in meant.items()}


def _found(
    query: str, meant: Meant, regions: Mapping[int, Region], reader: Reader, event: Scenario | None
) -> FoundPlaces:
    sure, guessed = (
        [_entry(regions[key], query, meant, reader, event) for key in keys if key in regions]
        for keys in (meant.sure, meant.guessed)
    )
    return FoundPlaces(sure, guessed, meant.has_another_scheme)


def regions_of(keys: Collection[int]) -> Mapping[int, Region]:
    """Regions with their lineage by their keys; one query, none for no keys."""
    if not keys:
        return {}
    return regions_by_key(keys)


def _entry(
    region: Region, query: str, meant: Meant, reader: Reader, event: Scenario | None
) -> RegionEntry:
    note = (
        within_note(query, region, reader)
        if meant.is_area
        else former_note(region, meant.formers, reader)
    )
    return region_entry(region, full_name(region, reader.speech), note, event)


def within_note(query: str, region: Region, reader: Reader) -> str:
    """That an area has no code of its own, and whose rules to read first."""
    names = {"area": query, "name": reader.speech.of(region, "name")}
    return _("%(area)s没有单独的代码，先看%(name)s的规定；办理前打12393问清楚。") % names


def former_note(region: Region, formers: Iterable[Former], reader: Reader) -> str:
    """What a region, or a part of it, was called by the name that was asked for; else empty."""
    former = next((each for each in formers if region.pk in each.became), None)
    if former is None:
        return ""
    year = former.code.partition("-")[2]  # of the last list of codes that has the name
    written = CONVERTERS.get(reader.speech.language, str)(former.name)
    names = {"former": written, "year": year, "name": reader.speech.of(region, "name")}
    if len(former.became) > 1:
        return _("原%(former)s（至少用到%(year)s年），现在分成几处，这是其中的%(name)s") % names
    return _("原%(former)s（至少用到%(year)s年），今%(name)s") % names


def city_choice(province: Region, reader: Reader, event: Scenario | None = None) -> CityChoice:
    """The cities of a province to choose from. One query."""
    cities = Region.objects.filter(parent=province, successor=None).order_by("code")
    entries = [region_entry(each, reader.speech.of(each, "name"), event=event) for each in cities]
    name = reader.speech.of(province, "name")
    url = place_url(province, event, is_whole=True)
    whole = RegionEntry(province.code, Said(_("不知道 / 省直")), url)
    return CityChoice(name, entries, whole)
