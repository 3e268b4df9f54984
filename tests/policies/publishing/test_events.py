"""The token of what is published changes exactly when something public changes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import CharField, TextField
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from guides.models import Feedback, OldAddress, Term
from policies.models import (
    Contact,
    Edition,
    EditionChild,
    ExpectedCase,
    ImpossibleCombination,
    Material,
    Option,
    PublicationEvent,
    PublicationState,
    Question,
    Region,
    Scenario,
    Source,
)
from policies.models.plain import PublicRow
from policies.publishing import actions, events
from tests import factories as make

pytestmark = pytest.mark.django_db
LATER = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
T0, DAY = make.NOON, make.DAY


def changes_token(act: Callable[[], Any], at: dt.datetime = LATER) -> bool:
    before = events.token(at)
    act()
    return events.token(at) != before


def test_an_empty_site_has_a_token() -> None:
    assert events.token(LATER) == events.NOTHING_PUBLISHED


def test_drafting_and_reviewing_changes_nothing_public(author: User, approver: User) -> None:
    make.region(), make.scenario(), make.source()
    live = make.guide(live=True)

    def work() -> None:
        draft = actions.revise(live, by=author)
        draft.title_zh_hans = "新的标题"  # type: ignore[attr-defined]
        draft.save()
        draft.scenarios.set([make.scenario()])  # type: ignore[attr-defined]
        actions.submit(draft, by=author)
        actions.reject(draft, by=approver)
        draft.delete()

    assert not changes_token(work)


def test_approving_changes_it(author: User, approver: User) -> None:
    policy = make.policy()
    actions.submit(policy, by=author)
    assert changes_token(lambda: actions.approve(policy, by=approver))


def test_withdrawing_what_is_live_changes_it(approver: User) -> None:
    policy = make.policy(live=True)
    assert changes_token(lambda: actions.withdraw(policy, by=approver, reason="写错了。"))


def test_a_scheduled_publication_changes_it_only_when_its_instant_passes() -> None:
    policy = make.policy(live=True)
    before = events.token(T0)
    make.new_version(policy, at=T0, publish_at=T0 + DAY)
    assert events.token(T0) == before
    assert events.token(T0 + DAY - dt.timedelta(seconds=1)) == before
    assert events.token(T0 + DAY) != before


def test_calling_a_scheduled_publication_off_changes_nothing(approver: User) -> None:
    policy = make.policy(live=True)
    before = events.token(T0)
    second = make.new_version(policy, at=T0, publish_at=T0 + 2 * DAY)
    actions.withdraw(second, by=approver, reason="不改了。", now=T0 + DAY)
    assert events.token(T0 + DAY) == events.token(T0 + 9 * DAY) == before


def test_an_event_committed_late_still_changes_it() -> None:
    """Loading content takes seconds; what is approved meanwhile has a younger instant."""
    events.record_event(T0 + dt.timedelta(seconds=2), "approved while content was loading")
    assert changes_token(lambda: events.record_event(T0, "content pack"))


@pytest.mark.parametrize(
    "row",
    [
        make.region,
        make.scenario,
        make.source,
        make.question,
        make.material,
        make.contact,
        make.term,
    ],
)
def test_storing_and_deleting_a_public_row_changes_it(row: Callable[[], Any]) -> None:
    made: list[Any] = []
    assert changes_token(lambda: made.append(row()))
    assert changes_token(made[0].save)
    assert changes_token(made[0].delete)


def test_an_old_address_changes_it() -> None:
    assert changes_token(lambda: OldAddress.objects.create(path="/a/", became="/b/"))


def test_the_options_of_an_impossible_combination_change_it() -> None:
    combination = ImpossibleCombination.objects.create()
    options = make.question().options.all()
    assert changes_token(lambda: combination.options.set(options))
    assert changes_token(lambda: combination.options.remove(options[0]))
    assert changes_token(combination.options.clear)


def public_models() -> list[type[PublicRow]]:
    return [model for model in apps.get_models() if issubclass(model, PublicRow)]


def test_every_model_says_whether_it_is_public() -> None:
    ours = [m for m in apps.get_models() if m._meta.app_label in {"policies", "guides"}]
    said = [m for m in ours if issubclass(m, Edition | EditionChild | PublicRow)]
    private = {"ExpectedCase", "Feedback", "PublicationEvent", "PublicationState"}
    assert {m.__name__ for m in ours} - {m.__name__ for m in said} <= private
    assert len(public_models()) >= 10


def public_row(model: type[PublicRow]) -> PublicRow:
    """A stored row of a public model."""
    makers: dict[type[PublicRow], Callable[[], Any]] = {
        Region: make.region,
        Scenario: make.scenario,
        Source: make.source,
        Question: make.question,
        Option: lambda: make.question().options.get(code="yes"),
        ImpossibleCombination: ImpossibleCombination.objects.create,
        Material: make.material,
        Contact: make.contact,
        Term: make.term,
        OldAddress: lambda: OldAddress.objects.create(path="/a/", became="/b/"),
    }
    made: PublicRow = makers[model]()
    return made


IN_BULK = pytest.mark.parametrize("model", public_models(), ids=lambda model: model.__name__)


def free_column(row: PublicRow) -> str:
    """A column of text that a test may change; "id" for a row that has none."""
    texts = [f.name for f in row._meta.concrete_fields if isinstance(f, CharField | TextField)]
    kept = {"code", "slug", "path", "level", "kind", "became", "gone_because", "pack_hash"}
    return next(name for name in texts if name not in kept and f"{name}_en" not in texts)


@IN_BULK
def test_changing_public_rows_in_bulk_changes_it(model: Any) -> None:
    row = public_row(model)
    column = {OldAddress: "became"}.get(model) or free_column(row)
    assert changes_token(lambda: model.objects.update(**{column: "/c/"}))
    setattr(row, column, "/d/")
    assert changes_token(lambda: model.objects.bulk_update([row], [column]))
    assert not changes_token(lambda: model.objects.filter(pk=0).update(**{column: "/e/"}))


@IN_BULK
def test_storing_and_deleting_public_rows_in_bulk_changes_it(model: Any) -> None:
    row = public_row(model)
    assert changes_token(lambda: model.objects.filter(pk=row.pk).delete())
    row.pk = None
    assert changes_token(lambda: model.objects.bulk_create([row]))
    assert not changes_token(lambda: model.objects.bulk_create([]))


def test_citations_checked_in_bulk_change_it_where_readers_see_them() -> None:
    draft, live = make.policy(), make.guide(live=True)
    checked = {"verified_on": T0.date(), "verified_by": make.user("author")}
    assert not changes_token(lambda: draft.citations.update(**checked))
    assert changes_token(lambda: live.citations.update(**checked))


def test_options_changed_in_bulk_through_their_question_change_it() -> None:
    question = make.question()
    assert changes_token(lambda: question.options.update(text_zh_hans="是"))


@IN_BULK
def test_rows_changed_in_bulk_inside_one_event_are_one_event(model: Any) -> None:
    row = public_row(model)
    column = {OldAddress: "became"}.get(model) or free_column(row)
    before = PublicationEvent.objects.count()
    with events.one_event(T0, "content pack"):
        model.objects.update(**{column: "/c/"})
        model.objects.update(**{column: "/d/"})
    assert PublicationEvent.objects.count() == before + 1


def test_feedback_and_expected_cases_are_not_public() -> None:
    region, event = make.region(), make.scenario()
    assert not changes_token(lambda: Feedback.objects.create(address="/", reason="wrong"))
    assert not changes_token(
        lambda: ExpectedCase.objects.create(
            region=region, event=event, on=T0.date(), outcomes={"death": "yes"}
        )
    )


def test_many_rows_stored_at_once_are_one_event() -> None:
    def load() -> None:
        with events.one_event(T0, "content pack"):
            make.region(), make.source()

    assert changes_token(load)
    assert PublicationEvent.objects.count() == 1


def test_counting_an_event_changes_no_token() -> None:
    """Whether it stands in the serial or beside it: the same state, the same name."""
    events.record_event(T0 + DAY, "scheduled", now=T0)
    events.record_event(T0, "now")
    before = events.token(T0 + 2 * DAY)
    assert PublicationEvent.objects.filter(counted=False).count() == 1
    events.record_event(T0 + 9 * DAY, "far ahead", now=T0 + 2 * DAY)
    assert PublicationEvent.objects.get(counted=False).subject == "far ahead"
    assert events.token(T0 + 2 * DAY) == before


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
