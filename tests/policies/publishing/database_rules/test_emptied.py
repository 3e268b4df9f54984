"""PostgreSQL empties a whole table at once without looking at its rows: refused too."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from policies.models import Policy, Proposal, Region, Transition
from policies.models.edition import edition_models
from policies.publishing.database_rules import emptied, kept
from policies.publishing.database_rules.rule import CHANGED, DECIDED, RECORDED, UNPERMITTED
from tests import factories as make


def empty(table: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_every_table_that_keeps_rows_refuses_to_be_emptied() -> None:
    refusing = {rule.table for rule in emptied.rules()}
    assert refusing | {"policies_permit"} >= {table for table, _column in kept.columns()}
    assert len(refusing) == len(emptied.rules())


@pytest.mark.django_db
@pytest.mark.postgresql
@pytest.mark.parametrize("model", edition_models(), ids=lambda model: model._meta.label)
def test_editions_are_not_emptied(model: type[Policy]) -> None:
    make.publish(make.policy())
    connection.check_constraints()  # what is still to be checked is in the way as well
    with pytest.raises(IntegrityError, match=CHANGED):
        empty(model._meta.db_table)
    assert Policy.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("policies_policycitation", CHANGED),
        ("policies_condition_accepted", CHANGED),
        ("policies_impossiblecombination_options", UNPERMITTED),
        (Proposal._meta.db_table, DECIDED),
        (Transition._meta.db_table, RECORDED),
    ],
)
def test_neither_are_parts_what_is_shared_and_records(table: str, words: str) -> None:
    with pytest.raises(IntegrityError, match=words):
        empty(table)


@pytest.mark.django_db
@pytest.mark.postgresql
def test_a_permit_does_not_let_a_table_be_emptied() -> None:
    with make.permitted("a test"), pytest.raises(IntegrityError, match=UNPERMITTED):
        empty(Region._meta.db_table)
