"""Shared rows change by permit alone, whatever hand reaches for them; the database sees to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from guides.models import OldAddress
from policies.models import (
    Contact,
    ExpectedCase,
    ImpossibleCombination,
    Material,
    Option,
    Permit,
    Region,
    Scenario,
    Source,
)
from policies.models.plain import SharedRow, shared_models
from policies.publishing import database_rules
from policies.publishing.shared.permits import permitted
from tests import factories as make

pytestmark = pytest.mark.django_db
MODELS = pytest.mark.parametrize("model", shared_models(), ids=lambda model: model.__name__)


def refused(act: Callable[[], object], why: str = database_rules.UNPERMITTED) -> None:
    with pytest.raises(IntegrityError, match=why), transaction.atomic():
        act()


def sql(statement: str) -> Callable[[], None]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return run


def a_copy_of(row: SharedRow) -> SharedRow:
    """A row that is not stored, with other names."""
    copy = type(row)._base_manager.get(pk=row.pk)
    copy.pk = None
    for name, value in {"code": "other", "slug": "other", "path": "/other/"}.items():
        if hasattr(copy, name):
            setattr(copy, name, "999999" if type(row) is Region else value)
    return copy


@MODELS
def test_no_hand_without_a_permit_makes_changes_or_deletes_a_shared_row(model: Any) -> None:
    row = make.shared(model)
    table, rows = model._meta.db_table, model._base_manager.filter(pk=row.pk)
    refused(lambda: a_copy_of(row).save())
    refused(lambda: model.objects.bulk_create([a_copy_of(row)]))
    row.awaits_approval = True
    refused(row.save)
    refused(lambda: rows.update(awaits_approval=True))
    refused(sql(f"UPDATE {table} SET awaits_approval = NOT awaits_approval"))  # noqa: S608
    refused(sql(f"DELETE FROM {table}"), r"approved proposal|never deleted|foreign key|FOREIGN")  # noqa: S608
    refused(rows.delete, "approved proposal|never deleted")
    assert rows.filter(awaits_approval=False).exists()


def test_no_row_changes_through_a_relation_which_sends_no_signal_without_a_permit() -> None:
    """Whoever gives a permit records the event: a proposal that is approved, a pack loaded."""
    place, other = make.region(), make.region("440400")
    refused(lambda: place.predecessors.add(other))
    refused(lambda: place.children.add(other))


@MODELS
def test_every_column_of_a_shared_row_is_guarded_but_those_that_programs_note(model: Any) -> None:
    row = make.shared(model)
    for field in model._meta.concrete_fields:
        if not field.primary_key and field.name not in model.noted:
            changed = partial(_update, row, field.attname, another(field))
            refused(changed, "approved proposal|never changes|leads on")


def another(field: Any) -> object:
    """A value that no factory gives a column of this type."""
    kind = field.get_internal_type()
    others = {"BooleanField": True, "DateField": "1999-01-01", "JSONField": {"x": "y"}}
    numbers = ("ForeignKey", "PositiveSmallIntegerField")
    return others.get(kind, 77 if kind in numbers else "x")


def _update(row: SharedRow, name: str, value: object) -> None:
    type(row)._base_manager.filter(pk=row.pk).update(**{name: value})


def test_programs_note_what_they_saw_of_a_source() -> None:
    source = make.source()
    noted = {"link_state": "gone", "retrieved_on": make.NOON.date(), "sha256": "f" * 64}
    assert Source.objects.filter(pk=source.pk).update(**noted) == 1
    source.refresh_from_db()
    source.link_state = "works"
    source.save()
    refused(lambda: Source.objects.update(link_state="moved", title="另一个标题"))


def test_options_of_a_combination_are_part_of_it() -> None:
    combination = make.combination()
    option = make.question("job").options.get(code="no")
    refused(lambda: combination.options.add(option))
    refused(combination.options.clear)
    refused(lambda: option.impossible_combinations.add(combination))
    refused(lambda: combination.options.through._base_manager.update(option=option))
    with permitted("a test"):
        combination.options.add(option)
    assert combination.options.count() == 3


@pytest.mark.sqlite(reason="only SQLite has OR REPLACE")
@pytest.mark.parametrize("model", [Contact, Material, Scenario])
def test_or_replace_is_no_way_around(model: Any) -> None:
    row = make.shared(model)
    columns = [f.column for f in model._meta.concrete_fields if f.column != "awaits_approval"]
    names = ", ".join(f'"{name}"' for name in columns)
    copy = f"SELECT {names}, 1 FROM {model._meta.db_table} WHERE id = {row.pk}"  # noqa: S608
    refused(sql(f"INSERT OR REPLACE INTO {model._meta.db_table} ({names}, awaits_approval) {copy}"))


@MODELS
def test_what_waits_for_its_approval_is_free_until_it_has_it(model: Any) -> None:
    row = a_copy_of(make.shared(model))
    row.awaits_approval = True
    row.save()
    row.save()
    rows = model._base_manager.filter(pk=row.pk)
    refused(lambda: rows.update(awaits_approval=False))
    rows.delete()
    assert not rows.exists()


def test_what_names_a_row_never_changes_not_even_with_a_permit() -> None:
    make.question()
    option = Option.objects.get(code="yes")
    with permitted("a test"):
        for row, name in (
            (make.region(), "code"), (make.scenario(), "code"), (make.contact(), "code"),
            (make.material(), "code"), (make.source(), "code"), (option, "code"),
            (option.question, "code"), (make.term(), "slug"), (make.old_address(), "path"),
        ):  # fmt: skip
            refused(partial(_update, row, name, "/x/"), database_rules.FIXED)
        other = make.question("job")
        refused(lambda: _update(option, "question_id", other.pk), database_rules.FIXED)


def test_a_region_is_never_deleted_not_even_with_a_permit() -> None:
    region = make.region()
    with permitted("a test"):
        refused(region.delete, database_rules.NEVER_DELETED)
        refused(Region._base_manager.filter(pk=region.pk).delete, database_rules.NEVER_DELETED)


def test_permit_ends_with_its_block() -> None:
    with permitted("a test"):
        Contact.objects.filter(pk=make.contact().pk).update(phone="12345")
    assert not Permit.objects.exists()
    refused(lambda: Contact.objects.update(phone="1"))
    with pytest.raises(ZeroDivisionError), permitted("a test"):
        raise ZeroDivisionError
    refused(lambda: Contact.objects.update(phone="1"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("key", "never"), [(None, 0), (5, 5), (0, 0), (5, 1)])
def test_permit_is_never_committed(key: int | None, never: int) -> None:
    contact = make.contact()

    def keep_it() -> None:
        Permit.objects.create(pk=key, what_for="for ever", never_id=never)
        Contact.objects.filter(pk=contact.pk).update(phone="1")

    refused(keep_it, "(?i)constraint")
    assert Contact.objects.get().phone == contact.phone
    assert not Permit.objects.exists()


def test_expected_cases_and_combinations_keep_what_they_say() -> None:
    case, combination = make.expected_case(), make.combination()
    refused(lambda: ExpectedCase.objects.filter(pk=case.pk).update(outcomes={"death": "no"}))
    refused(lambda: ImpossibleCombination.objects.update(why_en="because"))
    refused(lambda: OldAddress.objects.create(path="/a/", became="/b/"))
    refused(combination.delete)
