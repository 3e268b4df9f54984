"""One question, one answer: the rule, how it is done, and what both rest on."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection

from policies.models import Procedure, Region, Scenario
from policies.rules.answer import Answer, answer, answers
from policies.rules.applicability import MOST_REGIONS_NAMED, applicable_policies
from policies.rules.regions import find_region, with_lineage
from tests import factories as make

pytestmark = pytest.mark.django_db
AT = make.NOON + make.DAY
DAY = dt.date(2026, 6, 15)


@pytest.fixture(autouse=True)
def lineage() -> dict[str, Region]:
    """鼓楼区 and every level above it."""
    province = make.region("320000", "江苏省")
    prefecture = make.region("320100", "南京市", level="prefecture", parent=province)
    county = make.region("320106", "鼓楼区", level="county", parent=prefecture)
    return {each.level: each for each in (make.nation(), province, prefecture, county)}


def asked(code: str = "320106", scenario: Scenario | None = None) -> Answer:
    region = find_region(code)
    assert region
    return answer(region, scenario or make.scenario(), on=DAY, at=AT)


def ways(found: Answer) -> set[int]:
    return {each.procedure.pk for each in found.procedures}


def test_procedures_come_from_the_nearest_level_that_has_any(lineage: dict[str, Region]) -> None:
    make.procedure(live=True, region=lineage["nation"])
    counter = make.procedure(live=True, region=lineage["prefecture"])
    app = make.procedure(live=True, region=lineage["prefecture"], channel="app",
                         offline_help_zh_hans="到窗口办。")  # fmt: skip
    make.procedure(region=lineage["county"])
    found = asked()
    assert ways(found) == {counter.pk, app.pk}
    assert found.procedures_from == lineage["prefecture"]


def test_an_answer_knows_the_levels_whose_rules_stop_there(lineage: dict[str, Region]) -> None:
    make.policy(live=True, region=lineage["prefecture"], passes_down=False)
    make.policy(live=True, region=lineage["province"])
    found = asked()
    assert found.policy is not None and found.policy.region == lineage["province"]
    assert found.stopped == {lineage["prefecture"].pk}


@pytest.mark.parametrize(("passes_down", "taken"), [(False, "province"), (True, "prefecture")])
def test_how_it_is_done_reaches_no_farther_than_the_rule_there(
    lineage: dict[str, Region], passes_down: bool, taken: str
) -> None:
    """A pool of the provincial office only: who is insured in a city below does it elsewhere."""
    for level in ("province", "prefecture"):
        make.procedure(live=True, region=lineage[level])
    own = make.policy(live=True, region=lineage["prefecture"], passes_down=passes_down)
    assert asked().procedures_from == lineage[taken]
    assert asked("320100").procedures_from == lineage["prefecture"]
    assert asked("320100").policy == own


def test_procedures_of_one_channel_keep_their_places(lineage: dict[str, Region]) -> None:
    made = [make.procedure(live=True, region=lineage["county"]) for _ in range(3)]
    rewritten = Procedure.objects.filter(pk=made[0].pk)
    rewritten.update(live_until=None)  # PostgreSQL puts the row behind the others
    assert [each.procedure.pk for each in asked().procedures] == [each.pk for each in made]


def test_procedures_of_another_scenario_or_place_are_not_taken(
    lineage: dict[str, Region],
) -> None:
    make.procedure(live=True, region=lineage["nation"], scenario=make.scenario("death"))
    make.procedure(live=True, region=make.region("330000", "浙江省"))
    found = asked()
    assert found.procedures == () and found.procedures_from is None


def test_rule_and_procedures_may_come_from_different_levels(lineage: dict[str, Region]) -> None:
    policy = make.policy(live=True, region=lineage["province"])
    procedure = make.procedure(live=True, region=lineage["county"])
    found = asked()
    assert found.policy == policy and found.level == "province"
    assert ways(found) == {procedure.pk}


def test_rule_and_procedures_bring_their_citations(lineage: dict[str, Region]) -> None:
    make.policy(live=True, region=lineage["nation"])
    make.procedure(live=True, region=lineage["nation"])
    found = asked()
    assert [each.code for each in found.citations] == [make.source().code]
    assert [len(each.citations) for each in found.procedures] == [1]


@pytest.mark.parametrize(
    ("rule_at", "procedure_at", "own"),
    [
        ("county", "nation", True),
        ("nation", "county", True),
        ("province", "prefecture", False),
        (None, None, False),
    ],
)
def test_an_answer_is_a_places_own_if_anything_of_it_was_recorded_there(
    lineage: dict[str, Region], rule_at: str | None, procedure_at: str | None, own: bool
) -> None:
    if rule_at:
        make.policy(live=True, region=lineage[rule_at])
    if procedure_at:
        make.procedure(live=True, region=lineage[procedure_at])
    assert asked().is_own == own


def test_answers_for_many_places_are_those_of_each_alone(lineage: dict[str, Region]) -> None:
    make.policy(live=True, region=lineage["province"])
    make.policy(live=True, region=lineage["nation"], scenario=make.scenario("death"))
    make.procedure(live=True, region=lineage["nation"])
    make.procedure(live=True, region=lineage["prefecture"], scenario=make.scenario("death"))
    regions = list(with_lineage(Region.objects.all()))
    scenarios = [make.scenario(), make.scenario("death")]
    table = answers(regions, scenarios, on=DAY, at=AT)
    assert len(table) == len(regions) * len(scenarios)
    for region in regions:
        for scenario in scenarios:
            assert table[(region.pk, scenario.pk)] == asked(region.code, scenario)


def test_the_rule_in_an_answer_is_the_one_that_applies(lineage: dict[str, Region]) -> None:
    make.policy(live=True, region=lineage["province"], effective_from=DAY + make.DAY)
    make.policy(live=True, region=lineage["nation"])
    region = find_region("320106")
    assert region
    light = applicable_policies([region], [make.scenario()], on=DAY, at=AT)
    rule, found = next(iter(light.values())), asked()
    for part in ("policy", "former", "coming", "state", "level"):
        assert getattr(found, part) == getattr(rule, part), part


def test_the_number_of_queries_does_not_grow(
    lineage: dict[str, Region], django_assert_num_queries: Any
) -> None:
    for region in lineage.values():
        make.policy(live=True, region=region)
        make.procedure(live=True, region=region)
    regions = list(with_lineage(Region.objects.all()))
    scenarios = [make.scenario(), make.scenario("death")]
    for chosen in (regions[:1], regions):
        with django_assert_num_queries(3):
            table = answers(chosen, scenarios, on=DAY, at=AT)
            for each in table.values():
                for way in each.procedures:
                    assert way.steps
                    assert [paper.material.code for paper in way.papers]


def test_very_many_regions_get_the_same_procedures(lineage: dict[str, Region]) -> None:
    """Above a limit the query names no regions; the answers must not depend on that."""
    procedure = make.procedure(live=True, region=lineage["province"])
    make.procedure(live=True, region=make.region("330000", "浙江省"))
    make.many_counties(lineage["prefecture"], MOST_REGIONS_NAMED + 1)
    every = list(with_lineage(Region.objects.all()))
    at_once = answers(every, [make.scenario()], on=DAY, at=AT)
    gulou = lineage["county"]
    assert ways(at_once[(gulou.pk, make.scenario().pk)]) == {procedure.pk}


def test_answers_need_no_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """Public pages are read where nothing may be written, and where another one is writing."""
    way = make.procedure(live=True)
    monkeypatch.setattr(type(connection.features), "supports_json_field", False)
    (told,) = asked("440000").procedures
    assert told.procedure == way and told.steps and told.papers
