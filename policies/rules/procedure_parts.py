"""The steps and papers of procedures, read together with them: a page has few queries to spend."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, Func, JSONField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.db.models.sql.compiler import SQLCompiler

from policies.composed import Composed, Given
from policies.models import Material, Procedure, Requirement, Step
from policies.models.translated import translated_fields

if TYPE_CHECKING:
    from django.db.models.sql.compiler import _AsSqlType

Row = dict[str, object]
Made = TypeVar("Made", bound=Model)


class _Rows(Aggregate):
    """All rows of a group as one list of JSON, in no order."""

    function = "JSONB_AGG"
    output_field = JSONField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: str
    ) -> _AsSqlType:
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)


class _Row(JSONObject):
    """A row as JSON. Django first asks SQLite in a transaction whether it knows JSON, and where it
    may not begin one takes that for a no; ours always does: columns are made of it."""

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: str
    ) -> _AsSqlType:
        return Func.as_sql(self, compiler, connection, **context)


def with_parts(procedures: QuerySet[Procedure]) -> QuerySet[Procedure]:
    """Procedures with what a page shows of them, for `steps_of` and `papers_of`; one query."""
    of_paper = {f"material__{name}": f"material__{name}" for name in _columns(Material)}
    return procedures.select_related("region", "phone", "complaints_phone").annotate(
        step_rows=_parts(Step, {name: name for name in _columns(Step)}),
        paper_rows=_parts(Requirement, {name: name for name in _columns(Requirement)} | of_paper),
    )


def steps_of(procedure: Procedure) -> tuple[Step, ...]:
    """The steps of a procedure read by `with_parts`, in order."""
    steps = [_made(Step, row) for row in procedure.step_rows or ()]  # type: ignore[attr-defined]
    return tuple(sorted(steps, key=lambda step: (step.position, step.pk)))


def papers_of(procedure: Procedure) -> tuple[Requirement, ...]:
    """The papers of a procedure read by `with_parts`, in order, each with what it is."""
    papers = []
    for row in procedure.paper_rows or ():  # type: ignore[attr-defined]
        paper = _made(Requirement, row)
        paper.material = _made(Material, row, "material__")
        papers.append(paper)
    return tuple(sorted(papers, key=lambda paper: paper.pk))


def paper_numbers(procedures: Collection[int]) -> dict[int, int]:
    """How many papers these procedures (by key) ask for; a group of which one is enough is one.
    One query."""
    asked: dict[int, set[str]] = {}
    for procedure, key, group in _papers(procedures=procedures):
        asked.setdefault(procedure, set()).add(f"any of {group}" if group else str(key))
    return {procedure: len(papers) for procedure, papers in asked.items()}


@Composed
def _papers(procedures: Given) -> QuerySet[Any, tuple[int, int, str]]:
    rows = Requirement.objects.filter(procedure__in=procedures)
    return rows.order_by("pk").values_list("procedure", "pk", "any_of")


def first_steps(procedures: Collection[int]) -> dict[int, Step]:
    """What is done first in these procedures (by key). One query."""
    first: dict[int, Step] = {}
    for step in _steps(procedures=procedures):
        first.setdefault(step.procedure_id, step)
    return first


@Composed
def _steps(procedures: Given) -> QuerySet[Step]:
    return Step.objects.filter(procedure__in=procedures).order_by("position", "pk")


def _parts(model: type[Model], columns: dict[str, str]) -> Subquery:
    """The rows of a procedure in another table, as one value."""
    rows = model._base_manager.filter(procedure=OuterRef("pk")).order_by().values("procedure")
    return Subquery(rows.annotate(all_rows=_Rows(_Row(**columns))).values("all_rows"))


def _columns(model: type[Model]) -> list[str]:
    """The columns of a table; of a translated field those of its languages."""
    names = (field.attname for field in model._meta.concrete_fields)
    return [name for name in names if name not in translated_fields(model)]


def _made(model: type[Made], row: Row, prefix: str = "") -> Made:
    """A row as the table's own object."""
    names = _columns(model)
    values = [_value(model, name, row[prefix + name]) for name in names]
    return model.from_db(None, names, values)


def _value(model: type[Model], name: str, value: object) -> object:
    """A value out of JSON; one database writes JSON inside of JSON as a text."""
    is_json = isinstance(model._meta.get_field(name), JSONField)
    return json.loads(value) if is_json and isinstance(value, str) else value
