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
# (Urumqi, Lhasa) and not the reading, with what that English begins with. Other divisions of the
# name, of another kind, are read and called so too, unless they stand there themselves (兴安县).
REVIEWED = Path(__file__).resolve().parent / "readings.csv"
# What kind of place it is; the peoples of an autonomous one stand before it.
KIND = re.compile(r"(?:自治[区州县旗]|行政区|[地新林矿特]区|[省市区县旗盟州])$")
AUTONOMOUS = "自治"
SHORTEST_NAME = 2
VOWELS = "aeo"
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
        return english == reading.english or english.startswith(f"{reading.english} ")
    plain = (
        unicodedata.normalize("NFKD", first.replace("ü", "v")).encode("ascii", "ignore").decode()
    )
    said = plain.partition("-")[0].lower()
    return said in {_joined(reading.syllables[:length]) for length in _lengths(name)}


def _joined(syllables: tuple[str, ...]) -> str:
    """Syllables as one word, parted where one begins with a vowel: xi'an is not xian."""
    parts = ("'" + each if each[0] in VOWELS else each for each in syllables)
    return "".join(parts).removeprefix("'")


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
    if name in reviewed_readings():
        return reviewed_readings()[name]
    general = _general_reading(name)
    short = KIND.sub("", name)
    if short not in _reviewed_stems():
        return Reading(general)
    reviewed = _reviewed_stems()[short]
    syllables = (*reviewed.syllables[: len(short)], *general[len(short) :])
    return Reading(syllables, reviewed.english)


@cache
def _reviewed_stems() -> dict[str, Reading]:
    """The reviewed readings of names without their kind: 长治县 is read as 长治市 is."""
    named = ((KIND.sub("", name), reading) for name, reading in reviewed_readings().items())
    return {short: reading for short, reading in named if len(short) >= SHORTEST_NAME}


def _general_reading(name: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # a fifth of a second, which the site need not pay

    return tuple(lazy_pinyin(name))
