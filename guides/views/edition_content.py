"""The whole content of any edition as names and values, for the page of one version.

Derived from the model itself, so that a field added later appears without being named here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.formats import localize
from django.utils.translation import gettext as _

from policies import prose
from policies.models import Edition
from policies.models.canonical import content_paths
from policies.models.edition import WORKFLOW_COLUMNS
from policies.models.made_from import Standing
from policies.models.source import NOT_SEEN
from policies.models.translated import (
    STATE,
    TranslatedModel,
    column,
    referring_fields,
    translated_fields,
)
from policies.speech import HTML_LANGUAGE

MARKDOWN = {"body", "conditions", "finding", "notes"}
# What says nothing to a reader: a rule passes down as every rule does, an article nobody has seen.
SAYS_NOTHING: dict[str, object] = {"passes_down": True, "locator": NOT_SEEN}
# Columns of the workflow, and the citations, which the source list shows.
LEFT_OUT = WORKFLOW_COLUMNS | {"id", "slug", "position", STATE}
CITATIONS = "citations"


@dataclass(frozen=True, slots=True)
class Section:
    """The edition itself (without a title) or one sort of its parts: rows of names and values."""

    title: str
    rows: list[list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Translation:
    """The content in another language than the source's."""

    name: str
    lang: str
    content: list[Section]


# A text in a language, as it is to be shown.
Shown = Callable[[str, str], str]


def translations(edition: Edition, shown: Shown) -> list[Translation]:
    """The content in every other language that has any."""
    others = [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    found = [
        Translation(name, HTML_LANGUAGE[code], sections(edition, code, shown))
        for code, name in others
    ]
    return [each for each in found if each.content]


def with_parts(edition: Edition) -> Edition:
    """The edition with everything loaded that its content reads: a fixed number of queries."""
    models.prefetch_related_objects([edition], *content_paths(type(edition), LEFT_OUT))
    return edition


def sections(edition: Edition, language: str, shown: Shown) -> list[Section]:
    """The edition and its parts as titled lists of rows; what is not filled in is left out."""
    found = [Section("", [row_values(edition, language, shown)])]
    for relation in edition.parts:
        children = list(getattr(edition, relation).all()) if relation != CITATIONS else []
        if children:
            title = str(children[0]._meta.verbose_name)
            found.append(Section(title, [row_values(child, language, shown) for child in children]))
    return [section for section in found if any(section.rows)]


def row_values(row: models.Model, language: str, shown: Shown) -> list[tuple[str, str]]:
    """Names and values of a row. In another language than the source's, only what is translated."""
    translated = translated_fields(type(row))
    columns = {column(name, code) for name in translated for code, _name in settings.LANGUAGES}
    left_out = LEFT_OUT | columns | {getattr(row, "parent_link", "")}
    is_source = language == settings.LANGUAGE_CODE
    markdown = {*MARKDOWN, *referring_fields(type(row))}
    values = []
    for field in _fields(row):
        if field.name in left_out or not (is_source or field.name in translated):
            continue
        if field.name in SAYS_NOTHING and getattr(row, field.name) == SAYS_NOTHING[field.name]:
            continue
        if field.name in translated:
            said = shown(getattr(row, column(field.name, language)) or "", language)
            value = prose.render(said) if field.name in markdown else said
        else:
            value = _text(row, field)
        name = str(field.verbose_name)
        values.append((f"{name}{_of_former(row, field.name, language)}", value))
    return [(label, value) for label, value in values if value]


def _fields(row: models.Model) -> list[models.Field[object, object]]:
    """What a kind of edition says of its own first; then what every edition does."""
    of_every = {field.name for field in Edition._meta.local_fields}
    own = sorted(row._meta.concrete_fields, key=lambda field: field.name in of_every)
    return [*own, *row._meta.many_to_many]


def _of_former(row: models.Model, field: str, language: str) -> str:
    """That a translation was made from an earlier text than the one that stands beside it."""
    if language == settings.LANGUAGE_CODE or not isinstance(row, TranslatedModel):
        return ""
    is_old = row.standing_of(field, language) == Standing.OUT_OF_DATE
    return _("（照更早的原文译的，以简体原文为准）") if is_old else ""


def _text(row: models.Model, field: models.Field[object, object]) -> str:
    if field.many_to_many:
        return "、".join(_name_of(related) for related in getattr(row, field.name).all())
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return _words(getattr(row, field.name))


def _words(value: object) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, models.Model):
        return _name_of(value)
    if isinstance(value, dt.date):  # or an instant
        return str(localize(value))
    return "" if value is None else str(value)


def _name_of(row: object) -> str:
    """A related row by the words that readers know it by."""
    names = ("name_zh_hans", "text_zh_hans", "title")
    return str(next((getattr(row, name) for name in names if hasattr(row, name)), row))
