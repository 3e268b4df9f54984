"""Rules of other places, the nearest first; the place's own levels are none of them."""

from __future__ import annotations

from typing import Any

import pytest

from policies.models import Region
from policies.rules import nearby as module
from policies.rules.nearby import bordering, borders_between, nearby
from tests import factories as make

TODAY = make.NOON.date()
PROVINCES = {
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65",
}  # fmt: skip


def place(code: str, level: str, parent: Any = None) -> Region:
    return make.region(code, f"{code}区", level=level, parent=parent or make.nation)


def near(region: Region) -> list[str]:
    found = nearby(region, make.scenario(), on=TODAY, at=make.NOON + make.DAY)
    return [each.region.code for each in found.policies]


@pytest.mark.django_db
def test_the_same_city_comes_first_then_the_province_then_its_neighbours_then_the_rest() -> None:
    guangdong, hunan, tibet = (place(code, "province") for code in ("440000", "430000", "540000"))
    shenzhen = place("440300", "prefecture", guangdong)
    futian, nanshan = (place(code, "county", shenzhen) for code in ("440304", "440305"))
    zhuhai = place("440400", "prefecture", guangdong)
    for each in (tibet, hunan, zhuhai, nanshan):
        make.policy(live=True, region=each)
    assert near(futian) == ["440305", "440400", "430000"]
    assert near(hunan) == ["440305", "440400"]


@pytest.mark.django_db
def test_what_is_far_is_told_only_where_nothing_is_near_and_by_the_borders_between() -> None:
    gansu, hebei = place("620000", "province"), place("130000", "province")
    lanzhou = place("620100", "prefecture", gansu)
    for each in (hebei, place("430000", "province"), place("350000", "province")):
        make.policy(live=True, region=each)
    found = nearby(lanzhou, make.scenario(), on=TODAY, at=make.NOON + make.DAY)
    assert near(lanzhou) == ["130000", "430000", "350000"] and not found.are_near
    make.policy(live=True, region=place("610100", "prefecture", place("610000", "province")))
    found = nearby(lanzhou, make.scenario(), on=TODAY, at=make.NOON + make.DAY)
    assert near(lanzhou) == ["610100"] and found.are_near


@pytest.mark.django_db
def test_neither_a_level_above_nor_what_is_in_doubt_or_over_is_told() -> None:
    guangdong, hunan, hubei = (place(code, "province") for code in ("440000", "430000", "420000"))
    city = place("440300", "prefecture", guangdong)
    make.policy(live=True, region=make.nation(), passes_down=False)
    make.policy(live=True, region=guangdong, passes_down=False)
    make.policy(live=True, region=hunan, review_by=TODAY - make.DAY)
    make.policy(live=True, region=hubei, effective_to=TODAY - make.DAY)
    make.policy(live=True, region=place("450000", "province"), scenario=make.scenario("death"))
    assert near(city) == []


@pytest.mark.django_db
def test_of_many_rules_the_nearest_alone_are_read(
    django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By city, by province, and by the borders between where all are far."""
    monkeypatch.setattr(module, "LOOKED_AT", 3)
    module._elsewhere._statements.clear()
    provinces = {code: place(f"{code}0000", "province") for code in ("13", "23", "43", "44", "54")}
    shenzhen = place("440300", "prefecture", provinces["44"])
    futian, nanshan = (place(code, "county", shenzhen) for code in ("440304", "440305"))
    others = [place(f"4404{number}", "county", provinces["44"]) for number in range(10, 14)]
    for each in (provinces["13"], provinces["43"], provinces["54"], *others, nanshan):
        make.policy(live=True, region=each)
    with django_assert_num_queries(2):  # and one for the situation
        assert near(futian) == ["440305", "440410", "440411"]
    assert near(provinces["23"]) == ["130000", "430000", "540000"]
    module._elsewhere._statements.clear()


def test_borders_go_both_ways_and_join_every_province() -> None:
    for province in PROVINCES:
        others = bordering(province)
        assert others and others <= PROVINCES - {province}, province
        assert all(province in bordering(other) for other in others), province
    assert bordering("46") == {"44"} and bordering("31") == {"32", "33"}
    assert borders_between("62", "62") == 0 and borders_between("62", "61") == 1
    assert borders_between("46", "44") == 1 and borders_between("46", "21") == 6


@pytest.mark.parametrize(("one", "other"), [("71", "35"), ("44", "81"), ("10", "11"), ("", "44")])
def test_a_place_without_a_known_border_is_farther_than_all_that_have_one(
    one: str, other: str
) -> None:
    known = [borders_between("46", province) for province in ("21", "23", "54", "65")]
    assert borders_between(one, other) > max(known)
