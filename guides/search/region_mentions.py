"""Regions that a query means: by itself (a name, pinyin, initials) or in passing (深圳医保取现)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from itertools import chain

from guides.search.sounds import syllables_in
from guides.search.spelled import place_and_words, words_spelled
from policies.folding import bare, folded
from policies.models import Region
from policies.place_search.areas import lies_within
from policies.place_search.former import Former, all_formers
from policies.place_search.meant import places_meant
from policies.place_search.regions import called_short, cities_sounding_like
from policies.place_search.spelling import KINDS, parts_of, stem

ENDINGS = ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市")
SHORTEST_NAME = 2
SHORTEST_COUNTY = 3  # 城区 alone says nothing
MOST_NAMED, MOST_SIMILAR = 12, 6


@dataclass(frozen=True, slots=True)
class Place:
    """A region as people write it in a sentence."""

    key: int
    code: str
    parent: int | None
    is_county: bool
    names: tuple[str, ...]


def regions_meant(query: str, published: str) -> tuple[list[int], list[int]]:
    """The keys of the regions a query names, and of those it may mean if nothing else fits."""
    wanted = folded(query)
    whole = places_meant(wanted, published, guesses=False)
    is_place = len(bare(wanted)) > 1 and not words_spelled(bare(wanted))
    sure = whole.sure if is_place else ()
    parts = [*_chinese_parts(wanted), *_before_words(wanted)]
    meant = [places_meant(part, published, guesses=False).sure for part in parts]
    mentioned = _mentioned(wanted, published)
    above = {place.key: place.parent for place in _places(published)}
    inside = [  # 南京 鼓楼: the district first; 南昌 alone is the city, not its county of the name
        key
        for keys in meant
        for key in keys
        if above.get(key) in mentioned and above.get(key) not in keys
    ]
    named = list(dict.fromkeys([*sure, *inside, *mentioned, *chain.from_iterable(meant)]))
    similar = (
        () if named else (places_meant(wanted, published).guessed or _misheard(wanted, published))
    )
    return named[:MOST_NAMED], list(similar)[:MOST_SIMILAR]


def cities_called_short(query: str, published: str) -> list[int]:
    """The cities that a part of a query may call by their first character: 呼市 去世."""
    parts = (called_short(part, published) for part in folded(query).split())
    return [key for keys in parts for key in keys][:MOST_SIMILAR]


def _chinese_parts(wanted: str) -> list[str]:
    """The parts between blanks that may be the short name of a county: 鼓楼 去世."""
    parts = wanted.split()
    return [each for each in parts if len(each) > 1 and not each.isascii()] if parts[1:] else []


def _before_words(wanted: str) -> list[str]:
    """What stands before words in a run of letters: tj in tjyb."""
    heads = (place_and_words(run)[0] for run in re.findall("[a-z]+", wanted))
    return [head for head in heads if head]


def _mentioned(wanted: str, published: str) -> list[int]:
    """Regions in passing; of several counties of a name those of the city that is named too."""
    places, named = _places(published), _by_name(published)
    held = [name for name in parts_of(wanted) & named.keys() if _holds(wanted, name)]
    found = [places[at] for at in sorted({at for name in held for at in named[name]})]
    cities = [place.key for place in found if not place.is_county]
    counties = [place for place in found if place.is_county]
    inside = [place.key for place in counties if place.parent in cities]
    within = {place.parent for place in found}
    cities.sort(key=lambda key: key in within)  # 四川绵阳 is the city, not the province
    own = [*inside, *cities] if inside or cities else [place.key for place in counties]
    before = _of_before(wanted, published)
    return [*before, *own] or _around(wanted, published)


def _of_before(wanted: str, published: str) -> list[int]:
    """What a division of before that is named in passing became."""
    return [
        key
        for former in all_formers(published)
        if _is_said(former, wanted) and not _stands_today(former, wanted, published)
        for key in former.became
    ]


def _is_said(former: Former, wanted: str) -> bool:
    """Whether a division of before is named: a city also by its short name (襄樊出国), a county so
    only beside what it lay in (上海闸北)."""
    is_any_city_s = former.name.startswith("市")  # 市郊区, as in 杭州市郊区
    if len(former.name) >= SHORTEST_COUNTY and former.name in wanted and not is_any_city_s:
        return True
    short = stem(former.name)
    if len(short) < SHORTEST_NAME or short not in wanted:
        return False
    above = {way for place in former.path[1:] for way in place.spelled if not way.isascii()}
    return former.code[4:6] == "00" or any(way in wanted for way in above if short not in way)


def _stands_today(former: Former, wanted: str, published: str) -> bool:
    """Whether a place of today that is named bears the name: 巢湖市 is that of today."""
    named = _by_name(published)
    short = stem(former.name)
    return any(
        name in named and short in wanted for name in (short, *(short + kind for kind in KINDS))
    )


def _misheard(wanted: str, published: str) -> list[int]:
    """The cities that sound like a part of a query, where it names no place (广洲共济)."""
    return [
        key
        for size in (SHORTEST_NAME, SHORTEST_NAME + 1)
        for at in range(len(wanted) - size + 1)
        if not (part := wanted[at : at + size]).isascii()
        for key in cities_sounding_like(part, published)
    ]


def _around(wanted: str, published: str) -> list[int]:
    """What an area without a code that is named in passing lies in."""
    codes = lies_within(wanted)
    return [place.key for place in _places(published) if place.code in codes]


def _holds(wanted: str, name: str) -> bool:
    """Whether a query that a name is part of holds it; a Latin name only as whole words, and one
    of a single syllable not beside another (xian tuixiu, but not qu xian)."""
    if not name.isascii():
        return True
    if len(syllables_in(name)) != 1:
        return bool(re.search(rf"\b{re.escape(name)}\b", wanted))
    runs = ["", *wanted.split(), ""]
    return any(
        run == name and 1 not in map(len, map(syllables_in, (before, after)))
        for before, run, after in zip(runs, runs[1:], runs[2:], strict=False)
    )


@functools.lru_cache(maxsize=2)
def _by_name(published: str) -> dict[str, list[int]]:
    """At which of the places each name stands."""
    named: dict[str, list[int]] = {}
    for at, place in enumerate(_places(published)):
        for name in place.names:
            named.setdefault(name, []).append(at)
    return named


@functools.lru_cache(maxsize=2)
def _places(published: str) -> tuple[Place, ...]:
    """Regions below the nation with their names in sentences. One query, then none."""
    rows = Region.objects.filter(successor=None).exclude(level=Region.Level.NATION)
    columns = ("pk", "code", "parent_id", "level", "name_zh_hans", "name_en")
    places = []
    for key, code, parent, level, chinese, english in (
        rows.order_by("code").rewrite(False).values_list(*columns)  # type: ignore[attr-defined]
    ):
        is_county = level == Region.Level.COUNTY
        name = folded(chinese)
        latin = (english or "").lower()
        names = [name] if is_county else [_short(name), latin, latin.replace("'", "")]
        shortest = SHORTEST_COUNTY if is_county else SHORTEST_NAME
        fitting = tuple(name for name in dict.fromkeys(names) if len(name) >= shortest)
        places.append(Place(key, code, parent, is_county, fitting))
    return tuple(places)


def _short(name: str) -> str:
    return next((name.removesuffix(end) for end in ENDINGS if name.endswith(end)), name)
