"""What is known and what is not, as numbers."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guides.coverage import Standing, coverage
from guides.data.cells import COLUMNS
from policies.models import PolicyCitation
from tests import factories as make
from tests.guides.pages import look, words_of
from tests.policies.rules.test_applicability import rolled_back
from tests.running import examples

pytestmark = pytest.mark.usefixtures("afternoon")
TODAY = make.NOON.date()
COLUMNS_SHOWN = [
    "own", "inherited", "conflicting", "overdue", "expired", "looked-for", "not-looked-for",
]  # fmt: skip


def row(client: Client, name: str) -> dict[str, str]:
    """The numbers of the row with this name that are not nought, by their standing."""
    page = look(client, "/zh-hans/coverage/")
    found = next(each for each in page.select("tbody tr") if words_of(each.th) == name)
    numbers = {str(cell["data-standing"]): words_of(cell) for cell in found.select("td")}
    assert list(numbers) == COLUMNS_SHOWN
    return {standing: number for standing, number in numbers.items() if number != "0"}


def data(client: Client) -> Any:
    response: Any = client.get("/data/coverage.json")
    return response.json()


def test_a_place_counts_own_inherited_and_none(client: Client) -> None:
    for code in ("death", "enlist", "vaccine"):
        make.scenario(code, name_zh_hans=code)
    make.policy(live=True, scenario=make.scenario("death"))
    make.policy(live=True, region=make.nation(), scenario=make.scenario("enlist"))
    assert row(client, "广东省") == {"own": "1", "inherited": "1", "not-looked-for": "1"}
    assert row(client, "全国") == {"own": "1", "not-looked-for": "2"}


def test_rules_from_above_that_say_nothing_of_most_people_are_told_apart(client: Client) -> None:
    make.policy(live=True, region=make.nation(), scenario=make.scenario("death"))
    some = make.policy(region=make.nation(), scenario=make.scenario("enlist"))
    make.change(some, covers_zh_hans="归侨")
    make.publish(some)
    years = make.scenario("years-for-retirement", kind="rule")
    make.policy(live=True, region=make.nation(), scenario=years, verdict="yes")
    make.region()
    said = words_of(look(client, "/zh-hans/coverage/").select_one("#standings"))
    assert "其中 2 格只写原则，或者只管一部分人。" in said


def test_a_situation_is_counted_over_provinces_alone(client: Client) -> None:
    city = make.region("440300", "深圳市", level="prefecture", parent=make.region())
    make.policy(live=True, region=city)
    assert row(client, "出境定居") == {"not-looked-for": "1"}
    assert row(client, "广东省深圳市") == {"own": "1"}


def test_expired_rule_is_not_counted_as_known(client: Client) -> None:
    make.policy(live=True, effective_to=TODAY - make.DAY)
    assert row(client, "广东省") == {"expired": "1"}
    assert data(client)["totals"]["none"] == 0


def test_rule_whose_review_is_overdue_is_no_own_rule(client: Client) -> None:
    make.policy(live=True, review_by=TODAY - make.DAY)
    assert row(client, "广东省") == {"overdue": "1"}


def test_inherited_rule_whose_sources_disagree_is_in_conflict(client: Client) -> None:
    draft = make.policy(region=make.nation(), evidence="conflicting")
    make.region()
    second = make.citation(source=make.source("another-notice"))
    PolicyCitation.objects.create(policy=draft, **second)
    make.publish(draft)
    assert row(client, "广东省") == {"conflicting": "1"}


def test_the_page_opens_with_the_whole_in_one_sentence(client: Client) -> None:
    make.scenario("death")
    make.policy(live=True)
    make.region("450000", "广西壮族自治区")
    page = words_of(look(client, "/zh-hans/coverage/").main)
    assert "2 个省级地区，每个 2 件事，一共 4 格：1 格有规定，3 格没有记录。" in page


def test_place_with_a_rule_of_its_own_is_listed(client: Client) -> None:
    city = make.region("440300", "深圳市", level="prefecture", parent=make.region())
    make.region("440100", "广州市", level="prefecture", parent=make.region())
    make.policy(live=True, region=city)
    names = words_of(look(client, "/zh-hans/coverage/").main)
    assert "广东省深圳市" in names and "广州市" not in names


def test_data_name_the_rule_of_each_cell(client: Client) -> None:
    policy = make.policy(live=True, region=make.nation())
    make.region()
    cells = {each["region"]: each for each in data(client)["cells"]}
    assert cells["440000"] == {
        "region": "440000",
        "region_name": "广东省",
        "region_level": "province",
        "scenario": "settle-abroad",
        "scenario_name": "出境定居",
        "standing": "inherited",
        "found_at": "100000",
        "level": "nation",
        "edition": policy.edition_label,
        "state": "conditional",
        "looked_on": "",
        "looked_at": "",
        "looked_in": "",
        "looked_record": "",
    }


def test_what_was_looked_for_and_not_found_is_told_with_day_and_place(client: Client) -> None:
    make.absence(scenarios=[make.scenario(), make.scenario("death")])
    make.scenario("enlist")
    make.policy(live=True, scenario=make.scenario("death"))
    assert row(client, "广东省") == {"own": "1", "looked-for": "1", "not-looked-for": "1"}
    cells = {each["scenario"]: each for each in data(client)["cells"]}
    known = {code: (each["standing"], each["looked_on"]) for code, each in cells.items()}
    assert known == {
        "settle-abroad": ("none", "2025-11-21"),
        "death": ("own", ""),
        "enlist": ("none", ""),
    }
    assert cells["settle-abroad"]["looked_at"] == "440000"
    assert cells["settle-abroad"]["looked_in"] == "当地医保局网站和转载。"
    assert cells["settle-abroad"]["looked_record"] == "notes.csv"


def test_a_place_tells_each_cell_and_its_searches(client: Client) -> None:
    make.absence()
    make.scenario("enlist")
    make.policy(live=True, region=make.nation(), scenario=make.scenario("death"))
    page = look(client, "/zh-hans/coverage/?region=440000")
    cells = {str(each["data-scenario"]): each for each in page.select("[data-standing]")}
    assert {code: each["data-standing"] for code, each in cells.items()} == {
        "settle-abroad": "none",
        "death": "inherited",
        "enlist": "none",
    }
    assert "2025年11月21日查过广东省，没有找到可以采用的依据。" in words_of(cells["settle-abroad"])
    assert "还没查过" in words_of(cells["enlist"])
    assert "当地医保局网站和转载。" in words_of(page.select_one("#searches"))
    assert "notes.csv" not in words_of(page), "a file of the editors is for the open data"
    assert page.select_one("meta[name=robots]")["content"] == "noindex"  # type: ignore[index]


@pytest.mark.parametrize(("region", "status"), [("999999", 404), ("44", 400)])
def test_a_place_that_is_none_is_refused(client: Client, region: str, status: int) -> None:
    look(client, f"/zh-hans/coverage/?region={region}", status)


def test_csv_and_json_hold_the_same_cells(client: Client) -> None:
    make.policy(live=True)
    response: Any = client.get("/data/coverage.csv")
    table = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert tuple(table[0]) == COLUMNS
    assert table == data(client)["cells"]


def test_totals_are_the_cells_of_the_provinces_and_add_up(client: Client) -> None:
    make.scenario("death")
    make.policy(live=True)
    make.policy(live=True, region=make.nation(), scenario=make.scenario("death"))
    found = data(client)
    provinces = [each for each in found["cells"] if each["region_level"] == "province"]
    numbers = {name: found["totals"][name] for name in Standing.values}
    assert numbers == dict.fromkeys(Standing.values, 0) | Counter(
        each["standing"] for each in provinces
    )
    assert found["totals"]["cells"] == sum(numbers.values()) == len(provinces) == 2
    assert found["totals"]["looked_for"] + found["totals"]["not_looked_for"] == numbers["none"]


rule = st.tuples(
    st.sampled_from(("100000", "440000", "450000")),
    st.sampled_from(("death", "enlist")),
    st.sampled_from((None, TODAY - make.DAY)),  # the end of its period
    st.sampled_from((None, TODAY - make.DAY)),  # the day of its review
)


@settings(max_examples=examples(8), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rules=st.lists(rule, max_size=3, unique_by=lambda each: each[:2]))
@rolled_back()
def test_whatever_is_recorded_every_cell_has_exactly_one_standing(
    rules: list[tuple[str, str, dt.date | None, dt.date | None]],
) -> None:
    scenarios = [make.scenario(code) for code in ("death", "enlist")]
    regions = [make.region(), make.region("450000", "广西壮族自治区")]
    for code, scenario, end, due in rules:
        place: Any = {"region": make.region(code), "scenario": make.scenario(scenario)}
        make.policy(live=True, effective_to=end, review_by=due, **place)
    known = coverage(scenarios, on=TODAY, at=timezone.now())
    whole = known.of_provinces
    rows = [known.of_scenario(each).numbers for each in scenarios]
    columns = [known.of_region(each).numbers for each in regions]
    assert whole.cells == 4
    assert sum(rows, Counter()) == sum(columns, Counter()) == whole.numbers
    in_provinces = [found for found in known.answers.values() if found.region in regions]
    assert whole.recorded == sum(found.policy is not None for found in in_provinces)
