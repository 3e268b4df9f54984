"""The canonical form of a row: what is hashed, compared, copied and shown for ever."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from django.conf import settings
from django.db import models

from policies.models.translated import column, translated_fields


def canonical(row: models.Model, leave_out: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The content of a row: all languages, related rows by their code, no keys of the database.

    A translated field becomes one entry a language. The model's `parts` (names of reverse
    relations) become lists. Costs one query a child relation unless prefetched.
    """
    content = _own_values(row, leave_out | getattr(row, "not_content", frozenset()))
    for relation in getattr(row, "parts", ()):
        link = row._meta.get_field(relation).field.name  # type: ignore[union-attr]
        content[relation] = [
            canonical(child, frozenset({link})) for child in getattr(row, relation).all()
        ]
    return content


def content_hash(content: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON of a content."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _own_values(row: models.Model, leave_out: frozenset[str]) -> dict[str, Any]:
    translated = translated_fields(type(row))
    language_columns = {
        column(field, language) for field in translated for language, _ in settings.LANGUAGES
    }
    values: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.primary_key or field.name in leave_out or field.name in translated:
            continue
        value = _plain(row, field)
        values[field.name] = (value or "") if field.name in language_columns else value
    for many in row._meta.many_to_many:
        if many.name not in leave_out:
            values[many.name] = sorted(_reference(item) for item in getattr(row, many.name).all())
    return values


def _plain(row: models.Model, field: models.Field[Any, Any]) -> Any:
    value = getattr(row, field.name)
    if isinstance(value, models.Model):
        return _reference(value)
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return value


def _reference(row: models.Model) -> str:
    """How a related row is named outside the database: its code."""
    return str(getattr(row, "reference", None) or row.code)  # type: ignore[attr-defined]
