"""Names of divisions are read as the people there read them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
import yaml

from policies.models import Region
from policies.pack import spelling as spelled
from policies.pack.files import ContentRefused, Finding
from policies.pack.load import load_content
from policies.pack.read import default_roots, read_pack
from policies.pack.spelling import REVIEWED, Reading, follows_kind, follows_reading, spelling
from policies.pack.store import plain
from tests import factories as make
from tests.policies.pack import pack
from tests.policies.pack.pack import REGIONS

REGIONS_FILE = "policies/regions.csv"


def test_a_reviewed_reading_has_a_syllable_for_each_character_of_a_division() -> None:
    folder = default_roots()["policies"]
    files = [folder / "regions.csv", *(folder / "former_divisions").glob("*.yaml")]
    names = {*re.split(r"[\s,]+", "\n".join(each.read_text(encoding="utf-8") for each in files))}
    with REVIEWED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == sorted({row["name"] for row in rows})
    for row in rows:
        assert row["name"] in names, "a name of no division"
        assert len(row["reading"].split()) == len(row["name"]), row["name"]
        assert row["reading"].replace(" ", "").isalpha() and row["reading"].islower(), row["name"]


def refused(folder: Path, old: str, new: str, former: str = "") -> list[Finding]:
    """What the loader says of a pack with another row of a region, or a division of before."""
    changes = pack.replace(REGIONS_FILE, old, new)
    if former:
        changes["policies/former_divisions/44.yaml"] = former
    try:
        read_pack(pack.write(folder, **changes), {})
    except ContentRefused as found:
        return list(found.findings)
    return []


def test_a_reading_that_disagrees_with_its_english_is_refused(tmp_path: Path) -> None:
    (found,) = refused(tmp_path, "深圳市,,Shenzhen", "漯河市,,Tahe")
    assert (found.file, found.row, found.column) == ("regions.csv", 4, "name_en")
    assert "“漯河市”读作 luoheshi，英文名却是“Tahe”" in found.message


def test_so_is_one_of_before(tmp_path: Path) -> None:
    former = """\
- code: 440398-2013
  name:
    zh-hans: 宝安县
    en: Baoyun County
  level: county
  known_until: 2013
  became:
  - '440300'
  source: 代码表
"""
    (found,) = refused(tmp_path, "粤", "粤", former)
    assert (found.file, found.row, found.column) == ("former_divisions/44.yaml", 2, "name")
    assert refused(tmp_path, "粤", "粤", former.replace("Baoyun", "Bao'an")) == []
    district = former.replace("Baoyun County", "Bao'an District")
    (found,) = refused(tmp_path, "粤", "粤", district)
    assert (found.file, found.row, found.column) == ("former_divisions/44.yaml", 2, "name")


@pytest.mark.parametrize(
    ("name", "english", "says_so"),
    [
        ("闵行区", "Minhang District", True),
        ("闵行区", "Minhang County", False),
        ("闵行区", "Minhang", False),
        ("浦东新区", "Pudong New Area", True),
        ("深圳市", "Shenzhen", True),
        ("深圳市", "Shenzhen District", False),
        ("阿拉善盟", "Alxa League", True),
        ("那曲地区", "Nagqu Prefecture", True),
        ("内蒙古自治区", "Inner Mongolia", True),
        ("鄂温克族自治旗", "Ewenki Autonomous County", False),
    ],
)
def test_english_says_the_kind_of_place(name: str, english: str, says_so: bool) -> None:
    assert follows_kind(english, name) == says_so


def test_a_traditional_name_of_another_place_is_refused(tmp_path: Path) -> None:
    (found,) = refused(tmp_path, "深圳市,,Shenzhen", "深圳市,深川市,Shenzhen")
    assert (found.file, found.row, found.column) == ("regions.csv", 4, "name_zh_hant")
    assert "繁体“深川市”不是“深圳市”" in found.message


@pytest.mark.parametrize(
    ("name", "english"),
    [("深圳市", "Shenzhen"), ("西安市", "Xi'an"), ("单县", "Shan County"),
     ("三都水族自治县", "Sandu Shui Autonomous County"), ("天心区", "Tianxin District"),
     ("乌鲁木齐市", "Urumqi"), ("陕西省", "Shaanxi"), ("内蒙古自治区", "Inner Mongolia"),
     ("浦东新区", "Pudong New Area"), ("神农架林区", "Shennongjia Forestry District"),
     ("陕州区", "Shanzhou District"), ("赤水市", "Chishui"),
     ("镇宁布依族苗族自治县", "Zhenning"), ("长治县", "Changzhi County"), ("吕梁市", "Lüliang"),
     ("巴彦淖尔盟", "Bayannur League"), ("阿鲁科尔沁旗", "Ar Horqin Banner"), ("兴安县", "Xing'an"),
     ("吉安地区", "Ji'an Prefecture"), ("萨迦县", "Sa'gya County")],
)  # fmt: skip
def test_english_follows_the_reading_or_is_the_place_s_own(name: str, english: str) -> None:
    assert follows_reading(english, name)


@pytest.mark.parametrize(
    ("name", "english"),
    [("深圳市", "Shen"), ("深圳市", "Shenzhou"), ("陕西省", "Shanxi"), ("乌鲁木齐市", "Wulumuqi"),
     ("六安市", "Liu'an"), ("长治县", "Zhangzhi County"), ("吉安地区", "Jian Prefecture"),
     ("西安市", "Xian"), ("海拉尔区", "Haila'er District"), ("阿鲁科尔沁旗", "Ar Banner"),
     ("兴安县", "Hinggan County"), ("吕梁市", "Luliang"),
     ("闵行区", "Minxing District"), ("三都水族自治县", "San County")],
)  # fmt: skip
def test_english_that_says_another_name_does_not_follow(name: str, english: str) -> None:
    assert not follows_reading(english, name)


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
    folder = pack.write(tmp_path, **pack.replace(REGIONS_FILE, "深圳市,,Shenzhen", "漯河市,,"))
    with monkeypatch.context() as before:
        without = {"全国": Reading(("quan", "guo"), "Nationwide")}
        for module in (plain, spelled):
            before.setattr(module, "reviewed_readings", lambda: without)
        before.setattr(spelled, "_reviewed_stems", dict)
        load_content(folder, now=make.NOON)
    assert Region.objects.get(code="440300").pinyin == "taheshi"
    later = REGIONS.replace("深圳市,,Shenzhen", "漯河市,,").replace("粤", "粤 岭南")  # another pack
    load_content(pack.write(tmp_path, **{REGIONS_FILE: later}), now=make.NOON + make.DAY)
    luohe = Region.objects.get(code="440300")
    assert (luohe.pinyin, luohe.initials) == ("luoheshi", "lhs")


def test_places_of_one_name_in_a_province_have_one_english_name() -> None:
    """喀什 is Kashgar as a prefecture and as a city; 长治县 of before is read as 长治市 is."""
    folder = default_roots()["policies"]
    formers = (yaml.safe_load(each.read_text()) for each in folder.glob("former_divisions/*"))
    named = [
        (row["code"], row["name"]["zh-hans"], row["name"]["en"]) for rows in formers for row in rows
    ]
    with (folder / "regions.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    named += [(row["code"], row["name_zh_hans"], row["name_en"]) for row in rows]
    words: dict[tuple[str, str], set[str]] = {}
    for code, name, english in named:
        if len(short := spelled.KIND.sub("", name)) > 1:
            words.setdefault((code[:2], short), set()).add(english.split()[0])
    apart = {short: said for (_, short), said in words.items() if len(said) > 1}
    # 沙县 became 沙县区: the first is Shaxian County, the second Shaxian District.
    assert apart == {} and words["65", "喀什"] == {"Kashgar"} and words["54", "阿里"] == {"Ngari"}
