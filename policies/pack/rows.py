"""Content rows: how a row of a file becomes canonical content, and the way back.

Everything is derived from the models: a key of a file is a field of the model, its type, choices,
length and whether it is required are the field's. The canonical form is the one that is hashed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields import NOT_PROVIDED
from modeltranslation.translator import translator

from policies.models.translated import column, translated_fields
from policies.pack.files import Finding, Row
from policies.traditional import SOURCE, TRADITIONAL, to_traditional

LANGUAGE_CODES = tuple(code for code, _ in settings.LANGUAGES)
Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowKind:
    """One kind of row: its model, its keys in the order a file shows them, and its children."""

    model: type[models.Model]
    keys: tuple[str, ...]
    identity: tuple[str, ...] = ()
    children: tuple[Children, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    injected: tuple[str, ...] = ()  # set by the layout, not written in the row

    def field_name(self, key: str) -> str:
        return self.renamed.get(key, key)

    @property
    def name(self) -> str:
        return str(self.model._meta.model_name)


@dataclass(frozen=True, slots=True)
class Children:
    """Rows inside a row. Shapes: `rows` a list of mappings, `texts` a list of translated
    values, `ways` a list of lists (OR of AND)."""

    key: str
    relation: str
    kind: RowKind
    shape: str = "rows"


@dataclass(slots=True)
class Known:
    """The codes that exist, by model name; options as "question=option"."""

    codes: dict[str, set[str]]

    def has(self, model: type[models.Model], code: str) -> bool:
        return code in self.codes.get(str(model._meta.model_name), set())


class RowReader:
    """Turns rows into canonical content and collects what is wrong with them."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.findings: list[Finding] = []

    def read(self, kind: RowKind, row: Row) -> Content:
        """The canonical content of a row; findings are added for everything wrong in it."""
        for key in row:
            children = {child.key for child in kind.children}
            if key not in kind.keys and key not in children and key not in kind.injected:
                self.findings.append(row.finding(key, "不认识这一项。"))
        content: Content = {}
        for name in _content_fields(kind.model):
            key = next((k for k in kind.keys if kind.field_name(k) == name), name)
            self._read_field(kind, row, key, name, content)
        for child in kind.children:
            content[child.relation] = self._read_children(child, row)
        return content

    def _read_field(self, kind: RowKind, row: Row, key: str, name: str, content: Content) -> None:
        if name in translated_fields(kind.model):
            content.update(self._translated(kind.model, row, key, name))
            return
        model_field = kind.model._meta.get_field(name)
        if key not in row:
            content[name] = _default(model_field)
            if content[name] is NOT_PROVIDED:
                content[name] = None
                self.findings.append(row.finding(key, "缺少这一项。"))
            return
        try:
            content[name] = self._value(model_field, row[key], row)
        except ValidationError as error:
            content[name] = None
            self.findings.append(row.finding(key, " ".join(error.messages)))

    def _translated(self, model: type[models.Model], row: Row, key: str, name: str) -> Content:
        given = row.get(key, {})
        texts = dict.fromkeys(LANGUAGE_CODES, "")
        if not isinstance(given, Mapping):
            self.findings.append(row.finding(key, "要写成 {zh-hans: …, en: …}。"))
            given = {}
        for language, text in given.items():
            if language not in texts or not isinstance(text, str) or not text.strip():
                self.findings.append(row.finding(key, f"语言 {language} 不认识，或者没有文字。"))
            else:
                texts[language] = text.strip()
        if texts[SOURCE] and not texts[TRADITIONAL]:
            texts[TRADITIONAL] = to_traditional(texts[SOURCE])
        if not texts[SOURCE] and (given or _is_required_text(model, name)):
            self.findings.append(row.finding(key, "缺少简体中文（zh-hans）。"))
        limit = getattr(model._meta.get_field(name), "max_length", None)
        for language, text in texts.items():
            if limit and len(text) > limit:
                self.findings.append(row.finding(key, f"{language} 超过 {limit} 个字。"))
        return {column(name, language): text for language, text in texts.items()}

    def _value(self, model_field: Any, value: Any, row: Row) -> Any:
        if isinstance(model_field, models.ManyToManyField):
            return self._many(model_field, value, row)
        if isinstance(model_field, models.ForeignKey):
            return self._code(model_field.related_model, value)
        if isinstance(model_field, models.JSONField):
            if not isinstance(value, Mapping):
                raise ValidationError("要写成 {键: 值}。")
            return dict(sorted(value.items()))
        expected = next((t for f, t in EXPECTED_TYPES if isinstance(model_field, f)), str)
        if type(value) is not expected:
            raise ValidationError(f"值“{value}”的类型不对，应为{TYPE_NAMES[expected]}。")
        if value == "":
            raise ValidationError("没有就不写这一项，不要写成空的。")
        cleaned = model_field.clean(value.strip() if isinstance(value, str) else value, None)
        return cleaned.isoformat() if isinstance(cleaned, dt.date) else cleaned

    def _many(self, model_field: Any, value: Any, row: Row) -> list[str]:
        if not isinstance(value, list) or not value:
            raise ValidationError("要写成非空的列表。")
        prefix = f"{row.get('question')}=" if model_field.name == "accepted" else ""
        codes = [self._code(model_field.related_model, f"{prefix}{item}") for item in value]
        if len(set(codes)) != len(codes):
            raise ValidationError("列表里有重复。")
        return sorted(codes)

    def _code(self, model: Any, value: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError(f"代码“{value}”要写成带引号的文字。")
        if not self.known.has(model, value):
            raise ValidationError(f"没有代码为“{value}”的{model._meta.verbose_name}。")
        return value

    def _read_children(self, child: Children, row: Row) -> list[Content]:
        given = row.get(child.key, [])
        if not isinstance(given, list):
            self.findings.append(row.finding(child.key, "要写成列表。"))
            return []
        rows: Iterable[tuple[Any, Content]]
        if child.shape == "texts":
            rows = [
                (_text_row(row, child, item), {"position": n}) for n, item in enumerate(given, 1)
            ]
        elif child.shape == "ways":
            if [] in given:
                self.findings.append(row.finding(child.key, "一条途径里至少要有一个条件。"))
            rows = [
                (item, {"way": n})
                for n, way in enumerate(given, 1)
                for item in (way if isinstance(way, list) else [way])
            ]
        else:
            rows = [(item, {}) for item in given]
        contents = []
        for item, extra in rows:
            if not isinstance(item, Row):
                self.findings.append(row.finding(child.key, "列表的每一项都要是 {键: 值}。"))
                continue
            contents.append(self.read(child.kind, item) | extra)
        return contents


EXPECTED_TYPES: tuple[tuple[type[models.Field[Any, Any]], type], ...] = (
    (models.DateField, dt.date),
    (models.BooleanField, bool),
    (models.IntegerField, int),
)
TYPE_NAMES = {dt.date: "日期（YYYY-MM-DD）", bool: "true 或 false", int: "整数", str: "文字"}


def to_row(kind: RowKind, content: Content) -> dict[str, Any]:
    """The plain row that a file shows for a content: defaults and derivable text are left out."""
    row: dict[str, Any] = {}
    for key in kind.keys:
        name = kind.field_name(key)
        value = (
            _file_text(content, name)
            if name in translated_fields(kind.model)
            else _file_value(kind.model._meta.get_field(name), content.get(name))
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


def _file_value(model_field: Any, value: Any) -> Any:
    if value is None or (value == _default(model_field) and value is not NOT_PROVIDED):
        return None
    if isinstance(model_field, models.DateField) and isinstance(value, str):
        return dt.date.fromisoformat(value)
    if isinstance(model_field, models.JSONField):  # PostgreSQL keeps no order of its own
        return dict(sorted(value.items()))
    if model_field.name == "accepted":
        return [reference.partition("=")[2] for reference in value]
    return value


def _file_children(child: Children, contents: list[Content]) -> list[Any]:
    rows = [to_row(child.kind, content) for content in contents]
    if child.shape == "texts":
        return [row["text"] for row in rows]
    if child.shape != "ways":
        return rows
    ways: dict[int, list[dict[str, Any]]] = {}
    for content, row in zip(contents, rows, strict=True):
        ways.setdefault(content["way"], []).append(row)
    return [ways[number] for number in sorted(ways)]


def _content_fields(model: type[models.Model]) -> tuple[str, ...]:
    """The fields of canonical content that a file can give, children and workflow left out."""
    from policies.models.edition import WORKFLOW_COLUMNS, EditionChild

    translated = translated_fields(model)
    languages = {column(name, code) for name in translated for code in LANGUAGE_CODES}
    link = getattr(model, "parent_link", None) if issubclass(model, EditionChild) else None
    left_out = {"withdrawal_reason", "change_note", "verified_by", "verified_on", link}
    left_out |= PARENTS.get(str(model._meta.model_name), set())
    fields = [f for f in model._meta.concrete_fields if not f.primary_key]
    names = [f.name for f in (*fields, *model._meta.many_to_many)]
    workflow = WORKFLOW_COLUMNS if hasattr(model, "approved_at") else frozenset()
    return tuple(
        name for name in names if name not in languages | left_out and name not in workflow
    )


# Links of children that are no part of an edition, set by whoever creates them.
PARENTS = {"option": {"question", "position"}, "question": {"position"}, "scenario": {"position"}}


def _default(model_field: Any) -> Any:
    """What a field is when a file leaves it out; NOT_PROVIDED if it must not be left out."""
    if isinstance(model_field, models.ManyToManyField):
        return [] if model_field.blank else NOT_PROVIDED
    if model_field.has_default():
        return model_field.get_default()
    if model_field.null:
        return None
    return "" if model_field.blank else NOT_PROVIDED


def _is_required_text(model: type[models.Model], name: str) -> bool:
    required = translator.get_options_for_model(model).required_languages or {}
    return isinstance(required, Mapping) and name in required.get(SOURCE, ())


def _text_row(row: Row, child: Children, item: Any) -> Row:
    wrapped = Row({"text": item})
    wrapped.file, wrapped.line = row.file, getattr(item, "line", row.lines.get(child.key, row.line))
    return wrapped
