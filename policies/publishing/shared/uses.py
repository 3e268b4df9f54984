"""What points at a shared row: then it cannot go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model

from policies.models import ExpectedCase, Option, Question
from policies.models.plain import SharedRow

SHOWN = 3  # examples named of each kind


@dataclass(frozen=True, slots=True)
class Use:
    """How many rows of a kind point at a row, and the first few of them by name."""

    kind: str
    number: int
    examples: tuple[str, ...]

    def __str__(self) -> str:
        more = "等" if self.number > len(self.examples) else ""
        return f"{self.kind} {self.number} 条（{'、'.join(self.examples)}{more}）"


def uses_of(row: SharedRow) -> list[Use]:
    """Everything that points at a row. At most two queries for each relation that there is.

    The options of a question are part of it: what uses them uses the question.
    """
    found = list(_related(row))
    if isinstance(row, Question):
        for option in Option._base_manager.filter(question=row):
            found += _related(option)
        found += _cases(row.code, None)
    if isinstance(row, Option):
        found += _cases(row.question.code, row.code)
    return found


def _related(row: SharedRow) -> Iterator[Use]:
    for link in row._meta.related_objects:
        if link.related_model is Option:
            continue
        field = link.field
        rows = link.related_model._base_manager.filter(**{field.name: row.pk}).order_by("pk")  # type: ignore[union-attr]
        if number := rows.count():
            name = str(field.model._meta.verbose_name)
            whole = getattr(field.model, "parent_link", "")
            shown = rows.select_related(whole) if whole else rows
            yield Use(name, number, tuple(_named(each) for each in shown[:SHOWN]))


def _named(row: Model) -> str:
    """A row as an editor knows it: a part by the edition that it is part of."""
    link = getattr(row, "parent_link", "")
    return str(getattr(row, link)) if link else str(row)


def _cases(question: str, option: str | None) -> Iterator[Use]:
    """Expected cases whose answers name a question, or one of its options."""
    cases = [
        case
        for case in ExpectedCase._base_manager.order_by("pk")
        if question in case.answers and option in (None, case.answers[question])
    ]
    if cases:
        named = tuple(str(case) for case in cases[:SHOWN])
        yield Use(str(ExpectedCase._meta.verbose_name), len(cases), named)
