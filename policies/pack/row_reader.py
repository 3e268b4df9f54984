"""From a row of a file to canonical content, the form that is hashed, with all that is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models.fields import NOT_PROVIDED

from policies.languages import SOURCE
from policies.models import Option
from policies.models.one_form import normalised
from policies.models.translated import column, required_fields, translated_fields
from policies.pack.files import Finding, Row
from policies.pack.kinds import (
    LANGUAGE_CODES,
    OF_ITS_QUESTION,
    AnyField,
    Children,
    Content,
    Known,
    RowKind,
    content_fields,
    default_of,
    field_of,
    related,
)
from policies.rules.offered import question_of
from policies.traditional import TRADITIONAL, to_traditional


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
        for name in content_fields(kind.model):
            key = next((k for k in kind.keys if kind.field_name(k) == name), name)
            self._read_field(kind, row, key, name, content)
        for child in kind.children:
            content[child.relation] = self._read_children(child, row)
        return content

    def _read_field(self, kind: RowKind, row: Row, key: str, name: str, content: Content) -> None:
        if name in translated_fields(kind.model):
            content.update(self._translated(kind.model, row, key, name))
            return
        model_field = field_of(kind.model, name)
        if key not in row:
            content[name] = default_of(model_field)
            if content[name] is NOT_PROVIDED:
                content[name] = None
                why = getattr(kind.model, "why_needed", {}).get(name, "")
                self.findings.append(row.finding(key, f"缺少这一项。{why}"))
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
                self.findings.append(
                    row.finding(key, f"语言 {_shown(language)} 不认识，或者没有文字。")
                )
            else:
                texts[language] = normalised(text)
        if texts[SOURCE] and not texts[TRADITIONAL]:
            texts[TRADITIONAL] = to_traditional(texts[SOURCE])
        if not texts[SOURCE] and (given or name in required_fields(model)):
            self.findings.append(row.finding(key, "缺少简体中文（zh-hans）。"))
        limit = getattr(model._meta.get_field(name), "max_length", None)
        for language, text in texts.items():
            if limit and len(text) > limit:
                self.findings.append(row.finding(key, f"{language} 超过 {limit} 个字。"))
        return {column(name, language): text for language, text in texts.items()}

    def _value(self, model_field: AnyField, value: object, row: Row) -> object:
        if isinstance(model_field, models.ManyToManyField):
            return self._many(model_field, value, row)
        if isinstance(model_field, models.ForeignKey):
            return self._code(related(model_field), value)
        if isinstance(model_field, models.JSONField):
            if not isinstance(value, Mapping):
                raise ValidationError("要写成 {键: 值}。")
            return dict(sorted(value.items()))
        expected = next((t for f, t in EXPECTED_TYPES if isinstance(model_field, f)), str)
        if type(value) is not expected:
            wrong, right = _shown(value), TYPE_NAMES[expected]
            raise ValidationError(f"值“{wrong}”的类型不对，应为{right}。")
        if value == "":
            raise ValidationError("没有就不写这一项，不要写成空的。")
        if isinstance(value, str):
            value = normalised(value)
            _refuse_too_long(model_field, value)
        if isinstance(value, int):
            _refuse_too_large(model_field, value)
        cleaned = model_field.clean(value, None)
        return cleaned.isoformat() if isinstance(cleaned, dt.date) else cleaned

    def _many(self, model_field: AnyField, value: object, row: Row) -> list[str]:
        if not isinstance(value, list) or not value:
            raise ValidationError("要写成非空的列表。")
        prefix = ""
        if model_field.name in OF_ITS_QUESTION:
            if "question" not in row:
                raise ValidationError("没有写 question 的条件不问，不写这一项。")
            if not self._can_be_answered(row["question"]):
                return []  # that is told of the question: what is missing here only follows
            prefix = f"{row['question']}="
        codes = [self._code(related(model_field), f"{prefix}{item}") for item in value]
        if len(set(codes)) != len(codes):
            raise ValidationError("列表里有重复。")
        return sorted(codes)

    def _code(self, model: type[models.Model], value: object) -> str:
        if not isinstance(value, str):
            raise ValidationError(f"代码“{_shown(value)}”要写成带引号的文字。")
        if not self.known.has(model, value):
            said = f"没有代码为“{_shown(value)}”的{model._meta.verbose_name}"
            raise ValidationError(f"{said}{self._instead(value) if model is Option else ''}。")
        return value

    def _can_be_answered(self, question: object) -> bool:
        return any(question_of(each) == question for each in self.known.of(Option))

    def _instead(self, option: str) -> str:
        """The options that a question has, for one that it does not have: that of another."""
        question = question_of(option)
        its = sorted(each for each in self.known.of(Option) if question_of(each) == question)
        named = "、".join(each.removeprefix(f"{question}=") for each in its)
        return f"：问题“{question}”的选项只有 {named}" if its else ""

    def _read_children(self, child: Children, row: Row) -> list[Content]:
        given = row.get(child.key, [])
        if not isinstance(given, list):
            self.findings.append(row.finding(child.key, "要写成列表。"))
            return []
        rows: Iterable[tuple[object, Content]]
        if child.shape == "texts":
            rows = [
                (_text_row(row, child, item), {"position": n}) for n, item in enumerate(given, 1)
            ]
        elif child.shape == "ways":
            if child.key in row and not given:
                self.findings.append(row.finding(child.key, "没有条件就不写这一项，不要写成空的。"))
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


EXPECTED_TYPES: tuple[tuple[type[AnyField], type], ...] = (
    (models.DateField, dt.date),
    (models.BooleanField, bool),
    (models.IntegerField, int),
)
NUMBERS = BaseDatabaseOperations.integer_field_ranges
LONGEST_SHOWN = 60
TYPE_NAMES = {dt.date: "日期（YYYY-MM-DD）", bool: "true 或 false", int: "整数", str: "文字"}


def _shown(value: object) -> str:
    """A value as a refusal names it: its beginning is enough to find it."""
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _refuse_too_long(model_field: AnyField, value: str) -> None:
    """Raise ValidationError for a text that its column cannot hold, before anything repeats it."""
    limit = model_field.max_length
    if limit and len(value) > limit:
        raise ValidationError(f"超过 {limit} 个字。")


def _refuse_too_large(model_field: AnyField, value: int) -> None:
    """Raise ValidationError for a number that a column cannot hold: SQLite holds any, PostgreSQL
    ends the whole loading."""
    least, most = NUMBERS.get(model_field.get_internal_type(), (value, value))
    if not least <= value <= most:
        raise ValidationError(f"要在 {least} 和 {most} 之间。")


def _text_row(row: Row, child: Children, item: object) -> Row:
    wrapped = Row({"text": item})
    wrapped.file, wrapped.line = row.file, getattr(item, "line", row.lines.get(child.key, row.line))
    return wrapped
