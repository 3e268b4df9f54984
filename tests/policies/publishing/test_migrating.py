"""Migrations meet no rule that stands in their way, and leave none out."""

from __future__ import annotations

import copy
import importlib
import itertools
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from policies.models import Policy, Question
from policies.publishing import database_rules
from policies.publishing.database_rules import going_back, kept
from policies.publishing.shared.permits import permitted
from tests import factories as make
from tests.running import IS_WHOLE

DAYS = itertools.count(1)
# How far back; all the way takes half a minute, and the old release comes forward all the way.
BACK = ("0022", "0002", "zero") if IS_WHOLE else ("0022",)
GONE = {"policies_signoff", "policies_formerdivision"}
GONE |= {"policies_policy"} if IS_WHOLE else set()
pytestmark = [pytest.mark.django_db(transaction=True)]


def refuses_a_change(policy: Policy) -> bool:
    try:
        with transaction.atomic():
            Policy._base_manager.filter(pk=policy.pk).update(time_limit_days=next(DAYS))
    except IntegrityError:
        return True
    return False


def every_model() -> list[Any]:
    """Our models as a migration that comes next sees them, tables between many and many too."""
    state = MigrationExecutor(connection).loader.project_state()
    models = state.apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.app_label in ("policies", "guides")]


def rebuild(model: Any) -> str:
    """Make the columns of text of a table longer, as a migration does; the table.

    SQLite makes the table anew for any change of it: once for all of them here.
    """
    with connection.schema_editor() as editor:
        changes = [
            (old, longer(old))
            for old in model._meta.concrete_fields
            if isinstance(old, models.CharField)
        ]
        if connection.vendor == "sqlite":
            editor._remake_table(model, alter_fields=changes)  # type: ignore[attr-defined]
        else:
            for old, new in changes:
                editor.alter_field(model, old, new, strict=True)
    return str(model._meta.db_table)


def longer(old: models.CharField[Any, Any]) -> Any:
    new: Any = copy.copy(old)
    new.max_length = (old.max_length or 0) + 80
    return new


def test_every_table_can_be_rebuilt_between_the_two_signals() -> None:
    policy = make.policy(live=True)
    make.condition(make.policy())
    database_rules.remove_before_migration(plan=["a migration"])
    rebuilt = [rebuild(model) for model in every_model()]
    assert {table for table, _column in kept.columns()} <= set(rebuilt)
    assert not refuses_a_change(policy)
    assert database_rules.install()
    Policy._base_manager.filter(pk=policy.pk).update(live_until=make.NOON + make.DAY)
    assert refuses_a_change(policy) and database_rules.missing() == []


def test_going_back_leaves_no_rule_that_names_a_later_column_and_forward_brings_all() -> None:
    rule = make.policy()
    make.condition(rule, text_if_unmet_zh_hans="")
    make.unasked_condition(rule)
    make.publish(rule), make.guide(live=True)
    for target in BACK:
        with patch.object(going_back, "lost", return_value=[]):  # it has a test of its own
            call_command("migrate", "policies", target, verbosity=0)
        if target != "zero":
            with connection.cursor() as cursor:
                cursor.execute("UPDATE policies_policy SET version = 1")
    assert not GONE & {*connection.introspection.table_names()}
    call_command("migrate", verbosity=0)
    assert database_rules.missing() == []
    assert refuses_a_change(Policy.objects.first() or make.policy(live=True))


def test_a_migrate_with_nothing_to_do_touches_no_rule(django_assert_num_queries: Any) -> None:
    database_rules.remove_before_migration(plan=[])
    assert database_rules.missing() == []


def test_a_migration_that_was_killed_is_mended_by_the_next_start() -> None:
    policy = make.policy(live=True)
    database_rules.remove_before_migration(plan=["a migration that never ended"])
    assert not refuses_a_change(policy)
    importlib.import_module("bin.prepare").migrate()
    assert refuses_a_change(policy) and database_rules.missing() == []


def test_a_word_longer_than_the_former_column_goes_before_the_column_is_shortened() -> None:
    """PostgreSQL gave up in the middle of going back, with half of the tables gone."""
    question = make.question(changeable=Question.Changeable.CIRCUMSTANCE)
    steps = importlib.import_module("policies.migrations.0020_circumstance").Migration.operations
    with permitted("a migration"):
        steps[-1].reverse_code(apps, None)  # the last step is the first of going back
    question.refresh_from_db()
    assert question.changeable == "self"
