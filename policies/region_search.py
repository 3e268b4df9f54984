"""Finds a region by what a person types: a name, part of it, pinyin, initials, or a code."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from policies.models import Region

MOST_FOUND = 30
CLOSE_ENOUGH = 75
SHORTEST_TYPO = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One region as the search knows it."""

    key: int
    code: str
    words: tuple[str, ...]  # names in all languages, aliases
    pinyin: str
    initials: str


def search_regions(query: str, published: str) -> list[int]:
    """The keys of the regions that fit, best first; `published` names the state of the data.

    A name that begins with the words comes before one that contains them; close spellings are
    tried only when nothing fits.
    """
    wanted = query.lower().replace(" ", "").replace("'", "")
    if not wanted:
        return []
    entries = _entries(published)
    found = sorted(
        (rank, entry.code, entry.key)
        for entry in entries
        if (rank := _rank(entry, wanted)) is not None
    )
    return [key for _, _, key in found[:MOST_FOUND]] or _close(wanted, entries)


def _rank(entry: Entry, wanted: str) -> int | None:
    if wanted == entry.code or wanted in entry.words:
        return 0
    if any(word.startswith(wanted) for word in entry.words) or entry.pinyin.startswith(wanted):
        return 1
    if any(wanted in word for word in entry.words) or entry.initials == wanted:
        return 2
    return 3 if len(wanted) > 1 and entry.initials.startswith(wanted) else None


def _close(wanted: str, entries: Sequence[Entry]) -> list[int]:
    if len(wanted) < SHORTEST_TYPO:
        return []
    names = {entry.key: entry.pinyin if wanted.isascii() else entry.words[0] for entry in entries}
    close = process.extract(wanted, names, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=10)
    return [key for _, _, key in close]


@functools.lru_cache(maxsize=2)
def _entries(published: str) -> tuple[Entry, ...]:
    """Every region for a state of publication: one query, then none."""
    rows = Region.objects.filter(successor=None).values_list(
        "pk", "code", "name_zh_hans", "name_zh_hant", "name_en", "aliases", "pinyin", "initials"
    )
    return tuple(
        Entry(
            key,
            code,
            tuple(
                word.lower().replace(" ", "").replace("'", "")
                for word in (hans, hant or "", english or "", *aliases.split())
                if word
            ),
            pinyin,
            initials,
        )
        for key, code, hans, hant, english, aliases, pinyin, initials in rows
    )
