"""The models that migrations see between their steps, made again with less work.

Django makes most models anew at each of hundreds of steps, and asks each of their hundred thousand
fields how it was made, only to make it once more. What a field of a state says of that never
changes, so it is asked once: a third of what migrating costs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Field

Arguments = tuple[tuple[Any, ...], dict[str, Any]]
_made_with: dict[int, tuple[Field[Any, Any], Arguments]] = {}  # by id, of fields that stay
_clone: Callable[[Field[Any, Any]], Field[Any, Any]] = Field.clone  # type: ignore[attr-defined]


def clone(field: Field[Any, Any]) -> Field[Any, Any]:
    """Another field made like this one; what refers to a model may be led to another one."""
    if field.remote_field is not None:
        return _clone(field)
    known = _made_with.get(id(field))
    if known is None:
        _name, _path, arguments, named = field.deconstruct()
        known = _made_with[id(field)] = (field, (tuple(arguments), named))
    arguments, named = known[1]
    return type(field)(*arguments, **named)


def make_cheaper(patch: pytest.MonkeyPatch) -> None:
    """Clone fields this way until the patch is undone."""
    patch.setattr(Field, "clone", clone)
