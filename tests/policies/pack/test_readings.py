"""Names of divisions are read as the people there read them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from policies.models import Region
from policies.pack.content_kinds import AREAS
from policies.pack.load import load_content
from policies.pack.store import plain
from policies.pack.store import spelling as spelled
from policies.pack.store.spelling import REVIEWED, reviewed_readings, spelling
from tests import factories as make
from tests.policies.pack import pack
from tests.policies.pack.pack import REGIONS

# English of these follows the languages of the place (as Urumqi and Lhasa do), not the reading.
OWN_LANGUAGE = {
    "昌都市", "库尔勒市", "阿图什市", "塔什库尔干塔吉克自治县", "策勒县", "尼勒克县",
    "阿勒泰市", "阿勒泰地区", "克什克腾旗", "霍林郭勒市", "锡林郭勒盟",
}  # fmt: skip
REGIONS_FILE = "policies/regions.csv"
KINDS = ("朝鲜族自治县", "土家族自治县", "瑶族自治县", "水族自治县", "地区")


def shipped_divisions() -> list[dict[str, str]]:
    [folder] = [area.folder for area in AREAS if area.name == "policies"]
    with (folder / "regions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def place(name: str) -> tuple[str, ...]:
    """The syllables of a name without its kind; names of two characters keep it (单县)."""
    syllables = reviewed_readings()[name]
    if len(name) == 2:
        return syllables
    kind = next((kind for kind in KINDS if name.endswith(kind)), name[-1])
    return syllables[: len(name) - len(kind)]


def test_a_reviewed_reading_has_a_syllable_for_each_character_of_a_division() -> None:
    names = {row["name_zh_hans"] for row in shipped_divisions()}
    with REVIEWED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == sorted({row["name"] for row in rows})
    for row in rows:
        assert row["name"] in names, "a name of no division"
        assert len(row["reading"].split()) == len(row["name"]), row["name"]
        assert row["reading"].replace(" ", "").isalpha() and row["reading"].islower(), row["name"]


def test_english_agrees_with_a_reviewed_reading() -> None:
    readings = reviewed_readings()
    divisions = [row for row in shipped_divisions() if row["name_zh_hans"] in readings]
    assert len(divisions) >= 75
    for row in divisions:
        name = row["name_zh_hans"]
        if name not in OWN_LANGUAGE:
            english = row["name_en"].split(" ")[0].replace("'", "").lower()
            assert english == "".join(place(name)), f"{name}: {row['name_en']}"


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("漯河市", "luoheshi", "lhs"),
        ("闵行区", "minhangqu", "mhq"),
        ("六安市", "luanshi", "las"),
        ("长治市", "changzhishi", "czs"),
        ("都匀市", "duyunshi", "dys"),
        ("苏州市", "suzhoushi", "szs"),  # not in the table: general pinyin
    ],
)
def test_a_name_is_spelled_as_it_is_read(name: str, pinyin: str, initials: str) -> None:
    assert spelling(name) == {"pinyin": pinyin, "initials": initials}


@pytest.mark.django_db
def test_a_reading_reviewed_since_replaces_the_one_that_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = pack.write(tmp_path, **pack.replace(REGIONS_FILE, "深圳市", "漯河市"))
    with monkeypatch.context() as before:
        for module in (plain, spelled):
            before.setattr(module, "reviewed_readings", dict)
        load_content(folder, now=make.NOON)
    assert Region.objects.get(code="440300").pinyin == "taheshi"
    later = REGIONS.replace("深圳市", "漯河市").replace("粤", "粤 岭南")  # another pack
    load_content(pack.write(tmp_path, **{REGIONS_FILE: later}), now=make.NOON + make.DAY)
    luohe = Region.objects.get(code="440300")
    assert (luohe.pinyin, luohe.initials) == ("luoheshi", "lhs")
