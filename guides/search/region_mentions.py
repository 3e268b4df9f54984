"""Regions that a query means: by itself (a name, pinyin, initials) or in passing (深圳医保取现)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from guides.search.words import normal
from policies.models import Region
from policies.region_search import search_regions

ENDINGS = ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市")
SHORTEST_NAME = 2
SHORTEST_COUNTY = 3  # 城区 alone says nothing
MOST_NAMED, MOST_SIMILAR = 12, 6


@dataclass(frozen=True, slots=True)
class Place:
    """A region as people write it in a sentence."""

    key: int
    parent: int | None
    is_county: bool
    names: tuple[str, ...]


def regions_meant(query: str, published: str) -> tuple[list[int], list[int]]:
    """The keys of the regions a query names, and of those it may mean if nothing else fits."""
    wanted = normal(query)
    similar = search_regions(wanted, published)
    exact = similar if _begins_a_name(wanted, published) else []
    named = list(dict.fromkeys([*exact, *_mentioned(wanted, published)]))[:MOST_NAMED]
    return named, similar[:MOST_SIMILAR]


def _mentioned(wanted: str, published: str) -> list[int]:
    """Regions in passing; of several counties of a name those of the city that is named too."""
    found = [place for place in _places(published) if any(_holds(wanted, n) for n in place.names)]
    cities = [place.key for place in found if not place.is_county]
    counties = [place for place in found if place.is_county]
    inside = [place.key for place in counties if place.parent in cities]
    return [*inside, *cities] if inside or cities else [place.key for place in counties]


def _holds(wanted: str, name: str) -> bool:
    """Whether a query holds a name; a Latin name only as whole words."""
    if name not in wanted:
        return False
    return not name.isascii() or bool(re.search(rf"\b{re.escape(name)}\b", wanted))


def _begins_a_name(wanted: str, published: str) -> bool:
    """Whether some region's name, pinyin, initials or code begin with the whole query."""
    start = wanted.replace(" ", "")
    return len(start) > 1 and any(each.startswith(start) for each in _spellings(published))


@functools.lru_cache(maxsize=2)
def _spellings(published: str) -> frozenset[str]:
    """Every way to spell a region. One query, then none."""
    rows = (
        Region.objects.filter(successor=None)  # type: ignore[attr-defined]
        .rewrite(False)
        .values_list("name_zh_hans", "name_en", "pinyin", "initials", "code", "aliases")
    )
    spellings = (word for *words, aliases in rows for word in (*words, *aliases.split()) if word)
    return frozenset(word.lower().replace(" ", "").replace("'", "") for word in spellings)


@functools.lru_cache(maxsize=2)
def _places(published: str) -> tuple[Place, ...]:
    """Regions below the nation with their names in sentences. One query, then none."""
    rows = Region.objects.filter(successor=None).exclude(level=Region.Level.NATION)
    columns = ("pk", "parent_id", "level", "name_zh_hans", "name_en")
    places = []
    for key, parent, level, chinese, english in (
        rows.order_by("code").rewrite(False).values_list(*columns)  # type: ignore[attr-defined]
    ):
        is_county = level == Region.Level.COUNTY
        name = normal(chinese)
        names = [name] if is_county else [_short(name), (english or "").lower()]
        shortest = SHORTEST_COUNTY if is_county else SHORTEST_NAME
        fitting = tuple(name for name in names if len(name) >= shortest)
        places.append(Place(key, parent, is_county, fitting))
    return tuple(places)


def _short(name: str) -> str:
    return next((name.removesuffix(end) for end in ENDINGS if name.endswith(end)), name)
