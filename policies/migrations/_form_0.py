"""The canonical text as it was made until 2f4f2af (form 0), frozen for migrations 0003.

Nothing of the app is imported: what an edition approved in those days was hashed from must never
change. Form 0 has no number, and names every column, defaults too.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.apps.registry import Apps
from django.conf import settings
from django.db import models

NOT_CONTENT = {
    "id", "code", "version", "state", "author", "submitted_at", "approved_by", "approved_at",
    "publish_at", "live_until", "withdrawn_at", "withdrawal_reason", "replaced_by", "change_size",
    "change_note", "canonical_text", "content_hash", "previous_hash", "origin", "forced_reason",
}  # fmt: skip
NOT_CONTENT_OF_PARTS = {"id", "verified_on", "verified_by"}
PARTS = {
    "policy": {"citations": ("pk",), "conditions_in_ways": ("way", "pk")},
    "procedure": {"citations": ("pk",), "steps": ("position", "pk"), "requirements": ("pk",)},
    "guide": {"citations": ("pk",)},
    "faq": {"citations": ("pk",)},
    "factcheck": {"citations": ("pk",)},
}
LANGUAGES = [code.replace("-", "_") for code, _ in settings.LANGUAGES]
BATCH = 200


def fill(apps: Apps, app: str, names: tuple[str, ...], using: str) -> None:
    """Give each approved edition of these models the text that its hash was made from."""
    for name in names:
        model = apps.get_model(app, name)
        rows = model._base_manager.using(using).filter(approved_at__isnull=False)
        for keys in _batches(list(rows.order_by("pk").values_list("pk", flat=True))):
            batch = list(rows.filter(pk__in=keys))
            for row in batch:
                row.canonical_text = text(row, PARTS[name])
            model._base_manager.using(using).bulk_update(batch, ["canonical_text"])


def text(edition: models.Model, parts: dict[str, tuple[str, ...]]) -> str:
    """The text in form 0; `parts` are the relations to its children, each with their order."""
    content = _values(edition, NOT_CONTENT)
    for relation, order in parts.items():
        link = edition._meta.get_field(relation).field.name  # type: ignore[union-attr]
        children = getattr(edition, relation).order_by(*order)
        content[relation] = [_values(child, NOT_CONTENT_OF_PARTS | {link}) for child in children]
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _batches(keys: list[int]) -> list[list[int]]:
    return [keys[start : start + BATCH] for start in range(0, len(keys), BATCH)]


def _values(row: models.Model, left_out: set[str]) -> dict[str, Any]:
    fields = row._meta.concrete_fields
    translated = {f.name for f in fields if hasattr(row, f"{f.name}_zh_hans")}
    left_out = left_out | translated | {f"{name}_{code}" for name in left_out for code in LANGUAGES}
    in_a_language = {f"{name}_{code}" for name in translated for code in LANGUAGES}
    values: dict[str, Any] = {}
    for field in fields:
        if field.name not in left_out:
            value = getattr(row, field.name)
            values[field.name] = (value or "") if field.name in in_a_language else _plain(value)
    for many in row._meta.many_to_many:
        related = getattr(row, many.name).all()
        values[many.name] = sorted(_reference(other) for other in related)
    return values


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return _reference(value)
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else value


def _reference(row: Any) -> str:
    """A related row by its code; an option together with its question."""
    is_option = row._meta.model_name == "option"
    return f"{row.question.code}={row.code}" if is_option else str(row.code)
