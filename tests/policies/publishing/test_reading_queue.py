"""The queue of passages to read again: a page of it costs a page, in the order of the whole."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.utils import timezone

from policies.publishing.reading_queue import reading_queue
from policies.publishing.readings import Need, readings
from tests import factories as make
from tests.policies.admin.test_verification import one_of_each
from tests.verifying import read_again

pytestmark = pytest.mark.django_db
KINDS = ("policies.policy", "guides.guide", "policies.procedure")


@pytest.fixture(autouse=True, scope="module")
def _many(rows_of_module: None) -> None:
    """Rules of every need, several that nobody read, on several days, and a guide."""
    one_of_each()
    today = timezone.localdate()
    for number, days in enumerate((None, 30, 10, 10, 300, None)):
        due = None if days is None else today + dt.timedelta(days=days)
        make.policy(live=True, scenario=make.scenario(f"unread-{number}"), review_by=due)
    lost = make.policy(live=True, scenario=make.scenario("gone"), review_by=today)
    read_again(lost, "cannot_open")
    make.guide(live=True)


def of_whole(**wanted: str) -> list[str]:
    """The same from the list of all readings."""
    return sorted(
        each.key
        for each in readings(timezone.now())
        if wanted.get("need", each.need) == each.need
        and wanted.get("kind", each.edition._meta.label_lower) == each.edition._meta.label_lower
    )


@pytest.mark.parametrize(
    "wanted",
    [{}, *({"need": need} for need in Need.values), *({"kind": kind} for kind in KINDS)],
    ids=str,
)
def test_all_pages_together_are_the_whole_each_once_in_one_order(wanted: Any) -> None:
    now = timezone.now()
    queue = reading_queue(now, **wanted)
    whole = [each.key for each in queue[: len(queue)]]
    for a_page in (1, 2, 3, 7, 100):
        pages = Paginator(reading_queue(now, **wanted), a_page)
        found = [each.key for page in pages for each in page.object_list]
        assert found == whole, a_page
    assert sorted(whole) == of_whole(**wanted)


def test_who_needs_it_most_stands_first_and_what_is_due_before_it_stands_there() -> None:
    queue = reading_queue(timezone.now())
    found = list(queue[: len(queue)])
    order = [list(Need).index(each.need) for each in found]
    assert order == sorted(order)
    unread = [each.due or dt.date.max for each in found if each.need == Need.NEVER]
    assert unread == sorted(unread) and len(unread) > 5


def test_what_is_counted_is_what_is_there_whatever_is_asked_for() -> None:
    now = timezone.now()
    counted = Counter(each.need for each in readings(now))
    for wanted in ({}, {"need": "soon"}, {"kind": "guides.guide"}, {"need": "no such"}):
        assert reading_queue(now, **wanted).by_need == counted  # type: ignore[arg-type]
    assert len(reading_queue(now, need="no such")) == 0


def test_one_of_them_and_none_beyond_the_end() -> None:
    queue = reading_queue(timezone.now())
    assert [queue[at].key for at in range(3)] == [each.key for each in queue[:3]]
    with pytest.raises(IndexError):
        queue[len(queue)]
