"""The rules of both databases as they are worded, read off the models, before any is installed."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection

from policies.models.edition import EditionChild, edition_models
from policies.models.plain import shared_models
from policies.publishing.database_rules import postgresql, sqlite
from policies.publishing.database_rules.rule import (
    CHANGED,
    CIRCLE,
    DECIDED,
    FIXED,
    NEVER_DELETED,
    NOT_LIVE,
    RECORDED,
    UNCITED,
    UNEXPLAINED,
    UNPERMITTED,
    Rule,
    Standing,
    mark_of,
)

LONGEST_NAME = 63  # bytes of an identifier of PostgreSQL; the rest would be cut off in silence
DIALECTS = {"sqlite": sqlite.rules, "postgresql": postgresql.rules}
both = pytest.mark.parametrize("dialect", DIALECTS)


def rules(dialect: str) -> list[Rule]:
    return DIALECTS[dialect]()


def words(dialect: str, table: str) -> str:
    """Everything that the rules of one table say."""
    return "\n".join(
        text for rule in rules(dialect) if rule.table == table for text in rule.statements
    )


@both
def test_names_are_unlike_and_fit(dialect: str) -> None:
    names = Counter(rule.name for rule in rules(dialect))
    assert [name for name, number in names.items() if number > 1] == []
    assert [name for name in names if len(name) > LONGEST_NAME] == []


@both
def test_each_wording_has_a_mark_of_its_own_that_stays(dialect: str) -> None:
    marks = [rule.standing.mark for rule in rules(dialect)]
    assert len(set(marks)) == len(marks)
    assert marks == [rule.standing.mark for rule in rules(dialect)]


def test_a_mark_tells_a_changed_wording() -> None:
    assert mark_of("a", "b") != mark_of("a", "c") and mark_of("a") == mark_of("a")


@both
def test_every_kind_of_edition_is_kept_as_it_was_approved(dialect: str) -> None:
    for model in edition_models():
        said = words(dialect, model._meta.db_table)
        for message in (CHANGED, UNCITED, UNEXPLAINED, NOT_LIVE):
            assert message in said, (model, message)


@both
def test_what_may_still_happen_to_an_approved_edition_is_no_change(dialect: str) -> None:
    said = words(dialect, "policies_policy")
    assert '"live_until"' not in said, "it follows from other editions"
    for column in ("answer_zh_hans", "answer_en", "content_hash", "approved_at", "evidence"):
        assert f'"{column}"' in said, column


@both
def test_every_part_of_an_edition_is_kept_with_it(dialect: str) -> None:
    parts = [
        each.related_model
        for model in edition_models()
        for each in model._meta.related_objects
        if isinstance(each.related_model, type) and issubclass(each.related_model, EditionChild)
    ]
    assert len(parts) >= 8
    for part in parts:
        assert CHANGED in words(dialect, part._meta.db_table), part


@both
def test_every_shared_row_changes_by_permit_alone(dialect: str) -> None:
    for model in shared_models():
        said = words(dialect, model._meta.db_table)
        assert UNPERMITTED in said, model
        assert (FIXED in said) is bool(model.fixed), model
        assert (CIRCLE in said) is bool(model.leads_on), model


@both
def test_only_regions_are_never_deleted(dialect: str) -> None:
    never = {rule.table for rule in rules(dialect) if NEVER_DELETED in "".join(rule.statements)}
    assert never == {"policies_region"}


@both
def test_decisions_and_records_are_kept(dialect: str) -> None:
    assert DECIDED in words(dialect, "policies_proposal")
    for table in ("policies_transition", "policies_verification"):
        assert RECORDED in words(dialect, table), table


def test_postgresql_refuses_two_live_editions_and_two_rules_of_one_day() -> None:
    excluded = {rule.table: rule for rule in rules("postgresql") if rule.kind == "CONSTRAINT"}
    assert set(excluded) == {model._meta.db_table for model in edition_models()}
    on_policies = [rule for rule in rules("postgresql") if rule.table == "policies_policy"]
    said = "".join(text for rule in on_policies for text in rule.statements)
    assert "code WITH =" in said and "daterange(effective_from, effective_to, '[]')" in said
    assert all("DEFERRABLE" in text for rule in excluded.values() for text in rule.statements)


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["TRIGGER", "CONSTRAINT"])
def test_a_rule_taken_away_and_made_again_is_the_same(kind: str) -> None:
    rule = next(each for each in rules("postgresql") if each.kind == kind)
    with connection.cursor() as cursor:
        postgresql.prepare(cursor)
        assert rule.standing in postgresql.present(cursor)
        postgresql.drop(cursor, rule.standing)
        assert rule.name not in [each.name for each in postgresql.present(cursor)]
        postgresql.make(cursor, rule)
        assert rule.standing in postgresql.present(cursor)


@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_trigger_that_was_switched_off_counts_as_worded_otherwise() -> None:
    rule = next(each for each in rules("postgresql") if each.kind == "TRIGGER")
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {rule.table} DISABLE TRIGGER {rule.name}")
        assert Standing(rule.table, rule.name, "") in postgresql.present(cursor)
