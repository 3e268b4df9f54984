"""Finds a region by what a person types: a name, part of it, pinyin, initials, or a code."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from policies.models import Region
from policies.models.translated import columns

MOST_FOUND, CLOSE_ENOUGH, SHORTEST_TYPO = 30, 75, 3
BEGINS = 1  # the rank of a name that begins with the words; a name that contains them is a guess
LEVELS = tuple(Region.Level.values)  # the larger place first
BREAKS = re.compile(r"[\s·，,、/_—–\-]+")
SPELLINGS = str.maketrans("", "", "'’‘`·，,、/_—–- ")
# What ends a name and may be left out, with its pinyin.
KINDS = {
    "省": "sheng", "市": "shi", "区": "qu", "县": "xian", "旗": "qi", "盟": "meng",
    "區": "qu", "縣": "xian",
}  # fmt: skip
LONG_KINDS = re.compile(
    "(?:维吾尔自治区|壮族自治区|回族自治区|維吾爾自治區|壯族自治區|回族自治區|自治[区區州县縣]|"
    "特别行政区|特別行政區|地[区區])$"
)
SHORTEST_STEM, SHORTEST_SLIP, SHORTEST_SLIP_LATIN = 2, 2, 4


@dataclass(frozen=True, slots=True)
class Place:
    """How the name of one region may be written."""

    spelled: frozenset[str]  # names in all languages, aliases, pinyin, kinds left out or not
    initials: frozenset[str]

    @property
    def ways(self) -> frozenset[str]:
        return self.spelled | self.initials


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


def search_regions(query: str, published: str, *, guesses: bool = True) -> list[int]:
    """The keys of the regions that fit, best first; `published` names the state of the data.

    A name that begins with the words comes before one that contains them, a larger place before a
    smaller. Only when nothing fits: names together with those above them in any order (鼓楼区 南京,
    JS NJ), then, if it may guess, the same with one wrong character, then close spellings.
    """
    wanted = bare(query)
    if not wanted:
        return []
    entries = _entries(published)
    found = sorted(
        (rank, entry.size, entry.code, entry.key)
        for entry in entries
        if (rank := _rank(entry, wanted)) is not None and (guesses or rank <= BEGINS)
    )
    if found:
        return [key for *_, key in found[:MOST_FOUND]]
    by_path = [entry.key for entry in _by_path(query, wanted, entries, guesses)[:MOST_FOUND]]
    return _close(wanted, entries) if guesses and not by_path else by_path


def bare(text: str) -> str:
    """A text without case, spaces and the marks that people put or leave out."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(plain.split()).translate(SPELLINGS)


def _rank(entry: Entry, wanted: str) -> int | None:
    if wanted == entry.code or wanted in entry.words:
        return 0
    if any(word.startswith(wanted) for word in entry.words) or entry.pinyin.startswith(wanted):
        return 1
    if any(wanted in word for word in entry.words) or entry.initials == wanted:
        return 2
    return 3 if len(wanted) > 1 and entry.initials.startswith(wanted) else None


def _by_path(query: str, wanted: str, entries: Sequence[Entry], guesses: bool) -> list[Entry]:
    """The regions whose names with those above them are what is wanted: exactly, by the beginnings
    of the names, or else with one wrong character.
    """
    holds = functools.cache(lambda way: way in wanted)  # the provinces come up again and again
    likely = [
        entry for entry in entries if any(holds(way) for place in entry.path for way in place.ways)
    ]
    parts = [part for part in map(bare, BREAKS.split(query)) if part]
    return (
        [entry for entry in likely if spells(wanted, entry.path)]
        or [entry for entry in entries if _begins(parts, entry.path)]
        or [entry for entry in likely if guesses and _nearly_spells(wanted, entry.path)]
    )


def spells(rest: str, path: tuple[Place, ...]) -> bool:
    """Whether a text is the names of a region and of some above it, in any order."""
    own = path[0]
    return any(_is_spelled(rest, [own, *above]) for above in _some_of(path[1:]))


def _some_of(places: tuple[Place, ...]) -> Iterator[tuple[Place, ...]]:
    for bits in range(2 ** len(places)):
        yield tuple(place for number, place in enumerate(places) if bits >> number & 1)


def _is_spelled(rest: str, places: Sequence[Place]) -> bool:
    """Whether a text is the names of all these places, in any order, and nothing else."""
    if not places:
        return rest == ""
    return any(
        _is_spelled(rest[len(way) :], [*places[:number], *places[number + 1 :]])
        for number, place in enumerate(places)
        for way in place.ways
        if rest.startswith(way)
    )


def _begins(parts: Sequence[str], path: tuple[Place, ...]) -> bool:
    """Whether the words are the beginnings of the names of a region and of some above it."""
    if not 1 < len(parts) <= len(path) or min(map(len, parts)) < SHORTEST_STEM:
        return False
    if not any(way.startswith(part) for way in path[0].ways for part in parts):
        return False
    return any(
        path[0] in chosen
        and all(
            any(way.startswith(part) for way in place.ways)
            for part, place in zip(parts, chosen, strict=True)
        )
        for chosen in permutations(path, len(parts))
    )


def _nearly_spells(wanted: str, path: tuple[Place, ...]) -> bool:
    """Whether one wrong character keeps a text from being the names of a region and of one or
    more above it. One of the names must be right.
    """
    return any(
        _is_nearly_spelled(wanted, [path[0], *above], 1) for above in _some_of(path[1:]) if above
    )


def _is_nearly_spelled(rest: str, places: Sequence[Place], slips: int) -> bool:
    if not places:
        return rest == ""
    for number, place in enumerate(places):
        others = [*places[:number], *places[number + 1 :]]
        for way in place.spelled:
            if rest.startswith(way) and _is_nearly_spelled(rest[len(way) :], others, slips):
                return True
            if slips and any(
                _is_nearly_spelled(rest[length:], others, 0) for length in _slipped(rest, way)
            ):
                return True
    return False


def _slipped(text: str, way: str) -> Iterator[int]:
    """The lengths of the beginnings of a text that are a spelling with one character wrong."""
    if len(way) < (shortest := SHORTEST_SLIP_LATIN if way.isascii() else SHORTEST_SLIP):
        return
    lengths = (len(way) - 1, len(way), len(way) + 1) if len(way) > shortest else (len(way),)
    for length in lengths:
        if length <= len(text) and OSA.distance(text[:length], way, score_cutoff=1) == 1:
            yield length


def stem(name: str) -> str:
    """A name without what kind of place it is."""
    short = LONG_KINDS.sub("", name)
    if short != name and len(short) >= SHORTEST_STEM:
        return short
    return name[:-1] if name[-1] in KINDS and len(name) > SHORTEST_STEM else name


def _stem_pinyin(entry: Entry) -> str:
    return entry.pinyin.removesuffix(KINDS.get(entry.words[0][-1], ""))


def _close(wanted: str, entries: Sequence[Entry]) -> list[int]:
    if len(wanted) < SHORTEST_TYPO:
        return []
    spelling = _stem_pinyin if wanted.isascii() else lambda entry: entry.words[0]
    names = {entry.key: spelling(entry) for entry in entries}
    close = process.extract(wanted, names, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=10)
    return [key for *_, key in close]


@functools.lru_cache(maxsize=2)
def _entries(published: str) -> tuple[Entry, ...]:
    """Every region for a state of publication: one query, then none."""
    rows = list(
        Region.objects.filter(successor=None).rewrite(False).values_list(  # type: ignore[attr-defined]
            "pk", "code", "parent_id", "level", "aliases", "pinyin", "initials",
            *columns("name"),
        )
    )  # fmt: skip
    above = {row[0]: row[2] for row in rows if row[3] != Region.Level.NATION}
    places = {row[0]: place_named(row[7:], row[4], row[5], row[6]) for row in rows}
    return tuple(
        Entry(
            key,
            code,
            LEVELS.index(level),
            _words(names, aliases),
            pinyin,
            initials,
            tuple(places[each] for each in _upwards(key, above)) or (places[key],),
        )
        for key, code, _parent, level, aliases, pinyin, initials, *names in rows
    )


def _words(names: Iterable[str | None], aliases: str) -> tuple[str, ...]:
    return tuple(bare(word) for word in (*names, *aliases.split()) if word)


def place_named(names: Sequence[str | None], aliases: str, pinyin: str, initials: str) -> Place:
    words = _words(names, aliases)
    end = KINDS.get(words[0][-1], "")
    spelled = {*words, *map(stem, words), pinyin, pinyin.removesuffix(end)}
    short = initials[:-1] if end and len(initials) > SHORTEST_STEM else initials
    return Place(frozenset(spelled - {""}), frozenset({initials, short} - {""}))


def _upwards(key: int | None, above: Mapping[int, int | None]) -> Iterator[int]:
    """The keys from a region up to its province."""
    while key is not None and key in above:
        yield key
        key = above[key]
