"""Whose queue of passages it is, and what a page of it costs."""

from __future__ import annotations

import pytest
from django.core.paginator import Paginator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from policies.models import Scope, Source
from policies.publishing.reading_queue import reading_queue
from tests import factories as make
from tests.admin_factories import make_user

pytestmark = pytest.mark.django_db


def test_of_what_nobody_read_a_page_is_read_however_many_there_are() -> None:
    for number in range(30):
        make.policy(live=True, scenario=make.scenario(f"event-{number}"))
    queue = reading_queue(timezone.now())
    with CaptureQueriesContext(connection) as asked:
        assert len(Paginator(queue, 5).get_page(1).object_list) == 5
    limited = [each["sql"] for each in asked if " LIMIT 5" in each["sql"]]
    assert len(limited) == len(asked) > 0


def test_some_sources_and_some_places_alone() -> None:
    here, there = make.region("440300"), make.region("310000")
    for place in (here, there):
        make.policy(live=True, region=place)
    person = make_user("of-shenzhen", "Approver")
    Scope.objects.create(user=person).regions.add(here)
    now = timezone.now()
    assert len(reading_queue(now)) == 2 and len(reading_queue(now, by=person)) == 1
    cited = Source.objects.get()
    assert len(reading_queue(now, sources=[cited.pk])) == 2
    assert len(reading_queue(now, sources=[cited.pk + 1])) == 0
