"""How people ask for a page, in their own words (`asked.txt`), and which of it a query is like."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from guides.search.words import words
from policies.folding import folded

FILE = Path(__file__).resolve().parent / "asked.txt"
PAGE = re.compile(r"\[([a-z0-9-]+)\]")


@dataclass(frozen=True, slots=True)
class Question:
    """A question by its words, and the code or slug of the page that answers it."""

    page: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Questions:
    """Every question, which of them hold a word, and how much each weighs."""

    asked: tuple[Question, ...]
    holders: dict[str, list[int]]
    lengths: tuple[float, ...]

    def weight(self, word: str) -> float:
        """How much a word tells: the fewer questions hold it, the more."""
        return math.log((len(self.asked) + 1) / (len(self.holders.get(word, ())) + 0.5))

    def length(self, found: frozenset[str]) -> float:
        return math.sqrt(sum(self.weight(word) ** 2 for word in found))


@functools.cache
def questions() -> Questions:
    """The questions of the file."""
    asked, page = [], ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if head := PAGE.fullmatch(line):
            page = head[1]
        elif line and not line.startswith("#"):
            asked.append(Question(page, frozenset(words(folded(line)))))
    holders: dict[str, list[int]] = {}
    for number, each in enumerate(asked):
        for word in each.words:
            holders.setdefault(word, []).append(number)
    known = Questions(tuple(asked), holders, ())
    return Questions(known.asked, holders, tuple(known.length(each.words) for each in asked))


def pages_asked(said: frozenset[str]) -> dict[str, float]:
    """How like the words of a query are to the likest question of each page, from 0 to 1."""
    known = questions()
    together: Counter[int] = Counter()
    for word in said:
        for number in known.holders.get(word, ()):
            together[number] += known.weight(word) ** 2  # type: ignore[assignment]
    length = known.length(said)
    best: dict[str, float] = {}
    for number, much in together.items():
        page, alike = known.asked[number].page, much / (length * known.lengths[number])
        best[page] = max(best.get(page, 0.0), alike)
    return best
