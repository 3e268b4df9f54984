"""An index on a table that is in use: PostgreSQL makes it while everybody reads and writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class AddIndexWithoutLock(migrations.AddIndex):
    """As AddIndex, CONCURRENTLY on PostgreSQL. Its migration says `atomic = False`.

    It waits for those who use the table, and nobody waits for it. What a broken attempt left behind
    is made anew.
    """

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        is_inside = schema_editor.connection.in_atomic_block  # of a test: CONCURRENTLY cannot be
        if schema_editor.connection.vendor != "postgresql" or is_inside:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        name = schema_editor.quote_name(self.index.name)
        with unlimited(schema_editor.connection):
            schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            schema_editor.add_index(model, self.index, concurrently=True)  # type: ignore[call-arg]


@contextmanager
def unlimited(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """No statement inside is cancelled, neither for waiting nor for taking long."""
    before = {}
    with connection.cursor() as cursor:
        for limit in ("lock_timeout", "statement_timeout"):
            cursor.execute("SELECT current_setting(%s), set_config(%s, '0', false)", [limit, limit])
            before[limit] = cursor.fetchone()[0]
    yield
    with connection.cursor() as cursor:
        for limit, value in before.items():
            cursor.execute("SELECT set_config(%s, %s, false)", [limit, value])
