"""Instances made of rows, where the same question is asked of the database again and again.

What Django works out at each asking is worked out once. An instance is what `Model.from_db` makes,
without its constructor, which sets each value by name and sends two signals that nobody waits for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.expressions import Col

Row = Sequence[object]


class Info(TypedDict):
    """What a compiler knows of a model in its query."""

    model: type[Model]
    select_fields: list[int]
    related_klass_infos: list[Info]
    local_setter: Callable[[Model, Model | None], None]
    remote_setter: Callable[[Model, Model], None]


@dataclass(frozen=True, slots=True)
class Joined:
    """A model that is joined to another, and how each is told of the other."""

    maker: Maker
    tell_here: Callable[[Model, Model | None], None]
    tell_there: Callable[[Model, Model], None]


class Maker:
    """Makes an instance of a model, and of those joined to it, of a row."""

    def __init__(self, info: Info, columns: Sequence[tuple[Col, object, object]]) -> None:
        places = info["select_fields"]
        self.model = info["model"]
        self.columns = slice(places[0], places[-1] + 1)
        self.names = [column.target.attname for column, *_ in columns[self.columns]]
        self.key = self.columns.start + self.names.index(self.model._meta.pk.attname)
        self.joined = [
            Joined(Maker(each, columns), each["local_setter"], each["remote_setter"])
            for each in info.get("related_klass_infos", ())
        ]

    def made(self, row: Row) -> Model | None:
        """The instance; None where nothing was joined."""
        if row[self.key] is None:
            return None
        instance = self.model.__new__(self.model)
        state = ModelState()
        state.adding, state.db = False, DEFAULT_DB_ALIAS
        vars(instance).update(zip(self.names, row[self.columns], strict=True), _state=state)
        for joined in self.joined:
            other = joined.maker.made(row)
            joined.tell_here(instance, other)
            if other is not None:
                joined.tell_there(other, instance)
        return instance
