"""How the name of a division is read: its pinyin, its initials, and its English."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Names that general pinyin reads otherwise than the people there (漯河, 闵行, 六安), each reviewed
# by a person: one syllable a character; and names whose English follows the language of the place
# (Urumqi, Lhasa) and not the reading, with the first word of that English.
REVIEWED = Path(__file__).resolve().parent / "readings.csv"
# What kind of place it is; the peoples of an autonomous one stand before it.
KIND = re.compile(r"(?:自治[区州县旗]|[地新林矿特]区|[省市区县旗盟州])$")
AUTONOMOUS = "自治"
SHORTEST_NAME = 2
# What English calls a kind of place; of a city, a province and a nation it says none.
ENGLISH_KINDS = {
    "地区": {"Prefecture"}, "区": {"District", "Area"}, "县": {"County"}, "旗": {"Banner"},
    "盟": {"League"}, "州": {"Prefecture"}, "市": {""},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """The syllables of a name, one a character; `english` where it does not follow them."""

    syllables: tuple[str, ...]
    english: str = ""


@cache
def reviewed_readings() -> dict[str, Reading]:
    """The reviewed readings, by the whole name."""
    with REVIEWED.open(encoding="utf-8", newline="") as file:
        return {
            row["name"]: Reading(tuple(row["reading"].split()), row["english"])
            for row in csv.DictReader(file)
        }


def spelling(name: str) -> dict[str, str]:
    """The pinyin and the initials of a Chinese name, as a region stores them."""
    syllables = _reading(name).syllables
    initials = "".join(syllable[0] for syllable in syllables)
    return {"pinyin": "".join(syllables)[:80], "initials": initials[:20]}


def follows_reading(english: str, name: str) -> bool:
    """Whether the English of a division begins as its name is read, without its kind or with it;
    or, where English has a name of its own, with that."""
    reading = _reading(name)
    first = english.split(" ")[0]
    if reading.english:
        return first == reading.english
    plain = unicodedata.normalize("NFKD", first).encode("ascii", "ignore").decode()
    said = "".join(filter(str.isalpha, plain.partition("-")[0].lower()))
    return said in {"".join(reading.syllables[:length]) for length in _lengths(name)}


def follows_kind(english: str, name: str) -> bool:
    """Whether the English of a division says what kind of place its name says."""
    if AUTONOMOUS in name and name.endswith("区"):
        return True  # a province
    kinds = set[str]().union(*ENGLISH_KINDS.values())
    said = last if (last := english.rpartition(" ")[2]) in kinds else ""
    meant = next((each for end, each in ENGLISH_KINDS.items() if name.endswith(end)), {said})
    return said in meant


def _lengths(name: str) -> set[int]:
    """How many characters of a name its English may say: 万柏林 of 万柏林区, 单 of 单县."""
    kind = KIND.search(name)
    without = len(name) - len(kind.group()) if kind else len(name)
    if AUTONOMOUS in name:  # the peoples in between are translated
        return {*range(SHORTEST_NAME, without + 1)}
    return {without, len(name) - 1, len(name)} if kind else {len(name)}


def _reading(name: str) -> Reading:
    return reviewed_readings().get(name) or Reading(_general_reading(name))


def _general_reading(name: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # a fifth of a second, which the site need not pay

    return tuple(lazy_pinyin(name))
