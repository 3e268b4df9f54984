"""How many passages need to be read again: the same number as the list, without reading it all."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from policies.links.check import alarms
from policies.models import Scope, Source, Verification
from policies.publishing.readings import Need, readings, to_read
from tests import factories as make
from tests.admin_factories import make_user
from tests.policies.admin.test_verification import one_of_each

pytestmark = pytest.mark.django_db


def listed(now: dt.datetime, by: Any = None) -> int:
    return sum(each.need != Need.NONE for each in readings(now, by=by))


def test_as_many_need_to_be_read_as_the_list_says() -> None:
    rules = one_of_each()
    make.guide(live=True)
    make.policy(scenario=make.scenario("draft"))
    now = timezone.now()
    assert to_read(now) == listed(now) == len(rules)  # all rules but one, and the guide
    for days in range(0, 400, 25):
        later = now + dt.timedelta(days=days)
        assert to_read(later) == listed(later), days


def test_who_sees_a_part_counts_a_part() -> None:
    here, there = make.region("440300"), make.region("310000")
    for place in (here, there):
        make.policy(live=True, region=place)
    person = make_user("of-shenzhen", "Approver")
    scope = Scope.objects.create(user=person)
    scope.regions.add(here)
    now = timezone.now()
    assert to_read(now) == 2
    assert to_read(now, by=person) == listed(now, by=person) == 1


def test_what_nobody_recorded_is_counted_and_not_read() -> None:
    for number in range(3):
        make.policy(live=True, scenario=make.scenario(f"event-{number}"))
    with CaptureQueriesContext(connection) as asked:
        assert to_read(timezone.now()) == 3
    counting = [each["sql"] for each in asked if "COUNT(" in each["sql"]]
    assert len(counting) * 2 == len(asked), "a count a kind, and what was recorded of it"


def test_alarms_of_nothing_read_no_citation() -> None:
    policy = make.policy(live=True)
    source = policy.citations.get().source
    with CaptureQueriesContext(connection) as asked:
        assert not alarms(timezone.now()).gone
    assert len(asked) == 2
    Source.objects.filter(pk=source.pk).update(link_state=Source.LinkState.GONE)
    assert alarms(timezone.now()).gone == [source]
    assert not Verification.objects.exists()
