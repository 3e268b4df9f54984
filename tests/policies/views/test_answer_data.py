"""The answer for programs: what the page says, in the published form."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

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
    assert found["edition"] in found["cite_as"] and "2026" in found["cite_as"]


def test_a_former_division_leads_to_what_it_became() -> None:
    make.policy(live=True, at=EARLIER)
    heir = make.region(code="440000")
    make.region(code="440099", successor=heir)
    moved = Client().get("/zh-hans/regions/440099/settle-abroad.json?from=wx", secure=True)
    assert (moved.status_code, moved["Location"]) == (301, DATA)


def test_a_situation_that_does_not_exist_is_not_found() -> None:
    make.region(code="440000")
    assert Client().get(DATA.replace("settle-abroad", "none"), secure=True).status_code == 404
