"""Migrations that added to approved texts are not taken back while one says something there."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from django.db.models.signals import pre_migrate
from django.test.utils import CaptureQueriesContext

from guides import editor_groups
from policies.pack import load
from policies.publishing import events
from policies.publishing.database_rules import going_back
from tests import factories as make
from tests.policies.publishing.changed_token import changes_token

pytestmark = pytest.mark.django_db


def back_to(app: str, name: str) -> Any:
    """The plan of going back, as the signal before a migration brings it."""
    return MigrationExecutor(connection).migration_plan([(app, name)])


def lost(plan: Any) -> list[str]:
    state: Any = apps
    return going_back.lost(plan, state, "default")


def test_what_approved_texts_say_in_a_column_that_goes_is_named_and_refused() -> None:
    first = make.fact_check(truth_zh_hans="医保局不收钱。")
    first.regions.set([make.region()])
    make.publish(first)
    make.fact_check(live=True)
    make.fact_check(truth_zh_hans="草稿里的话。")
    plan = back_to("policies", "0027_ways_from_one")
    said = ["regions", "truth", "truth_zh_hans", "truth_zh_hant"]
    assert lost(plan) == [f"guides.factcheck.{name} 1" for name in said]
    with pytest.raises(CommandError, match=r"truth_zh_hans 1，.*恢复那时的备份"):
        going_back.refuse_to_lose_text(plan=plan, apps=apps, using="default")  # type: ignore[arg-type]


def test_what_no_approved_text_says_may_go_and_so_may_whole_tables() -> None:
    make.fact_check(live=True)
    make.fact_check(truth_zh_hans="草稿里的话。")
    assert lost(back_to("policies", "0027_ways_from_one")) == []
    make.fact_check(live=True, truth_zh_hans="医保局不收钱。")
    assert lost(MigrationExecutor(connection).migration_plan([("guides", None)])) == []
    assert lost([]) == []


def test_the_pack_is_read_again_after_migrations_were_taken_back() -> None:
    """Tables that went and came are empty: a load must not take them for loaded."""
    events.record_event(make.NOON, f"{load.PACK_SUBJECT} as loaded")
    pre_migrate.send(apps.get_app_config("policies"), plan=[], apps=apps, using="default")
    assert load._pack_loaded_last() == f"{load.PACK_SUBJECT} as loaded"
    plan = back_to("guides", "0018_public_reply")
    config = apps.get_app_config("policies")
    assert changes_token(lambda: pre_migrate.send(config, plan=plan, apps=apps, using="default"))
    assert load._pack_loaded_last() == going_back.TAKEN_BACK


def test_where_no_table_was_made_yet_going_back_asks_for_none() -> None:
    """`migrate policies zero` in a new database, or of another app after ours have gone."""
    no_models, plan = ProjectState().apps, back_to("guides", "0018_public_reply")
    with CaptureQueriesContext(connection) as asked:
        going_back.forget_loaded_pack(plan=plan, apps=no_models, using="default")
        editor_groups.state_rights(apps.get_app_config("guides"), "default", no_models)
    assert not asked.captured_queries
