"""Regions that a query means: by itself (a name, pinyin, initials) or in passing (深圳医保取现)."""

from __future__ import annotations

import functools

from guides.search_words import normal
from policies.models import Region
from policies.region_search import search_regions

ENDINGS = ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市")
SHORTEST_NAME = 2
MOST_MENTIONED = 6


def regions_meant(query: str, published: str) -> tuple[list[int], list[int]]:
    """The keys of the regions a query names, and of those it may mean if nothing else fits."""
    mentioned = [key for name, key in _names(published) if name in normal(query)]
    similar = search_regions(normal(query), published)
    exact = similar if _is_a_name(query, published) else []
    named = list(dict.fromkeys([*exact, *mentioned]))[:MOST_MENTIONED]
    return named, [key for key in similar if key not in named][:MOST_MENTIONED]


def _is_a_name(query: str, published: str) -> bool:
    """Whether some region's name, pinyin or initials begin with the whole query."""
    wanted = normal(query).replace(" ", "")
    return len(wanted) > 1 and any(each.startswith(wanted) for each in _spellings(published))


@functools.lru_cache(maxsize=2)
def _spellings(published: str) -> frozenset[str]:
    rows = Region.objects.filter(successor=None).values_list(
        "name_zh_hans", "name_en", "pinyin", "initials", "code", "aliases"
    )
    spellings = (word for *words, aliases in rows for word in (*words, *aliases.split()) if word)
    return frozenset(word.lower().replace(" ", "").replace("'", "") for word in spellings)


@functools.lru_cache(maxsize=2)
def _names(published: str) -> tuple[tuple[str, int], ...]:
    """Names as people write them in a sentence, of provinces and cities, the longest first."""
    levels = [Region.Level.PROVINCE, Region.Level.PREFECTURE]
    rows = Region.objects.filter(successor=None, level__in=levels).values_list("name_zh_hans", "pk")
    names = [(_short(normal(name)), key) for name, key in rows]
    fitting = [pair for pair in names if len(pair[0]) >= SHORTEST_NAME]
    return tuple(sorted(fitting, key=lambda pair: -len(pair[0])))


def _short(name: str) -> str:
    return next((name.removesuffix(end) for end in ENDINGS if name.endswith(end)), name)
