"""The places of a comparison: those that were chosen, and those to add by what somebody types."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import Http404
from django.utils.translation import gettext as _

from policies.models import Region
from policies.place_search.meant import places_meant
from policies.rules.regions import find_regions
from policies.speech import Said
from policies.views.compare_asked import Asked
from policies.views.found_places import FoundPlaces, found_for_each
from policies.views.page import Reader, region_or_404
from policies.views.values import full_name
from policies.views.values.region import RegionEntry

BETWEEN_PLACES = re.compile(r"[,，、;；/|]+")
MOST_TYPED = 12  # names at once
MOST_LOOKED_FOR = 3  # codes that no division has today, each costs two queries


@dataclass(frozen=True, slots=True)
class Chip:
    """A place that was chosen, and the address of the table without it."""

    name: Said
    url: str


@dataclass(frozen=True, slots=True)
class ToChoose:
    """What was typed for a place that is not clear, and the places it may be; each leads to the
    table with it."""

    typed: str
    found: FoundPlaces


def chips(question: Asked, regions: Sequence[Region], reader: Reader) -> list[Chip]:
    """The chosen places, each to be taken out; none where nobody chose any."""
    if not question.codes:
        return []
    codes = [each.code for each in regions]
    return [
        Chip(
            full_name(each, reader.speech),
            question.among([code for code in codes if code != each.code]).address(),
        )
        for each in regions
    ]


def with_typed(question: Asked, reader: Reader) -> tuple[Asked, list[ToChoose]]:
    """The question with the places that the typed names say beyond doubt, and the other names.

    Beyond doubt is what only one place is called today. At most two queries in all.
    """
    found = found_for_each(names_in(question.typed, reader.published), reader)
    clear = {text: each.sure[0].code for text, each in found.items() if _is_clear(each)}
    among = question.among([*question.codes, *clear.values()])
    return among, [
        ToChoose(text, _leading(each, among)) for text, each in found.items() if text not in clear
    ]


def _is_clear(found: FoundPlaces) -> bool:
    return len(found.sure) == 1 and not found.sure[0].note


def _leading(found: FoundPlaces, question: Asked) -> FoundPlaces:
    def entry(place: RegionEntry) -> RegionEntry:
        return replace(place, url=question.among([*question.codes, place.code]).address())

    return replace(found, sure=[*map(entry, found.sure)], guessed=[*map(entry, found.guessed)])


def names_in(typed: str, published: str) -> list[str]:
    """The names of places in a text: by marks, and by blanks where the words with the blanks
    between them name no place (南京 鼓楼 is one, 北京 上海 are two)."""
    names: list[str] = []
    for part in filter(None, map(str.strip, BETWEEN_PLACES.split(typed))):
        words = part.split()
        is_one = len(words) < 2 or places_meant(part, published, guesses=False).sure
        names += [part] if is_one else words
    return list(dict.fromkeys(names))[:MOST_TYPED]


def regions_asked(codes: Sequence[str]) -> tuple[list[Region], list[str]]:
    """The regions with their lineage, each once, in the order asked, a merged one as what it
    became; and for each code that leads to none a sentence for the reader."""
    known = {each.code: each for each in find_regions(codes)}
    missing = [code for code in codes if code not in known]
    unknown: list[str] = []
    for code in missing[:MOST_LOOKED_FOR]:
        try:
            known[code] = region_or_404(code)
        except Http404 as refusal:
            unknown.append(str(refusal))
    unknown += [_("没有代码为 %s 的地区。") % code for code in missing[MOST_LOOKED_FOR:]]
    stands = {known[code].heir().code: None for code in codes if code in known}
    by_code = {each.code: each for each in known.values()}
    if not stands.keys() <= by_code.keys():
        by_code |= {each.code: each for each in find_regions(stands)}
    return [by_code[code] for code in stands], unknown
