"""How a query sounds: its syllables in twos, whether it was typed in characters or in pinyin.

The first level of GB 2312 stands in the order of its sounds, so `syllables.txt` need only say with
which character each syllable begins. Who does not tell zh from z or ng from n is understood.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

FILE = Path(__file__).resolve().parent / "syllables.txt"
FIRST, LAST = "啊".encode("gb2312"), "座".encode("gb2312")
# What is read otherwise in the words that people type.
READ = {"了": "le", "还": "hai", "着": "zhe", "什": "shen", "咋": "za"}
RUNS = re.compile(r"[\u4e00-\u9fff]+|[a-z]+")
LONGEST = 6  # letters of a syllable
MOST_LETTERS = 200  # nobody types more without a mark
BLURRED = re.compile("(?<=^[zcs])h|(?<=n)g$")


def sounds(text: str) -> Iterator[str]:
    """Every two syllables in a row of a folded text, over blanks too."""
    heard = [syllable for run in RUNS.findall(text) for syllable in _heard(run)]
    for first, second in pairwise(heard):
        if first and second:
            yield f"{first} {second}"


def syllable_of(character: str) -> str:
    """How a character is read; nothing for a rare one."""
    if character in READ:
        return READ[character]
    code = character.encode("gb2312", "ignore")
    if not FIRST <= code <= LAST:
        return ""
    begins, syllables = _table()
    return syllables[bisect_right(begins, code) - 1]


def syllables_in(letters: str) -> list[str]:
    """The fewest syllables that a run of letters can be parted into; none if a rest is left."""
    if len(letters) > MOST_LETTERS:
        return []
    known = {*_table()[1], *READ.values()}
    best: dict[int, list[str]] = {0: []}
    for end in range(1, len(letters) + 1):
        ways = [
            [*best[start], letters[start:end]]
            for start in range(max(0, end - LONGEST), end)
            if start in best and letters[start:end] in known
        ]
        if ways:
            best[end] = min(ways, key=len)
    return best.get(len(letters), [])


def _heard(run: str) -> list[str]:
    """The syllables of a run of one kind, an empty one for what is not known."""
    read = syllables_in(run) if run.isascii() else [syllable_of(each) for each in run]
    return [BLURRED.sub("", each) for each in read] or [""]


@functools.cache
def _table() -> tuple[list[bytes], list[str]]:
    """The characters that syllables begin with, and the syllables."""
    rows = FILE.read_text(encoding="utf-8").split()
    return [row[0].encode("gb2312") for row in rows], [row[1:] for row in rows]
