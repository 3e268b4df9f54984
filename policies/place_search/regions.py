"""Finds a region by what a person types: a name, part of it, pinyin, initials, or a code."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from policies.folding import bare
from policies.models import Region
from policies.models.region import rank
from policies.models.translated import columns
from policies.place_search.sounds import Sounds, slips, sounds_of
from policies.place_search.spelling import (
    KINDS,
    SHORTEST_STEM,
    Place,
    begins,
    nearly_spells,
    parts_of,
    place_named,
    spells,
    stem,
    words_of,
)

MOST_FOUND, MOST_GUESSED, CLOSE_ENOUGH = 30, 10, 75
BEGINS = 2  # the rank of a name that begins with the words; one that contains them is a guess
CITY = rank(Region.Level.PREFECTURE)
BREAKS = re.compile(r"[\s·，,、/_—–\-]+")
CITY_KIND, NO_SHORT_NAMES = "市", ("本市", "上市", "城市", "全市", "大市")
DIGITS = re.compile(r"[0-9]{2,12}")
CODE_LENGTH = 6
CODE_LENGTHS = (2, 4, 6, 9, 12)  # of a province, a city, a county, a street, a village


@dataclass(frozen=True, slots=True)
class Found:
    """Regions that a text means, best first, by their keys: those it names or begins to name, and
    else those that it may mean, of which nothing may be taken for granted."""

    sure: tuple[int, ...] = ()
    guessed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One region as the search knows it."""

    key: int
    code: str
    size: int  # 0 is the nation
    words: tuple[str, ...]  # names in all languages, aliases
    pinyin: str
    initials: str
    path: tuple[Place, ...]  # itself, then those above it up to the province
    path_keys: frozenset[int]  # of the same
    text: str  # every way to write it, one a line: what is none of its parts fits in no way
    short: str  # its Chinese name without what kind of place it is


@dataclass(frozen=True, slots=True)
class Index:
    """Every region, and by each way to write one the keys of those that are written so."""

    entries: tuple[Entry, ...]
    written: dict[str, set[int]]
    sounds: Sounds


def search_regions(query: str, published: str, *, guesses: bool = True) -> Found:
    """The regions that fit; `published` names the state of the data.

    Sure are those whose name, code, pinyin or initials the text is or begins, the very name first
    and a larger place before a smaller; and only when there are none, those whose names together
    with those above them, in any order, it is or begins (鼓楼区 南京, JS NJ). Guessed, where
    nothing is sure and `guesses` are wanted: names that contain it, the same with one wrong
    character, close spellings.
    """
    wanted = bare(query)
    if not wanted:
        return Found()
    index = _index(published)
    entries = index.entries
    if DIGITS.fullmatch(wanted):
        return Found(tuple(entry.key for entry in entries if entry.code == six_digits(wanted)))
    ranked = sorted(
        (rank, entry.size, entry.code, entry.key)
        for entry in entries
        if wanted in entry.text and (rank := _rank(entry, wanted)) is not None
    )
    sure = [key for rank, _size, _code, key in ranked if rank <= BEGINS]
    sure = sure or _by_path(query, wanted, index)
    if sure or not guesses:
        return Found(tuple(sure[:MOST_FOUND]))
    guessed = [key for *_, key in ranked] or called_short(wanted, published)
    guessed = guessed or _nearly_by_path(wanted, index)
    return Found((), tuple((guessed or _close(wanted, index))[:MOST_FOUND]))


def called_short(wanted: str, published: str) -> list[int]:
    """The cities that are called by the first character of a longer name (呼市); none for what
    says another thing."""
    if len(wanted) != SHORTEST_STEM or wanted[-1] != CITY_KIND or wanted in NO_SHORT_NAMES:
        return []
    return [
        entry.key
        for entry in _index(published).entries
        if entry.size <= CITY
        and entry.words[0].startswith(wanted[0])
        and entry.words[0].endswith(CITY_KIND)
    ]


def cities_sounding_like(part: str, published: str) -> list[int]:
    """The cities and provinces whose short name sounds as a text does, and is written otherwise."""
    index = _index(published)
    return [
        entry.key
        for entry in index.entries
        if entry.size <= CITY
        and len(entry.short) == len(part)
        and entry.short != part
        and any(a == b for a, b in zip(part, entry.short, strict=True))
        and not slips(part, entry.short, index.sounds)
    ]


def six_digits(code: str) -> str:
    """The six digits of a code as people know it: 44, 4403, or one of a street or a village (9 or
    12 digits); empty for what is none."""
    if len(code) not in CODE_LENGTHS:
        return ""
    return code[:CODE_LENGTH].ljust(CODE_LENGTH, "0")


def _rank(entry: Entry, wanted: str) -> int | None:
    if wanted in entry.words or wanted in entry.path[0].spelled:
        return 0
    if wanted in entry.path[0].initials:
        return 1
    if any(word.startswith(wanted) for word in entry.words) or entry.pinyin.startswith(wanted):
        return BEGINS
    if any(wanted in word for word in entry.words):
        return 3
    return 4 if len(wanted) > 1 and entry.initials.startswith(wanted) else None


def _by_path(query: str, wanted: str, index: Index) -> list[int]:
    """The regions whose names with those above them are what is wanted: exactly, or else by the
    beginnings of the names."""
    parts = [part for part in map(bare, BREAKS.split(query)) if part]
    exactly = [entry.key for entry in _likely(wanted, index) if spells(wanted, entry.path)]
    if exactly or len(parts) < 2:
        return exactly
    begun = (entry for entry in index.entries if any(part in entry.text for part in parts))
    return [entry.key for entry in begun if begins(parts, entry.path)]


def _nearly_by_path(wanted: str, index: Index) -> list[int]:
    return [entry.key for entry in _likely(wanted, index) if nearly_spells(wanted, entry.path)]


def _likely(wanted: str, index: Index) -> list[Entry]:
    """The regions of which some name, or one of those above, stands in the text."""
    parts = parts_of(wanted)
    named = {key for part in parts & index.written.keys() for key in index.written[part]}
    if not named:
        return []
    return [entry for entry in index.entries if not named.isdisjoint(entry.path_keys)]


def _close(wanted: str, index: Index) -> list[int]:
    """Regions with a close spelling: the same sound, one other character (of two only in the name
    of a city), or much the same letters."""
    if len(wanted) < SHORTEST_STEM:
        return []
    if wanted.isascii():
        names = {entry.key: _stem_pinyin(entry) for entry in index.entries}
        close = process.extract(
            wanted, names, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=MOST_GUESSED
        )
        return [key for *_, key in close]
    short = stem(wanted)
    ranked = sorted(
        (slip, entry.size, entry.code, entry.key)
        for entry in index.entries
        for typed, name in ((short, entry.short), (wanted, entry.words[0]))
        if len(typed) == len(name)
        and (slip := slips(typed, name, index.sounds)) <= 1
        and (slip == 0 or len(short) > SHORTEST_STEM or entry.size <= CITY)
    )
    least = [key for slip, _size, _code, key in ranked if slip == ranked[0][0]]
    return list(dict.fromkeys(least))[:MOST_GUESSED]


def _stem_pinyin(entry: Entry) -> str:
    return entry.pinyin.removesuffix(KINDS.get(entry.words[0][-1], ""))


@functools.lru_cache(maxsize=2)
def _index(published: str) -> Index:
    """Every region for a state of publication: one query, then none."""
    rows = list(
        Region.objects.filter(successor=None).rewrite(False).values_list(  # type: ignore[attr-defined]
            "pk", "code", "parent_id", "level", "aliases", "pinyin", "initials",
            *columns("name"),
        )
    )  # fmt: skip
    above = {row[0]: row[2] for row in rows if row[3] != Region.Level.NATION}
    places = {row[0]: place_named(row[7:], row[4], row[5], row[6]) for row in rows}
    written: dict[str, set[int]] = {}
    for key, place in places.items():
        for way in place.ways:
            written.setdefault(way, set()).add(key)
    entries = []
    for key, code, _parent, level, aliases, pinyin, initials, *names in rows:
        path = tuple(_upwards(key, above)) or (key,)
        way_up, size = tuple(places[each] for each in path), rank(level)
        words = words_of(names, aliases)
        text = "\n".join({*words, *places[key].ways, pinyin, initials})
        entries.append(
            Entry(
                key, code, size, words, pinyin, initials, way_up, frozenset(path), text,
                stem(words[0]),
            )
        )  # fmt: skip
    sounds = sounds_of((row[7], row[5], row[6]) for row in rows)
    return Index(tuple(entries), written, sounds)


def _upwards(key: int | None, above: Mapping[int, int | None]) -> Iterator[int]:
    """The keys from a region up to its province."""
    while key is not None and key in above:
        yield key
        key = above[key]
