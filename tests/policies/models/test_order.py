"""In which order rows stand when nobody says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import F, Field, Model
from django.db.models.constants import LOOKUP_SEP
from django.db.models.expressions import OrderBy

OURS = [m for m in apps.get_models() if m._meta.app_label in ("policies", "guides")]


def fields_of(model: type[Model], path: str) -> Iterator[Field[object, object]]:
    """Every field on the way: one relation that may be missing makes the end of it missing."""
    for name in path.split(LOOKUP_SEP):
        field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        assert isinstance(field, Field)
        yield field
        model = field.related_model or model  # type: ignore[assignment]


def left_to_the_database(model: type[Model], by: object) -> bool:
    """Whether rows without a value stand first on one database and last on another."""
    is_said = isinstance(by, OrderBy) and (by.nulls_first or by.nulls_last)
    expression = by.expression if isinstance(by, OrderBy) else by
    path = expression.name if isinstance(expression, F) else str(expression).removeprefix("-")
    return not is_said and any(field.null for field in fields_of(model, path))


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_both_databases_put_missing_values_at_the_same_end(model: type[Model]) -> None:
    undecided = [by for by in model._meta.ordering or () if left_to_the_database(model, by)]
    assert undecided == []
