"""How people ask for a page, in their own words (`asked.txt`), and which of it a query is like.

A query and a question are alike by the words they share, by how these sound and by what they speak
of. What is asked for many pages tells little.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from guides.search.sounds import sounds
from guides.search.spoken_of import spoken_of
from guides.search.words import words
from policies.folding import folded

FILE = Path(__file__).resolve().parent / "asked.txt"
PAGE = re.compile(r"\[([a-z0-9-]+)\]")
SPOKEN, SOUND = "@", "~"  # begin what is no word
# How much each kind counts beside a pair of characters or a word of letters.
SPOKEN_WEIGHT, SOUND_WEIGHT, SINGLE_WEIGHT = 1.8, 0.4, 0.7
LEAST = 0.12  # what is less alike, as the name of a place is, is like nothing
LIKEST = 4  # the higher, the less the others of a page add to its likest question


@dataclass(frozen=True, slots=True)
class Question:
    """A question, what it is compared by, and the code or slug of the page that answers it."""

    page: str
    asked: str
    traits: frozenset[str]


@dataclass(frozen=True, slots=True)
class Questions:
    """Every question, which of them have a trait, how much each trait and each question weighs."""

    asked: tuple[Question, ...]
    holders: dict[str, list[int]]
    weights: dict[str, float]
    unheard: float  # the weight of a trait that no question has
    lengths: tuple[float, ...]


def traits(query: str) -> frozenset[str]:
    """What a folded query is compared by."""
    found = {*words(query), *(each for each in query if not each.isascii() and each.isalpha())}
    found |= {SPOKEN + name for name in spoken_of(query)}
    return frozenset(found | {SOUND + pair for pair in sounds(query)})


def pages_asked(query: str) -> dict[str, float]:
    """How like a folded query is to the questions of each page, to the likest most of all."""
    known, said = questions(), traits(query)
    together: Counter[int] = Counter()
    for trait in said:
        for number in known.holders.get(trait, ()):
            together[number] += known.weights[trait] ** 2  # type: ignore[assignment]
    length = _length(said, known.weights, known.unheard)
    powers: dict[str, float] = {}
    for number, much in together.items():
        page, alike = known.asked[number].page, much / (length * known.lengths[number])
        powers[page] = powers.get(page, 0.0) + alike**LIKEST
    likeness = {page: each ** (1 / LIKEST) for page, each in powers.items()}
    return {page: alike for page, alike in likeness.items() if alike >= LEAST}


@functools.cache
def questions() -> Questions:
    """The questions of the file."""
    asked = tuple(_read(FILE.read_text(encoding="utf-8")))
    holders: dict[str, list[int]] = {}
    for number, each in enumerate(asked):
        for trait in each.traits:
            holders.setdefault(trait, []).append(number)
    most = len({each.page for each in asked}) + 1
    weights = {
        trait: _counts(trait) * math.log(most / (len({asked[n].page for n in held}) + 0.5))
        for trait, held in holders.items()
    }
    unheard = math.log(most / 0.5)
    lengths = tuple(_length(each.traits, weights, unheard) for each in asked)
    return Questions(asked, holders, weights, unheard, lengths)


def _read(text: str) -> list[Question]:
    asked, page = [], ""
    for line in text.splitlines():
        if head := PAGE.fullmatch(line):
            page = head[1]
        elif line and not line.startswith("#"):
            asked.append(Question(page, line, traits(folded(line))))
    return asked


def _counts(trait: str) -> float:
    """How much the kind of a trait counts."""
    if trait[0] == SPOKEN:
        return SPOKEN_WEIGHT
    if trait[0] == SOUND:
        return SOUND_WEIGHT
    return SINGLE_WEIGHT if len(trait) == 1 else 1.0


def _length(found: frozenset[str], weights: dict[str, float], unheard: float) -> float:
    """How much traits weigh together; one that was never heard by its kind."""
    each = (weights.get(trait, unheard * _counts(trait)) for trait in found)
    return math.sqrt(sum(weight**2 for weight in each)) or 1.0
