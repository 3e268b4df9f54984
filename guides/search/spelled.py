"""Words that are typed in pinyin (gongji), or by their initials (jtgj)."""

from __future__ import annotations

import csv
import functools
from pathlib import Path

# The words of those who ask, with their syllables; a word once for each way to read it.
WORDS = Path(__file__).resolve().parent / "pinyin.csv"
SHORTEST_INITIALS = 3  # two letters are a province's, a name's, anything
SHORTEST_PLACE = 2
# Two letters that say a word only after a place: tjyb.
AFTER_A_PLACE = {"yb": "医保", "sb": "社保", "gj": "共济", "qx": "取现", "tx": "退休"}


@functools.cache
def _spellings() -> dict[str, frozenset[str]]:
    """The words by their pinyin and their initials."""
    found: dict[str, set[str]] = {}
    with WORDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            syllables = row["pinyin"].split()
            initials = "".join(each[0] for each in syllables)
            found.setdefault("".join(syllables), set()).add(row["word"])
            if len(initials) >= SHORTEST_INITIALS:
                found.setdefault(initials, set()).add(row["word"])
    return {spelled: frozenset(words) for spelled, words in found.items()}


def words_spelled(letters: str) -> frozenset[str]:
    """The words that a run of letters spells, several in a row too (yibaotiqu); none for what
    spells nothing, or leaves a rest."""
    known = _spellings()
    if letters in known:
        return known[letters]
    best: dict[int, frozenset[str]] = {0: frozenset()}
    for end in range(2, len(letters) + 1):
        for start in sorted(best):
            if start < end and (words := known.get(letters[start:end])) and end not in best:
                best[end] = best[start] | words
    return best.get(len(letters), frozenset()) if letters else frozenset()


def place_and_words(letters: str) -> tuple[str, frozenset[str]]:
    """What stands before the longest words that a run of letters ends with, and these: it may name
    a place (tjyb, szgongji); nothing for what spells words altogether, or ends with none."""
    if not words_spelled(letters):
        for at in range(SHORTEST_PLACE, len(letters) - 1):
            tail = letters[at:]
            short = frozenset({AFTER_A_PLACE[tail]} if tail in AFTER_A_PLACE else ())
            if words := words_spelled(tail) or short:
                return letters[:at], words
    return "", frozenset()
