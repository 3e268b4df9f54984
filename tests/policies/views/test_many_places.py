"""Where more places have rules than a page lists, it lists the provinces and says so."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from policies.models import Region
from policies.rules.regions import MOST_LISTED
from tests import factories as make
from tests.policies.many_rules import counties, store_live
from tests.shipped import TODAY, fetch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
SAID = "有自己规定的地方太多，这里只列全国和各省。"
PAGES = ["/zh-hans/scenarios/settle-abroad/", "/zh-hans/compare/?scenario=settle-abroad"]


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
        shown = {each["data-region"] for each in page.select("[data-region][data-verdict]")}
        assert shown == {province.code}, address


@pytest.mark.parametrize("file", ["compare.csv", "compare.json"])
def test_a_program_is_given_no_part_but_the_way_to_all(province: Region, file: str) -> None:
    refused: Any = Client().get(f"/zh-hans/{file}?scenario=settle-abroad")
    assert refused.status_code == 400
    assert "每次不超过 60 个；全部数据在 /data/policies.csv" in refused.content.decode()
    one: Any = Client().get(f"/zh-hans/{file}?scenario=settle-abroad&regions={province.code}")
    assert one.status_code == 200
