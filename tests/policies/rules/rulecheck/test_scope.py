"""Whom a rule covers is within its place, and no pool of its own is inherited (W3)."""

from __future__ import annotations

import pytest

from policies.rules.rulecheck.findings import Kind
from policies.rules.rulecheck.recorded import Prose
from tests.policies.rules.rulecheck.small_country import country, found, recorded, rule, rule_set

NATION, PROVINCE, CITY, COUNTY = "nation", "province", "prefecture", "county"


def said(level: str, called: str, covers: str, *, passes_down: bool = True) -> list[str]:
    """What is found in the scope of a rule of a place."""
    prose = Prose(covers=covers)
    of = recorded(rule(), prose=prose, level=level, called=called, passes_down=passes_down)
    return [each.message for each in found(Kind.SCOPE, country(rule_set(of)))]


@pytest.mark.parametrize(
    ("level", "called", "covers", "words"),
    [
        (PROVINCE, "浙江省", "全国的职工医保参保人", "全国"),
        (CITY, "杭州市", "浙江省的参保人", "浙江省"),
        (CITY, "杭州市", "省本级参保人", "省本级"),
        (CITY, "南宁市", "广西壮族自治区参保人", "广西壮族自治区"),
        (CITY, "齐齐哈尔市", "黑龙江省参保人", "黑龙江省"),
        (CITY, "仙桃市", "全省参保人", "全省"),  # its code does not end in two zeros
        (COUNTY, "上城区", "全市的参保人", "全市"),
        (COUNTY, "武侯区", "本市统筹区参保人", "本市"),
        (COUNTY, "浦东新区", "上海市职工医保参保人", "上海市"),
        (COUNTY, "江阴市", "无锡市参加职工医保的人", "无锡市"),
        (COUNTY, "利川市", "全州参保人", "全州"),
    ],
)
def test_a_scope_wider_than_its_place_is_found(
    level: str, called: str, covers: str, words: str
) -> None:
    (message,) = said(level, called, covers)
    assert f"“{words}”" in message and "比规则所在的地区大" in message


@pytest.mark.parametrize(
    ("level", "called", "covers"),
    [
        (NATION, "全国", "全国的职工医保参保人"),
        (PROVINCE, "上海市", "全市职工医保参保人"),
        (CITY, "杭州市", "浙江省杭州市的退休职工"),
        (CITY, "杭州市", "归侨、侨眷职工"),
        (CITY, "杭州市", ""),
        (CITY, "成都市", "四川省直属单位职工"),
        (CITY, "成都市", "跨省：全国各地"),
        (CITY, "成都市", "省内其他市参保、在成都住的人"),
        (CITY, "成都市", "已经跨省就医备案的人"),
        (COUNTY, "江阴市", "本市参加职工医保的人"),
        (COUNTY, "江阴市", "江阴市参加职工医保的人"),
        (COUNTY, "武侯区", "成都市武侯区参保人"),
    ],
)
def test_a_scope_within_its_place_is_left_in_peace(level: str, called: str, covers: str) -> None:
    assert said(level, called, covers) == []


def test_a_pool_of_its_own_is_not_inherited() -> None:
    for level, called, covers, words in (
        (PROVINCE, "浙江省", "浙江省级医保的参保人", "省级"),
        (PROVINCE, "四川省", "省直机关参保人", "省直"),
        (CITY, "杭州市", "杭州市本级的参保人", "市本级"),
    ):
        (message,) = said(level, called, covers)
        assert f"“{words}”" in message and "下级地区却也适用" in message
        assert said(level, called, covers, passes_down=False) == []
