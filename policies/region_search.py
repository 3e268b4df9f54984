"""Finds a region by what a person types: a name, part of it, pinyin, initials, or a code."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from policies.models import Region

MOST_FOUND = 30
CLOSE_ENOUGH = 75
SHORTEST_TYPO = 3
LEVELS = tuple(Region.Level.values)  # the larger place first
SPELLINGS = str.maketrans("", "", "'’‘`·，,、 ")
# What ends a name and may be left out, with its pinyin.
KINDS = {"省": "sheng", "市": "shi", "区": "qu", "县": "xian", "旗": "qi", "盟": "meng"}
SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One region as the search knows it."""

    key: int
    code: str
    size: int  # 0 is the nation
    words: tuple[str, ...]  # names in all languages, aliases
    pinyin: str
    initials: str
    path: tuple[str, ...]  # names from the province down to itself


def search_regions(query: str, published: str) -> list[int]:
    """The keys of the regions that fit, best first; `published` names the state of the data.

    A name that begins with the words comes before one that contains them, a larger place before a
    smaller; names with those above them (江苏南京) and close spellings only when nothing fits.
    """
    wanted = _bare(query)
    if not wanted:
        return []
    entries = _entries(published)
    found = sorted(
        (rank, entry.size, entry.code, entry.key)
        for entry in entries
        if (rank := _rank(entry, wanted)) is not None
    )
    if found:
        return [key for *_, key in found[:MOST_FOUND]]
    by_path = [entry.key for entry in entries if _is_path(wanted, entry.path)]
    return by_path[:MOST_FOUND] or _close(wanted, entries)


def _bare(text: str) -> str:
    """A text without case, spaces and the marks that people put or leave out."""
    return "".join(text.lower().split()).translate(SPELLINGS)


def _rank(entry: Entry, wanted: str) -> int | None:
    if wanted == entry.code or wanted in entry.words:
        return 0
    if any(word.startswith(wanted) for word in entry.words) or entry.pinyin.startswith(wanted):
        return 1
    if any(wanted in word for word in entry.words) or entry.initials == wanted:
        return 2
    return 3 if len(wanted) > 1 and entry.initials.startswith(wanted) else None


def _is_path(wanted: str, path: tuple[str, ...]) -> bool:
    """Whether the words are a place's name behind some of those above it, kinds left out or not."""
    rest = wanted
    for name in path:
        before = rest
        rest = rest.removeprefix(name)
        rest = rest.removeprefix(_stem(name)) if rest == before else rest
    return rest == "" and before != ""


def _stem(name: str) -> str:
    return name[:-1] if name[-1] in KINDS and len(name) > SHORTEST_STEM else name


def _stem_pinyin(entry: Entry) -> str:
    return entry.pinyin.removesuffix(KINDS.get(entry.path[-1][-1], "")) if entry.path else ""


def _close(wanted: str, entries: Sequence[Entry]) -> list[int]:
    if len(wanted) < SHORTEST_TYPO:
        return []
    spelling = _stem_pinyin if wanted.isascii() else lambda entry: entry.words[0]
    names = {entry.key: spelling(entry) for entry in entries}
    close = process.extract(wanted, names, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=10)
    return [key for _, _, key in close]


@functools.lru_cache(maxsize=2)
def _entries(published: str) -> tuple[Entry, ...]:
    """Every region for a state of publication: one query, then none."""
    rows = list(
        Region.objects.filter(successor=None).rewrite(False).values_list(
            "pk", "code", "parent_id", "level", "aliases", "pinyin", "initials",
            "name_zh_hans", "name_zh_hant", "name_en",
        )
    )  # fmt: skip
    above = {row[0]: (row[2], row[7], row[3]) for row in rows}
    return tuple(
        Entry(
            key,
            code,
            LEVELS.index(level),
            tuple(_bare(word) for word in (*names, *aliases.split()) if word),
            pinyin,
            initials,
            _path(key, above),
        )
        for key, code, _parent, level, aliases, pinyin, initials, *names in rows
    )


def _path(key: int | None, above: Mapping[int, tuple[int | None, str, str]]) -> tuple[str, ...]:
    """The names from the province down to the region of a key."""
    names: list[str] = []
    while key is not None and key in above:
        key, name, level = above[key]
        if level != Region.Level.NATION:
            names.insert(0, name)
    return tuple(names)
