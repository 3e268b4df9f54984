"""Whether the release before can go on working on the tables of this one.

While machines are renewed one by one, and after a release was taken back, code of the release
before stands on the schema of this one. So a release adds; what it no longer uses goes with the
next but one, in `AGREED`, with the reason (docs/how-to/change-the-tables.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db import migrations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import Field, ManyToManyField
from django.db.models.fields import NOT_PROVIDED

APPS = ("accounts", "guides", "policies")
# The last migration of each app in the last release. A new release writes its own here.
RELEASED = {
    "accounts": "0001_initial",
    "guides": "0018_public_reply",
    "policies": "0028_former_division",
}
# What the rules below refuse and is right all the same, by app and migration, with the reason.
AGREED: dict[tuple[str, str], str] = {}

HARMLESS = (
    migrations.CreateModel,
    migrations.AlterModelOptions,
    migrations.AlterModelManagers,
    migrations.RemoveConstraint,
    migrations.RemoveIndex,
    migrations.RenameIndex,
    migrations.RunPython,
)
TAKEN_AWAY = (
    migrations.RemoveField,
    migrations.DeleteModel,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.AlterModelTable,
)
DATA = (migrations.RunPython, migrations.RunSQL)
WITHOUT_LOCK = "AddIndexWithoutLock"  # policies/migrations/_without_lock.py


def findings(
    migration: migrations.Migration, before: ProjectState, made: set[tuple[str, str]]
) -> Iterator[str]:
    """What of a migration the release before, or readers while it runs, would feel.

    `made` are the models that are new since the release: nobody uses them yet.
    """
    kinds = {isinstance(each, DATA) for each in migration.operations}
    if len(kinds) == 2 and migration.atomic:
        yield "changes rows while it holds the locks of its changes of tables"
    state = before.clone()
    for operation in migration.operations:
        name = getattr(operation, "model_name", getattr(operation, "name", ""))
        model = (migration.app_label, str(name).lower())
        if isinstance(operation, migrations.CreateModel):
            made.add(model)
        elif model not in made:
            label = f"{type(operation).__name__} {operation.describe()}"
            yield from (f"{label}: {why}" for why in reasons(operation, state.models.get(model)))
        operation.state_forwards(migration.app_label, state)


def reasons(operation: Operation, model: ModelState | None) -> Iterator[str]:
    """Why the release before could not go on with one change of a model that it knows."""
    if isinstance(operation, TAKEN_AWAY):
        yield "the release before still asks for what it takes away"
    elif isinstance(operation, migrations.AddField):
        if refuses_silence(operation.field):
            yield "the release before stores rows without it: null or db_default"
    elif isinstance(operation, migrations.AlterField):
        assert model
        yield from narrower(model.fields[operation.name], operation.field)
    elif isinstance(operation, migrations.AddConstraint | migrations.AlterUniqueTogether):
        yield "the release before does not know what it must not store"
    elif isinstance(operation, migrations.AddIndex):
        if type(operation).__name__ != WITHOUT_LOCK:
            yield "nobody could write while it is made: AddIndexWithoutLock"
    elif not isinstance(operation, HARMLESS):
        yield "not known to be harmless"


def refuses_silence(field: Field[object, object]) -> bool:
    """Whether a row cannot be stored by code that does not name the column."""
    if isinstance(field, ManyToManyField):
        return False
    return not field.null and field.db_default is NOT_PROVIDED


def narrower(old: Field[object, object], new: Field[object, object]) -> Iterator[str]:
    """What the new form of a field refuses that the old one took."""
    if type(old) is not type(new):
        yield "another type"
    if old.null and not new.null:
        yield "the release before may store nothing in it"
    if (new.max_length or 10**9) < (old.max_length or 10**9):
        yield "the release before may store longer text"
    if new.unique and not old.unique:
        yield "the release before may store the same again"
    if old.db_column != new.db_column:
        yield "another column"


def unreleased(loader: MigrationLoader, released: Mapping[str, str]) -> list[tuple[str, str]]:
    """The migrations of our apps since the release, in the order in which they run."""
    graph = loader.graph
    old = {node for each in released.items() for node in graph.forwards_plan(each)}
    found: list[tuple[str, str]] = []
    for leaf in sorted(graph.leaf_nodes()):
        for node in graph.forwards_plan(leaf):
            if node[0] in APPS and node not in old and node not in found:
                found.append(node)
    return found


def columns(state: ProjectState) -> dict[str, set[str]]:
    """The columns of each table of our apps as a state of the models has them."""
    found: dict[str, set[str]] = {}
    for (app, name), model in state.models.items():
        if app in APPS:
            plain = [
                (at, field)
                for at, field in model.fields.items()
                if not isinstance(field, ManyToManyField)
            ]
            table = str(model.options.get("db_table") or f"{app}_{name}")
            found[table] = {
                field.db_column or (f"{at}_id" if field.remote_field else at) for at, field in plain
            }
    return found
