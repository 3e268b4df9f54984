"""The answer for programs: what the page says, in the published form."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.test import Client

from policies.publishing import actions
from policies.views.answer_record import NO_END, NOT_KNOWN, NOT_VERIFIED
from tests import factories as make
from tests.policies.views.answers_as_data import data, form
from tests.shipped import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
EARLIER = TODAY - make.DAY
DATA = "/zh-hans/regions/440000/settle-abroad.json"


def test_what_nobody_recorded_is_not_known_and_never_a_no() -> None:
    make.scenario(code="settle-abroad")
    make.region(code="440000")
    found = data(DATA)
    form().validate(found)
    assert (found["verdict"], found["state"]) == ("none", "none")
    values = (found["edition"], found["conditions"], found["days"], found["in_force"]["to"])
    assert set(values) == {NOT_KNOWN} and found["procedures"] == []


def test_days_and_doubts_of_a_rule_are_told_apart() -> None:
    make.policy(live=True, at=EARLIER, effective_from=dt.date(2020, 1, 1))
    found = data(f"{DATA}?on=2026-11-21")
    assert found["in_force"] == {"from": "2020-01-01", "to": NO_END}
    assert found["evidence"]["verified_on"] == NOT_VERIFIED
    assert found["page"].endswith("/regions/440000/settle-abroad/?on=2026-11-21")
    assert found["edition"] in found["cite_as"]


def test_it_is_cited_with_the_day_it_is_about_and_the_day_it_was_said() -> None:
    make.policy(live=True, at=EARLIER - make.DAY)
    words = data(f"{DATA}?on=2027-03-05&known_on={EARLIER.date()}")["cite_as"]
    assert "2027" in words.replace("?on=2027", "") and str(EARLIER.day) in words


def test_rules_to_come_and_notes_are_told_as_well() -> None:
    make.policy(live=True, at=EARLIER, effective_to=dt.date(2026, 12, 31), notes_zh_hans="带原件。")
    make.policy(live=True, at=EARLIER, effective_from=dt.date(2027, 1, 1))
    found = data(DATA)
    form().validate(found)
    assert "带原件" in found["notes"]
    [coming] = found["coming"]
    assert coming["from"] == "2027-01-01" and coming["data"].endswith("?on=2027-01-01")


def test_how_it_is_done_is_dated_and_a_withdrawn_way_is_not_nothing() -> None:
    make.policy(live=True, at=EARLIER)
    way = make.procedure(live=True, at=EARLIER)
    found = data(f"{DATA}?on=2026-01-01")
    assert (found["procedures_state"], len(found["procedures"])) == ("recorded", 1)
    assert found["procedures_known_on"] == TODAY.date().isoformat()
    actions.withdraw(way, by=make.user("approver"), reason="改了。", now=TODAY)
    found = data(DATA)
    assert (found["procedures_state"], found["procedures"]) == ("withdrawn", [])


def test_a_former_division_leads_to_what_it_became() -> None:
    make.policy(live=True, at=EARLIER)
    heir = make.region(code="440000")
    make.region(code="440099", successor=heir)
    moved = Client().get("/zh-hans/regions/440099/settle-abroad.json?from=wx", secure=True)
    assert (moved.status_code, moved["Location"]) == (301, DATA)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        (DATA.replace("settle-abroad", "none"), 404, "没有这种情形"),
        (DATA.replace("440000", "999999"), 404, "999999"),
        (f"{DATA}?on=tomorrow", 400, "2026-11-22"),
    ],
)
def test_what_cannot_be_answered_is_refused_as_data(address: str, status: int, words: str) -> None:
    make.policy(live=True, at=EARLIER)
    answer = Client().get(address, secure=True)
    assert answer.status_code == status
    refused = json.loads(answer.content)
    assert refused["status"] == status and words in refused["reason"]
