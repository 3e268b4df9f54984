"""Names of regions as readers know them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from policies.models import Policy, Region, Scenario
from policies.models.translated import column
from policies.rules.applicability import Applicable
from policies.speech import Speech
from policies.views.values.region import (
    answer_url,
    answer_url_on,
    full_name,
    not_found_yet,
    region_entry,
    rule_of,
    short_name,
)

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
NATION = Region(pk=1, code="100000", level="nation", name_zh_hans="全国")
JIANGSU = Region(pk=2, code="320000", level="province", name_zh_hans="江苏省", parent=NATION)
NANJING = Region(pk=3, code="320100", level="prefecture", name_zh_hans="南京市", parent=JIANGSU)
GULOU = Region(pk=4, code="320106", level="county", name_zh_hans="鼓楼区", parent=NANJING)
ABROAD = Scenario(code="settle-abroad", kind="withdraw")
DAY = dt.date(2026, 11, 22)
SPEECH = Speech("zh-hans")


def test_a_county_is_called_by_everything_above_it_but_the_nation() -> None:
    assert full_name(GULOU, Speech("zh-hans")) == "江苏省南京市鼓楼区"
    assert full_name(JIANGSU, Speech("zh-hans")) == "江苏省"


def test_the_nation_is_called_by_its_own_name() -> None:
    assert full_name(NATION, Speech("zh-hans")) == "全国"


def test_a_language_with_spaces_begins_with_the_smallest_place() -> None:
    speech = Speech("en")
    name = full_name(GULOU, speech)
    assert name == "鼓楼区, 南京市, 江苏省"
    assert name.lang == "zh-Hans" and speech.fell_back, "without translations it is Chinese"


@pytest.mark.parametrize(
    ("name", "language", "short"),
    [
        ("广东省", "zh-hans", "广东"),
        ("北京市", "zh-hans", "北京"),
        ("内蒙古自治区", "zh-hans", "内蒙古"),
        ("黑龙江省", "zh-hans", "黑龙江"),
        ("內蒙古自治區", "zh-hant", "內蒙古"),
        ("黑龍江省", "zh-hant", "黑龍江"),
        ("新疆维吾尔自治区", "zh-hans", "新疆"),
        ("Inner Mongolia", "en", "Inner Mongolia"),
        ("Xinjiang (Uyghur Autonomous Region)", "en", "Xinjiang"),
    ],
)
def test_a_tile_shows_a_province_without_its_kind(name: str, language: str, short: str) -> None:
    province = Region(code="150000", level="province", **{column("name", language): name})
    assert short_name(province, Speech(language)) == short


def test_below_a_province_a_name_is_not_cut() -> None:
    assert short_name(NATION, Speech("zh-hans")) == "全国"
    assert short_name(NANJING, Speech("zh-hans")) is None


def test_a_chosen_day_stays_in_the_address_of_an_answer() -> None:
    plain = answer_url(GULOU, ABROAD)
    assert answer_url_on(GULOU, ABROAD, "") == plain
    assert answer_url_on(GULOU, ABROAD, "on=2026-01-01") == f"{plain}?on=2026-01-01"


def test_an_entry_of_a_list_leads_to_the_page_of_its_region() -> None:
    speech = Speech("zh-hans")
    entry = region_entry(GULOU, full_name(GULOU, speech))
    assert entry.code == "320106" and entry.url.endswith("/regions/320106/")
    assert entry.name == "江苏省南京市鼓楼区"


def found(region: Region, of: Region | None) -> Applicable:
    policy = Policy(region=of, scenario=ABROAD) if of else None
    return Applicable(region, ABROAD, DAY, policy)


def test_a_rule_of_its_own_is_nobody_elses() -> None:
    assert rule_of(found(NANJING, NANJING), SPEECH) == ""
    assert not_found_yet(found(NANJING, NANJING), SPEECH) == ""


def test_of_an_inherited_rule_nothing_is_said_that_nobody_looked_up() -> None:
    inherited = found(GULOU, JIANGSU)
    assert rule_of(inherited, SPEECH) == "江苏省"
    words = not_found_yet(inherited, SPEECH)
    assert words == "本站还没查到鼓楼区、南京市的规定，先列江苏省的。"


def test_how_it_is_done_is_told_apart_from_whose_rule_it_is() -> None:
    inherited = found(GULOU, JIANGSU)
    words = not_found_yet(inherited, SPEECH, NANJING)
    assert words.endswith("先列江苏省的；怎么办，是南京市的。") and words.startswith("要什么条件，")
    assert not_found_yet(inherited, SPEECH, JIANGSU) == not_found_yet(inherited, SPEECH)


def test_a_level_that_keeps_its_rule_to_itself_is_not_called_unknown() -> None:
    inherited = replace(found(GULOU, JIANGSU), stopped=frozenset({NANJING.pk}))
    assert "南京市" not in not_found_yet(inherited, SPEECH)


def test_no_rule_is_nobodys() -> None:
    assert rule_of(found(GULOU, None), SPEECH) == not_found_yet(found(GULOU, None), SPEECH) == ""
