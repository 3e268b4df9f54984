"""Days on which rules take effect, for a calendar: what a telephone reads, and what it is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from guides.data.calendar import folded
from tests import factories as make
from tests.shipped import TODAY, fetch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ADDRESS = "/zh-hans/changes.ics"


def lines(query: str = "") -> list[str]:
    """The calendar's lines as they are meant."""
    response: Any = Client().get(f"{ADDRESS}{query}")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    text = response.content.decode()
    assert text.endswith("END:VCALENDAR\r\n")
    return [line for line in text.replace("\r\n ", "").split("\r\n") if line]


def coming(**columns: Any) -> None:
    make.policy(live=True, at=TODAY - make.DAY, effective_from=dt.date(2027, 1, 1), **columns)


def test_a_rule_to_come_is_a_day_in_the_calendar() -> None:
    coming(answer_zh_hans="可以申请支取；先打电话,再去。")
    found = lines()
    assert "DTSTART;VALUE=DATE:20270101" in found and found.count("BEGIN:VEVENT") == 1
    assert "DESCRIPTION:可以申请支取；先打电话\\,再去。" in found
    assert any(line.endswith("/settle-abroad/?on=2027-01-01") for line in found)


def test_what_holds_already_is_none() -> None:
    make.policy(live=True, at=TODAY - make.DAY)
    assert "BEGIN:VEVENT" not in lines()


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("?region=440000", 1), ("?region=440300", 1), ("?region=310000", 0),
        ("?scenario=settle-abroad", 1), ("?scenario=death", 0),
    ],
)  # fmt: skip
def test_it_is_of_a_place_with_the_levels_above_and_of_a_matter(query: str, number: int) -> None:
    coming()
    make.region("440300", "深圳市", level="prefecture", parent=make.region())
    make.region("310000", "上海市")
    make.scenario("death")
    assert lines(query).count("BEGIN:VEVENT") == number


def test_an_unknown_place_or_matter_is_404() -> None:
    assert Client().get(f"{ADDRESS}?region=999999").status_code == 404
    assert Client().get(f"{ADDRESS}?scenario=nothing").status_code == 404


def test_the_list_of_changes_leads_to_it() -> None:
    coming()
    assert fetch("/zh-hans/changes/").select("#coming a[href='/zh-hans/changes.ics']")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=200))
def test_no_line_is_longer_than_a_calendar_reads_and_none_loses_a_letter(text: str) -> None:
    parts = list(folded(text))
    assert all(len(part.encode()) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == text
    assert all(part[0] == " " for part in parts[1:])
