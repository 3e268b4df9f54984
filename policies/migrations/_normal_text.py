"""Put the texts of open editions, and of what stands inside them, into their one form.

Forms do so with each save; what was stored before and is approved without one would be published
with line ends of another system. What was approved is kept byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models

from policies.models.one_form import normalised


def normalise_open_texts(app: str) -> Callable[[Any, Any], None]:
    """What a migration of an app runs."""

    def run(apps: Any, schema_editor: Any) -> None:
        for model in apps.get_app_config(app).get_models():
            for rows in _open_rows(model):
                _normalise(rows, _texts(model))

    return run


def _open_rows(model: Any) -> list[Any]:
    """The rows of a model that belong to an edition which was never approved."""
    if _is_edition(model):
        return [model._base_manager.filter(approved_at=None)]
    owners = [
        field.name
        for field in model._meta.concrete_fields
        if field.is_relation and _is_edition(field.related_model)
    ]
    return [
        model._base_manager.filter(**{f"{name}__isnull": False, f"{name}__approved_at": None})
        for name in owners
    ]


def _is_edition(model: Any) -> bool:
    return {"approved_at", "canonical_text"} <= {each.name for each in model._meta.concrete_fields}


def _texts(model: Any) -> list[str]:
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]


def _normalise(rows: Any, texts: list[str]) -> None:
    for row in rows.only("pk", *texts).iterator():
        was = {name: getattr(row, name) for name in texts}
        changed = {name: normalised(text) for name, text in was.items() if text}
        if changed := {name: text for name, text in changed.items() if text != was[name]}:
            type(row)._base_manager.filter(pk=row.pk).update(**changed)
