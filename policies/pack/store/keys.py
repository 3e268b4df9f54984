"""The database's own keys of the rows that content names by their codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models as db

from policies import models
from policies.models.translated import TranslatedModel
from policies.pack.kinds import Content, related

AT_ONCE = 200  # rows changed by one statement


class Keys:
    """Keys by model and code, read once a model; the options of questions are named "ret=yes"."""

    def __init__(self) -> None:
        self._known: dict[type[db.Model], dict[str, int]] = {}

    def of(self, model: type[db.Model], code: str) -> int:
        """The key of a row that is stored. One query a model."""
        if model not in self._known:
            self._known[model] = _read(model)
        return self._known[model][code]

    def forget(self, model: type[db.Model]) -> None:
        """Read a model again when it is asked for: rows of it were stored."""
        self._known.pop(model, None)

    def columns(self, model: type[db.Model], content: Content) -> dict[str, object]:
        """Values for the model's own columns, related rows by their database key."""
        values = {}
        for column in model._meta.concrete_fields:
            if column.name not in content:
                continue
            value = content[column.name]
            if isinstance(column, db.ForeignKey):
                value = self.of(related(column), value) if value else None
            elif isinstance(column, db.DateField):
                value = column.to_python(value)
            values[column.attname] = value
        return values

    def put_many(self, rows: Sequence[tuple[db.Model, Content]]) -> None:
        """Store what rows, all of one model, are related to many to many. One query a relation."""
        for many in rows[0][0]._meta.many_to_many if rows else ():
            through: Any = many.remote_field.through
            here, there = many.m2m_field_name(), many.m2m_reverse_field_name()
            through._base_manager.bulk_create(
                through(**{f"{here}_id": row.pk, f"{there}_id": self.of(related(many), code)})
                for row, content in rows
                for code in content[many.name]
            )


def _read(model: type[db.Model]) -> dict[str, int]:
    if model is models.Option:
        options = models.Option._base_manager.filter(awaits_approval=False)
        found = options.values_list("question__code", "code", "pk")
        return {f"{question}={code}": key for question, code, key in found}
    rows = model._base_manager.filter(awaits_approval=False)  # what is only proposed is not there
    return dict(rows.values_list("code", "pk"))


def existing_codes() -> dict[str, set[str]]:
    """The codes that rows of a pack may refer to because the database already has them."""
    coded = (
        models.Region, models.Scenario, models.Source, models.Question, models.Option,
        models.Material, models.Contact,
    )  # fmt: skip
    return {str(model._meta.model_name): set(_read(model)) for model in coded}


def store_all(rows: Sequence[TranslatedModel]) -> None:
    """Store new rows of one model in bulk, with their texts in order. Signals are not sent."""
    for row in rows:
        row.normalise_text()
    if rows:
        type(rows[0])._base_manager.bulk_create(rows)
