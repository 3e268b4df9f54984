"""Events are counted once, in any order, and the token is read from an index."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.models import (
    PublicationEvent,
    PublicationState,
)
from policies.publishing import events
from tests import factories as make
from tests.policies.publishing.changed_token import LATER, changes_token

pytestmark = pytest.mark.django_db
T0, DAY = make.NOON, make.DAY


def test_counting_an_event_changes_no_token() -> None:
    """Whether it stands in the serial or beside it: the same state, the same name."""
    events.record_event(T0 + DAY, "scheduled", now=T0)
    events.record_event(T0, "now")
    before = events.token(T0 + 2 * DAY)
    assert PublicationEvent.objects.filter(counted=False).count() == 1
    events.record_event(T0 + 9 * DAY, "far ahead", now=T0 + 2 * DAY)
    assert PublicationEvent.objects.get(counted=False).subject == "far ahead"
    assert events.token(T0 + 2 * DAY) == before


def test_the_first_event_of_all_is_counted_at_once() -> None:
    PublicationState.objects.all().delete()
    events.record_event(T0, "now")
    assert PublicationState.objects.get().serial == 1


def test_a_scheduled_event_is_counted_by_the_first_one_after_it() -> None:
    events.record_event(T0 + DAY, "scheduled", now=T0)
    assert changes_token(lambda: events.record_event(T0 + 2 * DAY, "later"))
    assert PublicationState.objects.get().serial == 2


def test_old_events_may_go_without_changing_the_token() -> None:
    for hour in range(5):
        events.record_event(T0 + hour * DAY / 24, "a change")
    before = events.token(LATER)
    newest = PublicationEvent.objects.latest("at")
    PublicationEvent.objects.filter(counted=True).exclude(pk=newest.pk).delete()
    assert events.token(LATER) == before


Recorded = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), max_size=12)


@settings(max_examples=30, deadline=None)
@given(recorded=Recorded)
def test_the_token_is_the_newest_event_that_passed_and_how_many_did(
    recorded: list[tuple[int, int]],
) -> None:
    with transaction.atomic():
        for now, ahead in recorded:  # in any order: long transactions commit late
            events.record_event(T0 + (now + ahead) * DAY, "a change", now=T0 + now * DAY)
        for day in range(9, 15):
            passed = PublicationEvent.objects.filter(at__lte=T0 + day * DAY)
            newest = passed.first()
            right = f"{newest.token}-{passed.count()}" if newest else events.NOTHING_PUBLISHED
            assert events.token(T0 + day * DAY) == right
        transaction.set_rollback(True)


def test_the_token_reads_no_table_from_end_to_end() -> None:
    """Neither the events that passed nor those not yet counted: an index each."""
    PublicationEvent.objects.bulk_create(
        PublicationEvent(at=T0 + number * DAY / 999, subject="a change", counted=True)
        for number in range(2000)
    )
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE policies_publicationevent")
        events.token(LATER)
        (query,) = [each["sql"] for each in asked if "serial" in each["sql"]]
        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{explain} {query}")
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    assert "policies_event_uncounted" in plan, plan
    assert not re.search(r"SCAN policies_publicationevent(?! USING)", plan), plan
    assert "Seq Scan on policies_publicationevent" not in plan, plan
    assert "TEMP B-TREE FOR ORDER BY" not in plan, plan


def test_the_token_costs_one_query(django_assert_num_queries: Any) -> None:
    make.source()
    with django_assert_num_queries(1):
        events.token(LATER)


def test_the_list_of_events_names_no_day_of_each_event(admin_client: Client) -> None:
    """To offer the days on which something happened takes 1.3 s of SQLite for 100,000 events."""
    PublicationEvent.objects.create(at=T0, subject="guide")
    with CaptureQueriesContext(connection) as asked:
        page = admin_client.get(reverse("admin:policies_publicationevent_changelist"), {"q": "gui"})
    assert page.status_code == 200 and "guide" in page.content.decode()
    queries = [each["sql"].lower() for each in asked if "publicationevent" in each["sql"]]
    assert queries and not [each for each in queries if "trunc" in each]
