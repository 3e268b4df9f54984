"""Kinds of content rows: what a file may say of a row is derived from the row's model.

A key of a file is a field of the model; its type, choices, length and whether it is required are
the field's.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.conf import settings
from django.db import models
from django.db.models.fields import NOT_PROVIDED

from policies.models.canonical import Content as Content
from policies.models.edition import WORKFLOW_COLUMNS, EditionChild
from policies.models.translated import STATE, column, translated_fields

LANGUAGE_CODES = tuple(code for code, _ in settings.LANGUAGES)
AnyField: TypeAlias = "models.Field[Any, Any]"


@dataclass(frozen=True, slots=True)
class RowKind:
    """One kind of row: its model, its keys in the order a file shows them, and its children.

    What the lint asks of it is said here too, so that the lint knows no kind by its name.
    """

    model: type[models.Model]
    keys: tuple[str, ...]
    identity: tuple[str, ...] = ()
    children: tuple[Children, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    injected: tuple[str, ...] = ()  # set by the layout, not written in the row
    plain: tuple[str, ...] = ()  # texts read on a phone or aloud: only short sentences
    spoken_of: tuple[str, ...] = ()  # a word and the fields that name a row: faq:slug

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

    def of(self, model: type[models.Model]) -> Set[str]:
        return self.codes.get(str(model._meta.model_name), set())

    def has(self, model: type[models.Model], code: str) -> bool:
        return code in self.of(model)


@functools.cache
def content_fields(model: type[models.Model]) -> tuple[str, ...]:
    """The fields of canonical content that a file can give, children and workflow left out."""
    translated = translated_fields(model)
    languages = {column(name, code) for name in translated for code in LANGUAGE_CODES}
    link = getattr(model, "parent_link", None) if issubclass(model, EditionChild) else None
    not_content = getattr(model, "not_content", ())
    left_out = {"withdrawal_reason", "change_note", link, STATE, *not_content}
    left_out |= PARENTS.get(str(model._meta.model_name), set())
    fields = [f for f in model._meta.concrete_fields if not f.primary_key]
    names = [f.name for f in (*fields, *model._meta.many_to_many)]
    workflow = WORKFLOW_COLUMNS if hasattr(model, "approved_at") else frozenset()
    return tuple(
        name for name in names if name not in languages | left_out and name not in workflow
    )


# Options that a file names by their code alone: those of the question beside them.
OF_ITS_QUESTION = ("accepted", "unclear")
# Links of children that are no part of an edition, set by whoever creates them.
PARENTS = {"option": {"question", "position"}, "question": {"position"}, "scenario": {"position"}}


def field_of(model: type[models.Model], name: str) -> AnyField:
    """A column or many-to-many field of a model. Raises TypeError for what only leads back."""
    found = model._meta.get_field(name)
    if not isinstance(found, models.Field):
        raise TypeError(f"{name} of {model.__name__} is no field")
    return found


def related(link: AnyField) -> type[models.Model]:
    """The model at the other end of a relation, which is loaded by now."""
    other = link.related_model
    if other is None or isinstance(other, str):
        raise TypeError(f"{link} leads nowhere")
    return other


def default_of(model_field: AnyField) -> object:
    """What a field is when a file leaves it out; NOT_PROVIDED if it must not be left out."""
    if isinstance(model_field, models.ManyToManyField):
        return [] if model_field.blank else NOT_PROVIDED
    if model_field.has_default():
        return model_field.get_default()
    if model_field.null:
        return None
    return "" if model_field.blank else NOT_PROVIDED
