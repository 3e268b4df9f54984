"""What was approved stays as it was approved, past every method of the models."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from policies.models import Acknowledgement, Policy, SignOff, Transition, Verification
from policies.models.canonical import part_model
from policies.models.edition import AFTER_APPROVAL, Edition, edition_models
from policies.models.translated import translated_fields
from policies.publishing import actions
from policies.publishing.database_rules import kept
from policies.publishing.database_rules.guarded import guarded_models
from tests import factories as make

pytestmark = [pytest.mark.django_db]
T0, DAY = make.NOON, make.DAY


def policy() -> Policy:
    draft = make.policy()
    make.condition(draft)
    return draft


def guide() -> Edition:
    draft = make.guide()
    draft.scenarios.set([make.scenario()])
    return draft


DRAFTS: dict[str, Callable[[], Edition]] = {
    "policies.Policy": policy,
    "policies.Procedure": make.procedure,
    "guides.Guide": guide,
    "guides.Faq": make.faq,
    "guides.FactCheck": make.fact_check,
}


def test_every_kind_of_edition_is_tried_here() -> None:
    assert set(DRAFTS) == {model._meta.label for model in edition_models()}


@pytest.fixture(params=DRAFTS.values(), ids=list(DRAFTS))
def draft(request: pytest.FixtureRequest) -> Edition:
    made: Edition = request.param()
    return made


@pytest.fixture
def approved(draft: Edition) -> Edition:
    return make.publish(draft)


def refuses(act: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            act()
    except DatabaseError as error:
        return "kept as it was approved" in str(error)
    return False


def sql(statement: str, *values: Any) -> Callable[[], None]:
    def act() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return act


def other_value(field: models.Field[Any, Any], row: models.Model) -> Any:
    """Something else that the column may hold."""
    if isinstance(field, models.ForeignKey):
        target: Any = field.related_model
        rows = target._base_manager.exclude(pk=getattr(row, field.attname))
        return rows.values_list("pk", flat=True).first()
    now = getattr(row, field.attname)
    if isinstance(field, models.BooleanField):
        return not now
    if isinstance(field, models.IntegerField):
        return (now or 0) + 7
    if isinstance(field, models.DateTimeField):
        return (now or T0) + DAY
    if isinstance(field, models.DateField):
        return (now or T0.date()) + DAY
    return "no" if now == "yes" else "yes"


def columns_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    repeated = (*translated_fields(model), "id")
    return [field for field in model._meta.concrete_fields if field.name not in repeated]


def raw(row: models.Model, **columns: Any) -> Callable[[], Any]:
    return lambda: type(row)._base_manager.filter(pk=row.pk).update(**columns)


def more_rows() -> None:
    """Somebody and something else for every column that names another row."""
    make.user("third"), make.nation(), make.scenario("death"), make.source("another")
    make.question("job"), make.material("passport"), make.contact()


def test_no_column_of_an_approved_edition_changes(approved: Edition) -> None:
    more_rows()
    changed = []
    for field in columns_of(type(approved)):
        if field.name in AFTER_APPROVAL:
            continue
        if not refuses(raw(approved, **{field.attname: other_value(field, approved)})):
            changed.append(field.name)
    assert changed == []


def test_no_column_of_a_part_of_it_changes(approved: Edition) -> None:
    more_rows()
    changed = set()
    for relation in approved.parts:
        part = getattr(approved, relation).first()
        for field in columns_of(type(part)):
            if field.name == part.parent_link:
                continue
            if not refuses(raw(part, **{field.attname: other_value(field, part)})):
                changed.add((relation, field.name))
    assert changed == set()


def test_approval_is_not_taken_back(approved: Edition) -> None:
    assert refuses(raw(approved, approved_at=None, approved_by=None, state="in_review"))
    assert refuses(raw(approved, state="draft"))


def test_it_is_not_deleted_nor_its_parts(approved: Edition) -> None:
    assert refuses(raw_delete(approved))
    for relation in approved.parts:
        assert refuses(raw_delete(getattr(approved, relation).first())), relation


@pytest.mark.sqlite(reason="OR REPLACE is SQLite's")
def test_no_other_row_takes_its_place(approved: Edition) -> None:
    table = type(approved)._meta.db_table
    again = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = %s"  # noqa: S608
    assert refuses(sql(again, approved.pk))
    draft = actions.revise(approved, by=make.user("author"))
    move = f"UPDATE OR REPLACE {table} SET {{}} = %s WHERE id = %s"  # noqa: S608
    assert refuses(sql(move.format("id"), approved.pk, draft.pk))
    assert refuses(sql(move.format("version"), approved.version, draft.pk))


@pytest.mark.sqlite(reason="OR REPLACE is SQLite's")
def test_no_other_row_takes_the_place_of_its_parts(approved: Edition) -> None:
    draft = actions.revise(approved, by=make.user("author"))
    for relation in approved.parts:
        part, other = (getattr(edition, relation).first() for edition in (approved, draft))
        table = type(part)._meta.db_table
        move = f"UPDATE OR REPLACE {table} SET id = %s WHERE id = %s"  # noqa: S608
        assert refuses(sql(move, part.pk, other.pk)), relation


def raw_delete(row: models.Model) -> Callable[[], Any]:
    return lambda: type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")


def raw_insert(row: models.Model) -> Callable[[], Any]:
    return lambda: row.save_base(raw=True, force_insert=True)


def test_it_gets_no_new_part_and_loses_none_to_a_draft(draft: Edition) -> None:
    other = actions.revise(make.publish(draft), by=make.user("author"))
    for relation in draft.parts:
        link = part_model(type(draft), relation).parent_link  # type: ignore[attr-defined]
        ours, theirs = getattr(draft, relation).first(), getattr(other, relation).first()
        assert refuses(raw(ours, **{link: other})), f"{relation} taken off"
        assert refuses(raw(theirs, **{link: draft})), f"{relation} put in"
        theirs.pk = None
        setattr(theirs, link, draft)
        assert refuses(raw_insert(theirs)), f"{relation} made"


def test_rows_between_many_and_many_are_kept() -> None:
    rule, text = make.publish(policy()), make.publish(guide())
    condition = rule.conditions_in_ways.get()
    option = make.question().options.get(code="no")
    other = make.scenario("death")
    for table, holder, own, target, stranger in (
        ("policies_condition_accepted", "condition_id", condition.pk, "option_id", option.pk),
        ("guides_guide_scenarios", "guide_id", text.pk, "scenario_id", other.pk),
    ):
        insert = f"INSERT INTO {table} ({holder}, {target}) VALUES (%s, %s)"  # noqa: S608
        assert refuses(sql(insert, own, stranger))
        assert refuses(sql(f"UPDATE {table} SET {target} = %s", stranger))  # noqa: S608
        assert refuses(sql(f"DELETE FROM {table}"))  # noqa: S608


def test_rows_between_many_and_many_of_a_draft_are_free() -> None:
    rule, text = policy(), guide()
    condition = rule.conditions_in_ways.get()
    condition.accepted.set(make.question().options.all())
    text.scenarios.clear()  # type: ignore[attr-defined]
    rule.delete()
    text.delete()


def test_every_table_of_parts_and_of_records_is_kept() -> None:
    parts = {part_model(model, name) for model in edition_models() for name in model.parts}
    holders = {*parts, *edition_models()}
    between: set[Any] = {m.remote_field.through for h in holders for m in h._meta.many_to_many}
    ours = {
        *holders,
        *between,
        *guarded_models(),
        Acknowledgement,
        SignOff,
        Transition,
        Verification,
    }
    assert {table for table, _column in kept.columns()} == {model._meta.db_table for model in ours}


# What the verbs need stays possible, once.


def test_withdrawing_is_possible_once_and_not_taken_back(approved: Edition) -> None:
    raw(approved, live_until=T0 + DAY)()
    other = make.guide(live=True)
    reason = {"withdrawal_reason_zh_hans": "写错了。", "replaced_by": other.code}
    assert refuses(raw(approved, **reason))
    raw(approved, state="withdrawn", withdrawn_at=T0 + DAY, **reason)()
    assert refuses(raw(approved, replaced_by=""))
    assert refuses(raw(approved, withdrawal_reason_zh_hans="另一个原因。"))
    assert refuses(raw(approved, withdrawn_at=T0 + 2 * DAY))
    assert refuses(raw(approved, state="approved", withdrawn_at=None))
    raw(approved, live_until=T0 + dt.timedelta(hours=1))()


def test_a_draft_is_free(draft: Edition) -> None:
    more_rows()
    raw(draft, review_by=T0.date())()
    for relation in draft.parts:
        getattr(draft, relation).all().delete()
    draft.delete()
