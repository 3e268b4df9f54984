"""From canonical content to the plain row that a file shows: the way back of the reader."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models.fields import NOT_PROVIDED

from policies.languages import SOURCE
from policies.models.translated import column, translated_fields
from policies.pack.kinds import (
    LANGUAGE_CODES,
    OF_ITS_QUESTION,
    AnyField,
    Children,
    Content,
    RowKind,
    default_of,
    field_of,
)
from policies.traditional import TRADITIONAL, to_traditional


def to_row(kind: RowKind, content: Content) -> dict[str, object]:
    """The plain row that a file shows for a content: defaults and derivable text are left out."""
    row: dict[str, object] = {}
    for key in kind.keys:
        name = kind.field_name(key)
        value = (
            _file_text(content, name)
            if name in translated_fields(kind.model)
            else _file_value(field_of(kind.model, name), content.get(name))
        )
        if value not in (None, "", [], {}):
            row[key] = value
    for child in kind.children:
        if items := _file_children(child, content[child.relation]):
            row[child.key] = items
    return row


def _file_text(content: Content, name: str) -> dict[str, str]:
    texts = {code: content[column(name, code)] for code in LANGUAGE_CODES}
    if texts[TRADITIONAL] == to_traditional(texts[SOURCE]):
        del texts[TRADITIONAL]
    return {code: text for code, text in texts.items() if text}


def _file_value(model_field: AnyField, value: object) -> object:
    if value is None or (value == default_of(model_field) and value is not NOT_PROVIDED):
        return None
    if isinstance(model_field, models.DateField) and isinstance(value, str):
        return dt.date.fromisoformat(value)
    if isinstance(value, dict):  # PostgreSQL keeps no order of its own
        return dict(sorted(value.items()))
    if model_field.name in OF_ITS_QUESTION and isinstance(value, list):
        return [reference.partition("=")[2] for reference in value]
    return value


def _file_children(child: Children, contents: list[Content]) -> list[object]:
    rows = [to_row(child.kind, content) for content in contents]
    if child.shape == "texts":
        return [row["text"] for row in rows]
    if child.shape != "ways":
        return list(rows)
    ways: dict[int, list[object]] = {}
    for content, row in zip(contents, rows, strict=True):
        ways.setdefault(content["way"], []).append(row)
    return [ways[number] for number in sorted(ways)]
