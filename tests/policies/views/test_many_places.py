"""Where more places have rules than a page lists, it lists the provinces and says so."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from policies.models import Region
from policies.references import Reference
from policies.rules.referred import referred
from policies.rules.regions import MOST_LISTED
from tests import factories as make
from tests.policies.many_rules import counties, store_live
from tests.shipped import TODAY, fetch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
SAID = "有自己规定的地方太多，这里只列全国和各省。"
COVERAGE = "/zh-hans/coverage/"
PAGES = [
    "/zh-hans/scenarios/settle-abroad/",
    "/zh-hans/compare/?scenario=settle-abroad",
    COVERAGE,
]


@pytest.fixture
def province() -> Region:
    """With a rule of its own, as all of its many counties have."""
    province = make.policy(live=True, at=TODAY - make.DAY).region
    there = {"scenario": make.scenario()}
    many = counties(MOST_LISTED + 1, province)
    store_live(({**there, "region": each} for each in many), at=TODAY - make.DAY)
    return province


def test_few_places_are_all_listed() -> None:
    make.policy(live=True, at=TODAY - make.DAY)
    for address in PAGES:
        assert SAID not in fetch(address).text


def test_of_many_the_provinces_are_listed(province: Region) -> None:
    for address in PAGES:
        page = fetch(address)
        assert SAID in page.text
        if address != COVERAGE:
            shown = {each["data-region"] for each in page.select("[data-region][data-verdict]")}
            assert shown == {province.code}, address


def test_of_many_the_coverage_lists_the_nation_and_the_provinces(province: Region) -> None:
    page = fetch(COVERAGE)
    rows = {str(each["href"])[-6:] for each in page.select('a[href*="coverage/?region="]')}
    assert rows == {"100000", province.code}
    [counted] = page.select("#evidence")
    assert f"尚未核实{MOST_LISTED + 2}" in "".join(counted.get_text().split()), "all are counted"


def test_of_many_a_text_lists_the_provinces_and_leads_to_the_rest(province: Region) -> None:
    make.guide(
        slug="many", live=True, at=TODAY - make.DAY, body_zh_hans="有：[[places:settle-abroad]]。"
    )
    links = {str(each["href"]) for each in fetch("/zh-hans/guides/many/").select("main .prose a")}
    assert f"/zh-hans/regions/{province.code}/settle-abroad/" in links
    assert "/zh-hans/scenarios/settle-abroad/" in links
    assert not [each for each in links if each.count("/regions/") and province.code not in each]


def test_that_places_are_too_many_is_learned_from_their_keys(province: Region) -> None:
    there = make.scenario()
    with CaptureQueriesContext(connection) as asked:
        found = referred([Reference(there.code)], [there], on=TODAY.date(), at=TODAY)
    assert not found.are_all and [each.region for each in found.own[there.code]] == [province]
    assert len(asked) == 3 and "name_zh_hans" not in asked[0]["sql"]


def test_where_no_province_has_a_rule_a_text_still_leads_to_the_rest() -> None:
    at, death = TODAY - make.DAY, make.scenario("death")
    many = counties(MOST_LISTED + 1, make.policy(live=True, at=at).region)
    store_live(({"scenario": death, "region": each} for each in many), at=at)
    make.guide(slug="many", live=True, at=at, body_zh_hans="有：[[places:death]]。")
    page = fetch("/zh-hans/guides/many/")
    [prose] = page.select(".prose")
    assert "没有记录到" not in prose.get_text()
    assert prose.select('a[href="/zh-hans/scenarios/death/"]')


@pytest.mark.parametrize("file", ["compare.csv", "compare.json"])
def test_a_program_is_given_no_part_but_the_way_to_all(province: Region, file: str) -> None:
    refused: Any = Client().get(f"/zh-hans/{file}?scenario=settle-abroad")
    assert refused.status_code == 400
    assert "每次不超过 60 个；全部数据在 /data/policies.csv" in refused.content.decode()
    one: Any = Client().get(f"/zh-hans/{file}?scenario=settle-abroad&regions={province.code}")
    assert one.status_code == 200
