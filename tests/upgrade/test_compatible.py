"""Machines are renewed one by one: the release before stands on the tables of this one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

from tests.upgrade.compatible import (
    AGREED,
    APPS,
    RELEASED,
    columns,
    findings,
    unreleased,
)


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None)


def test_each_migration_leaves_the_release_before_working(loader: MigrationLoader) -> None:
    made: set[tuple[str, str]] = set()
    found = {
        node: list(findings(loader.disk_migrations[node], before(loader, node), made))
        for node in unreleased(loader, RELEASED)
    }
    refused = {node: why for node, why in found.items() if why}
    assert not {node: why for node, why in refused.items() if node not in AGREED}, refused
    assert set(AGREED) <= set(refused), "agreed, but nothing is refused there"
    assert all(reason.strip() for reason in AGREED.values())


def before(loader: MigrationLoader, node: tuple[str, str]) -> ProjectState:
    return loader.project_state([node], at_end=False)


def test_the_release_is_one_of_each_app(loader: MigrationLoader) -> None:
    assert set(RELEASED) == set(APPS)
    assert all(node in loader.disk_migrations for node in RELEASED.items())


@pytest.mark.django_db
def test_the_tables_take_what_the_release_before_stores(loader: MigrationLoader) -> None:
    """What it reads is there, and what it does not know of may stay empty."""
    tables = columns(loader.project_state(list(RELEASED.items())))
    assert len(tables) > 20
    with connection.cursor() as cursor:
        for table, known in tables.items():
            there = {
                column.name: column
                for column in connection.introspection.get_table_description(cursor, table)
            }
            assert known <= set(there), table
            new = [column for name, column in there.items() if name not in known]
            assert all(column.null_ok or column.default is not None for column in new), table


OLD: models.Field[object, object] = models.CharField(max_length=20, null=True)


def judged(
    *operations: Operation, atomic: bool = True, made: Sequence[tuple[str, str]] = ()
) -> list[str]:
    """What is said of a migration of these, of a release that has a model with one name."""
    state = ProjectState()
    fields = [("id", models.BigAutoField(primary_key=True)), ("name", OLD), ("length", OLD)]
    state.add_model(ModelState("policies", "Thing", fields))
    kind = type("Migration", (migrations.Migration,), {"operations": operations, "atomic": atomic})
    migration = kind("0029_new", "policies")
    return list(findings(migration, state, set(made)))


def add(field: models.Field[object, object]) -> Operation:
    return migrations.AddField("thing", "new", field)


def alter(field: models.Field[object, object]) -> Operation:
    return migrations.AlterField("thing", "name", field)


INDEX = models.Index(fields=["name"], name="by_name")
ONLY_ONE = models.UniqueConstraint(fields=["name"], name="only_one")
ROWS = migrations.RunPython(migrations.RunPython.noop)


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("thing", "name"),
        migrations.RenameField("thing", "name", "title"),
        migrations.DeleteModel("thing"),
        migrations.RenameModel("thing", "matter"),
        migrations.AlterModelTable("thing", "matters"),
        add(models.CharField(max_length=9, default="")),
        add(models.ForeignKey("policies.Thing", models.PROTECT)),
        alter(models.CharField(max_length=20)),
        alter(models.CharField(max_length=19, null=True)),
        alter(models.IntegerField(null=True)),
        alter(models.CharField(max_length=20, null=True, unique=True)),
        alter(models.CharField(max_length=20, null=True, db_column="title")),
        migrations.AddConstraint("thing", ONLY_ONE),
        migrations.AlterUniqueTogether("thing", {("name", "length")}),
        migrations.AddIndex("thing", INDEX),
        migrations.RunSQL("DROP TABLE policies_thing"),
    ],
)
def test_what_the_release_before_would_feel_is_refused(operation: Operation) -> None:
    assert len(judged(operation)) == 1


@pytest.mark.parametrize(
    "operation",
    [
        add(models.CharField(max_length=9, null=True)),
        add(models.CharField(max_length=9, default="", db_default="")),
        add(models.ManyToManyField("policies.Thing")),
        alter(models.CharField(max_length=21, null=True, help_text="words")),
        alter(models.CharField(null=True)),
        migrations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True))]),
        migrations.AlterModelOptions("thing", {"verbose_name": "事"}),
        ROWS,
    ],
)
def test_what_nobody_feels_is_let_through(operation: Operation) -> None:
    assert judged(operation) == []


def test_a_model_of_this_release_may_still_change() -> None:
    other = migrations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True))])
    named = migrations.AddField("other", "name", models.CharField(max_length=9, default=""))
    assert judged(other, named, migrations.AddIndex("other", INDEX)) == []
    assert judged(migrations.RemoveField("thing", "name"), made=[("policies", "thing")]) == []


def test_rows_are_not_changed_while_tables_are_held() -> None:
    nullable = add(models.CharField(max_length=9, null=True))
    assert len(judged(nullable, ROWS)) == 1
    assert judged(nullable, ROWS, atomic=False) == []
    assert judged(ROWS) == judged(nullable) == []


def test_the_migrations_since_a_release_come_in_order(loader: MigrationLoader) -> None:
    earlier = {**RELEASED, "guides": "0016_truths_of_claims", "policies": "0027_ways_from_one"}
    found = unreleased(loader, earlier)
    assert found.index(("guides", "0017_terms_in_prose")) < found.index(
        ("guides", "0018_public_reply")
    )
    assert ("policies", "0027_ways_from_one") not in found


def test_the_checks_see_what_happened_before(loader: MigrationLoader) -> None:
    """0026 added a column that must be filled and that the release before it does not know."""
    node = ("policies", "0026_changeable_of_options")
    found = list(findings(loader.disk_migrations[node], before(loader, node), set()))
    assert len(found) == 2, found
