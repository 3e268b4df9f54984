"""Records of verification are written once, on both databases, past every method of the models."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from policies.models import Verification
from policies.models.append_only import KeptForEverError
from tests import factories as make
from tests.verifying import read_again

pytestmark = pytest.mark.django_db
TABLE = "policies_verification"


@pytest.fixture
def stored() -> Verification:
    return read_again(make.policy(live=True)).records[0]


def test_a_record_is_not_stored_again(stored: Verification) -> None:
    stored.note = "另一句话"
    with pytest.raises(KeptForEverError):
        stored.save()


def test_a_record_is_not_deleted(stored: Verification) -> None:
    with pytest.raises(KeptForEverError):
        stored.delete()
    with pytest.raises(KeptForEverError):
        Verification.objects.all().delete()


def test_records_are_not_changed_in_bulk(stored: Verification) -> None:
    with pytest.raises(KeptForEverError):
        Verification.objects.update(result="gone")


def sql(statement: str, *values: Any) -> Callable[[], None]:
    def act() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return act


def refuses(act: Callable[[], None]) -> bool:
    try:
        with transaction.atomic():
            act()
    except DatabaseError as error:
        return "kept for ever" in str(error)
    return False


def test_the_database_refuses_what_goes_past_the_models(stored: Verification) -> None:
    assert refuses(sql("UPDATE policies_verification SET result = 'gone' WHERE id = %s", stored.pk))
    assert refuses(sql("UPDATE policies_verification SET note = 'x'"))
    assert refuses(sql("DELETE FROM policies_verification WHERE id = %s", stored.pk))
    assert Verification.objects.get() == stored


@pytest.mark.sqlite(reason="PostgreSQL has no OR REPLACE")
def test_a_record_is_not_replaced(stored: Verification) -> None:
    columns = "id, code, source_id, locator, quote, day, person_id, note, at"
    copied = f"INSERT OR REPLACE INTO {TABLE} ({columns}, result) SELECT {columns}, 'gone'"
    assert refuses(sql(f"{copied} FROM {TABLE} WHERE id = %s", stored.pk))


def row(**columns: Any) -> Verification:
    values = {
        "code": "AAAAA",
        "source": make.source(),
        "locator": "第十二条",
        "day": make.NOON.date(),
        "person": make.user("checker"),
        "result": "unchanged",
        "at": make.NOON,
    }
    return Verification.objects.create(**values | columns)


@pytest.mark.parametrize("columns", [{"result": "maybe"}, {"result": "changed", "note": ""}])
def test_the_database_refuses_an_unknown_result_and_a_change_without_words(
    columns: dict[str, str],
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        row(**columns)


def test_the_newest_day_comes_first_and_of_one_day_the_last_record() -> None:
    row(note="c", day=make.NOON.date() - dt.timedelta(days=1))
    row(note="b")
    row(note="a")
    assert [each.note for each in Verification.objects.all()] == ["a", "b", "c"]


def test_a_record_says_what_was_read_and_found() -> None:
    stored = row()
    assert str(stored) == "AAAAA · 广东省门诊共济实施办法 第十二条 · 没有变化"
    assert stored.passage.source_id == make.source().pk and stored.passage.quote == ""
