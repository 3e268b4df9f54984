"""The command check_rules: what it says, where it stops, and that its journeys open."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from policies.models import Policy
from tests import factories as make
from tests.shipped import fetch, one

pytestmark = pytest.mark.django_db
Publish = Callable[[Policy], Policy]


def check(capsys: pytest.CaptureFixture[str], *args: Any) -> dict[str, Any]:
    call_command("check_rules", "--json", *args)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def with_ways(
    *ways: tuple[tuple[str, ...], ...], by: Publish = make.publish, **columns: Any
) -> Policy:
    """A live rule; each way is a tuple of the options of `ret` and `job` that it accepts."""
    draft = make.policy(**columns)
    for number, way in enumerate(ways, 1):
        for code, accepts in zip(("ret", "job"), way, strict=False):
            make.condition(draft, accepts, way=number, question=make.question(code, ("yes", "no")))
    return by(draft)


@pytest.fixture
def shadowed() -> Policy:
    return with_ways((("yes",),), (("yes",), ("no",)))


def test_what_is_found_is_said_as_data(shadowed: Policy, capsys: Any) -> None:
    said = check(capsys)
    assert (said["rule_sets"], said["journeys"]) == (2, 10)
    assert said["seconds"] >= 0
    assert {each["kind"] for each in said["findings"]} >= {"shadowed-way", "missing-translation"}
    (finding,) = (each for each in said["findings"] if each["kind"] == "shadowed-way")
    assert finding | {"message": ""} == {
        "kind": "shadowed-way",
        "region": "440000",
        "scenario": "settle-abroad",
        "edition": shadowed.edition_label,
        "witness": "/zh-hans/check/?r=440000&e=settle-abroad&ret=yes",
        "message": "",
        "blocking": False,
    }


def test_every_journey_opens_where_it_was_found(shadowed: Policy, capsys: Any) -> None:
    for finding in check(capsys)["findings"]:
        assert Client().get(finding["witness"]).status_code == 200


def test_a_journey_leads_to_the_outcome_that_it_shows(capsys: Any) -> None:
    of_the_pack: dict[str, Any] = {"author": None, "origin": "pack"}
    with_ways((("yes",),), verdict="yes", by=make.publish_from_pack, **of_the_pack)
    with pytest.raises(CommandError):
        check(capsys)
    found = json.loads(capsys.readouterr().out)["findings"]
    (finding,) = (each for each in found if each["kind"] == "contradiction")
    article = one(fetch(finding["witness"]), "article[data-outcome]")
    assert article["data-outcome"] == "no"


def test_a_source_that_has_ended_stops_from_the_day_after(capsys: Any) -> None:
    draft = make.policy(cited=False)
    source = make.source("ended", effective_to=dt.date(2030, 1, 1))
    draft.citations.create(**make.citation(source=source))
    make.publish(draft)
    assert check(capsys, "--on", "2030-01-01")["findings"]
    with pytest.raises(CommandError, match="1 处必须改"):
        check(capsys, "--on", "2030-01-02")
    found = json.loads(capsys.readouterr().out)["findings"][0]
    assert (found["kind"], found["blocking"]) == ("expired-source", True)
    assert found["witness"].endswith("&on=2030-01-02")


def test_a_case_that_fails_stops(capsys: Any) -> None:
    make.policy(live=True)
    case = make.expected_case(answers={}, outcomes={"settle-abroad": "no"}, on=make.NOON.date())
    with pytest.raises(CommandError):
        check(capsys)
    (found, *_others) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["kind"], found["region"]) == ("failed-case", case.region.code)


def test_one_region_is_looked_at_alone(shadowed: Policy, capsys: Any) -> None:
    city = make.region("440300", "深圳市", level="prefecture", parent=make.region())
    with_ways((("yes",),), region=city)
    said = check(capsys, "--region", "440300")
    assert said["rule_sets"] == 1
    assert {each["region"] for each in said["findings"]} == {"440300"}
    with pytest.raises(CommandError, match="没有地区 999999"):
        check(capsys, "--region", "999999")


def test_the_lines_say_what_and_where_and_count(shadowed: Policy, capsys: Any) -> None:
    call_command("check_rules")
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("warn shadowed-way 440000 settle-abroad") for line in lines)
    assert lines[-1].startswith("2 套规则，10 条路，") and "必须改 0" in lines[-1]


@pytest.mark.parametrize("day", ["2026-02-30", "1899-12-31", "2200-01-01", "tomorrow", ""])
@pytest.mark.parametrize("command", ["check_rules --on", "check_content --on", "diff_rules --from"])
def test_a_day_that_no_page_can_be_asked_for_is_refused(command: str, day: str) -> None:
    name, argument = command.split()
    with pytest.raises(CommandError, match="不是1900年到2199年的一天。写成 2027-01-01 的样子"):
        call_command(name, argument, day)
