"""Expected cases are replayed on their own day, each where it belongs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import ExpectedCase
from policies.rules.cases import Failed, failed_cases, placed_cases, untried_rules
from policies.rules.country import read_country
from policies.rules.vocabulary import vocabulary
from tests import factories as make

pytestmark = pytest.mark.django_db
AT = make.NOON + make.DAY
DAY = AT.date()


def case(outcome: str, on: dt.date = DAY, **columns: Any) -> ExpectedCase:
    return make.expected_case(on=on, outcomes={"settle-abroad": outcome}, **columns)


def failed() -> list[Failed]:
    return list(failed_cases(vocabulary("test"), AT))


@pytest.fixture
def rule() -> str:
    """Retired: conditional; else no. In force since 2022."""
    draft = make.policy(effective_from=dt.date(2022, 1, 1))
    make.condition(draft)
    return make.publish(draft).edition_label


def untried() -> list[str]:
    """What is found of cases that are missing: the edition, and where it would be tried."""
    words = vocabulary("test")
    country = read_country(words, on=DAY, at=AT)
    found = untried_rules(country, placed_cases(words, AT))
    return [f"{each.kind} {each.edition} {each.witness.query}" for each in found]


def test_a_rule_that_no_case_tries_whole_is_named_with_who_would(rule: str) -> None:
    place = f"case-missing {rule} r=440000&e=settle-abroad"
    assert untried() == [f"{place}&ret=yes"]
    case("conditional", answers={"ret": "yes"})
    case("no", answers={"ret": "no"}, on=dt.date(2021, 12, 31))
    assert untried() == [f"{place}&ret=no"]
    case("no", answers={"ret": "no"})
    case("needs", answers={"ret": "-"})
    assert untried() == []


def test_cases_that_end_as_they_must_say_nothing(rule: str) -> None:
    case("conditional", answers={"ret": "yes"})
    case("no", answers={"ret": "no"})
    case("needs", answers={"ret": "-"})
    case("none", answers={}, on=dt.date(2021, 12, 31))
    assert failed() == []


def test_a_case_that_ends_otherwise_is_named_with_its_journey(rule: str) -> None:
    case("yes", answers={"ret": "no", "unknown": "x"})
    (found,) = failed()
    assert "“你退休了吗？no”" in str(found) and "“出境定居”应为“可以”，实为“不可以”" in str(found)
    finding = found.finding()
    assert finding.is_blocking and finding.edition == rule
    assert finding.witness.query == f"r=440000&e=settle-abroad&ret=no&on={DAY}"


def test_each_case_is_tried_on_its_own_day_and_place(rule: str) -> None:
    case("no", answers={"ret": "no"}, on=dt.date(2021, 12, 31))
    city = make.region("440300", "深圳市", level="prefecture", parent=make.region())
    case("none", answers={"ret": "no"}, region=city)
    assert [each.outcome for each in failed()] == ["none", "no"]


def test_the_number_of_queries_does_not_grow_with_the_cases(rule: str) -> None:
    case("conditional", answers={"ret": "yes"})
    with CaptureQueriesContext(connection) as one:
        failed()
    for number in range(3):
        city = make.region(
            f"4403{number:02}", f"{number}市", level="prefecture", parent=make.region()
        )
        case("conditional", answers={"ret": "yes"}, region=city)
    with CaptureQueriesContext(connection) as several:
        failed()
    assert len(several) <= len(one)
