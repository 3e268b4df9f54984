"""Regions are found by code, by key and by their rules, with every level above them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from policies.models import Region
from policies.publishing import actions
from policies.rules.regions import (
    MOST_LISTED,
    ListedRegions,
    find_region,
    find_regions,
    having_rules,
    provinces,
    regions_by_key,
    regions_offered,
    regions_with_rules,
    with_those_with_rules,
)
from tests import factories as make
from tests.policies.many_rules import counties, store_live

pytestmark = pytest.mark.django_db
ON, AT = make.NOON.date(), make.NOON + make.DAY


@pytest.fixture(autouse=True, scope="module")
def _regions(rows_of_module: None) -> None:
    """Two provinces, a city of each, and a county below one of them."""
    for province, name in (("330000", "浙江省"), ("440000", "广东省")):
        above = make.region(province, name)
        code = f"{province[:2]}0300"
        make.region(code, f"{name}的市", level="prefecture", parent=above)
    city = Region.objects.get(code="440300")
    make.region("440305", "南山区", level="county", parent=city)


def of(code: str) -> Region:
    return Region.objects.get(code=code)


def codes(regions: list[Region]) -> list[str]:
    return [each.code for each in regions]


def test_codes_that_nobody_has_find_nothing() -> None:
    assert find_region("999999") is None
    assert codes(find_regions(["440300", "999999", "330000"])) == ["330000", "440300"]


def test_the_lineage_comes_with_a_region(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        found = find_region("440305")
        assert found
        assert codes(found.lineage()) == ["440305", "440300", "440000", "100000"]
        assert found.heir() == found


def test_regions_are_found_by_key_whatever_the_order() -> None:
    wanted = [of("440305").pk, of("330000").pk, of("440305").pk]
    found = regions_by_key(wanted)
    assert set(found) == set(wanted)
    assert all(region.pk == key for key, region in found.items())


def test_each_region_with_a_rule_of_its_own_is_found_and_no_other() -> None:
    make.policy(live=True, region=of("440300"))
    make.policy(live=True, region=of("330000"), scenario=make.scenario("death"))
    make.policy(region=of("440305"))  # a draft
    assert codes(regions_with_rules([make.scenario()], on=ON, at=AT).regions) == ["440300"]
    both = [make.scenario(), make.scenario("death")]
    assert codes(regions_with_rules(both, on=ON, at=AT).regions) == ["330000", "440300"]
    for none in ([make.scenario("other")], []):
        assert regions_with_rules(none, on=ON, at=AT) == ListedRegions([], are_all=True)


def test_a_rule_counts_on_its_days_and_once_it_is_known() -> None:
    rule: dict[str, Any] = {
        "region": of("440300"),
        "effective_from": ON,
        "effective_to": ON + make.DAY,
    }
    make.policy(live=True, **rule)
    there = [make.scenario()]
    for day, found in ((-1, []), (0, ["440300"]), (1, ["440300"]), (2, [])):
        assert codes(regions_with_rules(there, on=ON + dt.timedelta(day), at=AT).regions) == found
    assert not regions_with_rules(there, on=ON, at=make.NOON - make.DAY).regions


def test_a_region_whose_rule_was_withdrawn_is_found_still() -> None:
    rule = make.policy(live=True, region=of("330000"))
    actions.withdraw(rule, by=make.user("approver"), reason="引错了。", now=AT)
    later = AT + make.DAY
    assert codes(regions_with_rules([make.scenario()], on=ON, at=later).regions) == ["330000"]


@pytest.mark.sqlite("what PostgreSQL does depends on what it counted")
def test_withdrawn_rules_are_not_looked_for_among_all_of_a_situation() -> None:
    plan = having_rules([make.scenario().pk], ON, AT, None, most=2).explain()
    assert "policies_policy_withdrawn" in plan


def test_offered_are_the_nation_provinces_and_places_with_rules() -> None:
    wide = ["100000", "330000", "440000"]
    assert codes(regions_offered(AT)) == wide
    make.policy(live=True, region=of("440305"))
    make.policy(region=of("330300"))  # a draft
    assert codes(regions_offered(AT)) == [*wide, "440305"]
    assert codes(regions_offered(make.NOON - make.DAY)) == wide


def test_a_place_with_two_rules_is_offered_once() -> None:
    for scenario in ("settle-abroad", "death"):
        make.policy(live=True, region=of("440300"), scenario=make.scenario(scenario))
    assert codes(regions_offered(AT)).count("440300") == 1


def test_of_more_places_than_a_page_lists_the_wide_ones_are_left() -> None:
    there = make.scenario()
    make.policy(live=True, region=of("440000"), scenario=there)
    few = counties(MOST_LISTED - 1, of("330000"))
    store_live(({"region": each, "scenario": there} for each in few), at=make.NOON)
    listed = regions_with_rules([there], on=ON, at=AT)
    assert listed.are_all and len(listed.regions) == MOST_LISTED
    make.policy(live=True, region=of("440305"), scenario=there)
    listed = regions_with_rules([there], on=ON, at=AT)
    assert not listed.are_all and codes(listed.regions) == ["440000"]
    listed = with_those_with_rules(provinces(), [there], on=ON, at=AT)
    assert not listed.are_all and codes(listed.regions) == ["330000", "440000"]
