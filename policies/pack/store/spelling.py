"""How the name of a division is read: its pinyin and its initials."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

# Names that general pinyin reads otherwise than the people there (漯河, 闵行, 六安), each reviewed
# by a person: one syllable a character.
REVIEWED = Path(__file__).resolve().parent.parent / "readings.csv"


@cache
def reviewed_readings() -> dict[str, tuple[str, ...]]:
    """The reviewed syllables of a name, by the whole name."""
    with REVIEWED.open(encoding="utf-8", newline="") as file:
        return {row["name"]: tuple(row["reading"].split()) for row in csv.DictReader(file)}


def spelling(name: str) -> dict[str, str]:
    """The pinyin and the initials of a Chinese name, as a region stores them."""
    syllables = reviewed_readings().get(name) or _general_reading(name)
    initials = "".join(syllable[0] for syllable in syllables)
    return {"pinyin": "".join(syllables)[:80], "initials": initials[:20]}


def _general_reading(name: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # half a second, which an unchanged pack need not pay

    return tuple(lazy_pinyin(name))
