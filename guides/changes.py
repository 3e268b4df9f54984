"""What changed on the site, newest first: editions published and withdrawn, shared rows,
loads of content.
"""

from __future__ import annotations

import datetime as dt
import functools
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cachetools import LRUCache, cached
from django.db.models import Count, F, Q, QuerySet, Value
from django.utils import timezone

from guides.shared_changes import SharedChange, SharedStep, shared_changes, shared_steps
from policies.composed import Composed, Given, Moment
from policies.models import Edition, Policy, Region
from policies.models.edition import edition_models
from policies.rules.checks import with_checks

PUBLISHED, WITHDRAWN = "published", "withdrawn"
Loaded = tuple[dt.datetime, str, int]
Row = tuple[dt.datetime, str, str, int]
# What happened at one instant stands in the same order on every page of the list.
IN_ORDER = ("-when", "kind", "-pk", "what")


@dataclass(frozen=True, slots=True)
class Step:
    """One edition that was published or withdrawn at an instant."""

    at: dt.datetime
    what: str  # PUBLISHED or WITHDRAWN
    kind: str  # the model's name
    key: int


@dataclass(frozen=True, slots=True)
class PackLoad:
    """Everything that content packs put on the site on one day, by kind of edition."""

    at: dt.datetime
    numbers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A step with its edition."""

    at: dt.datetime
    what: str
    edition: Edition


AnyStep = Step | PackLoad | SharedStep
AnyChange = Change | PackLoad | SharedChange


def changes(*, published: str, at: dt.datetime, region: Region | None, size: str) -> list[AnyStep]:
    """Everything that changed up to an instant, newest first, without the texts; `published` names
    what is published then (`events.token`).

    With a region: what is in force for it (its own level and those above) and what lies below it.
    With a size: editions of that size; a withdrawal counts as major. Shared rows have no size.
    Three queries, two once what was loaded is counted; as much memory as there are editions by
    editors and proposals, a few words each.
    """
    found: list[AnyStep] = [*_steps(at, region, size), *_pack_loads(published, at, region, size)]
    if not size:
        found += shared_steps(at, region)
    return sorted(found, key=lambda change: change.at, reverse=True)


def with_editions(steps: Sequence[AnyStep], *, at: dt.datetime) -> list[AnyChange]:
    """The steps with their editions, of policies with what is known of them at an instant, and
    with their shared rows: one query a kind, and two for the proposals."""
    keys: dict[str, set[int]] = {}
    for step in steps:
        if isinstance(step, Step):
            keys.setdefault(step.kind, set()).add(step.key)
    kinds = _kinds()
    rows = {name: _load(kinds[name], wanted, at) for name, wanted in keys.items()}
    shared = shared_changes([step for step in steps if isinstance(step, SharedStep)])

    def changed(step: AnyStep) -> AnyChange:
        if isinstance(step, Step):
            return Change(step.at, step.what, rows[step.kind][step.key])
        return shared[step.key] if isinstance(step, SharedStep) else step

    return [changed(step) for step in steps]


def _kinds() -> dict[str, type[Edition]]:
    """Every kind of edition by its model's name; asked for each time, when all are loaded."""
    return {str(model._meta.model_name): model for model in edition_models()}


def _load(model: type[Edition], keys: set[int], at: dt.datetime) -> dict[int, Edition]:
    return {row.pk: row for row in _editions(model)(keys=keys, at=at)}


@functools.cache
def _editions(model: type[Edition]) -> Composed[Edition]:
    related = [name for name in ("region", "scenario") if _has(model, name)]

    def query(keys: Given, at: Given) -> QuerySet[Edition]:
        rows: QuerySet[Edition] = model.objects.select_related(*related).filter(pk__in=keys)
        return with_checks(rows, at) if model is Policy else rows

    return Composed(query)


def _steps(at: dt.datetime, region: Region | None, size: str) -> Iterable[Step]:
    for when, what, name, key in _steps_of_size(size)(at=at, **_place(region)):
        yield Step(when, what, name, key)


@functools.cache
def _steps_of_size(size: str) -> Composed[Row]:
    def query(at: Given, region: Given | None, lineage: Given | None) -> QuerySet[Edition, Row]:
        parts = []
        for name, model in _kinds().items():
            rows = _rows(model, at, region, lineage)
            published = rows.filter(origin="")
            withdrawn = rows.filter(withdrawn_at__lte=at) if size in ("", "major") else rows.none()
            parts.append(_steps_of(published.filter(_size(size)), "publish_at", PUBLISHED, name))
            parts.append(_steps_of(withdrawn, "withdrawn_at", WITHDRAWN, name))
        return parts[0].union(*parts[1:], all=True).order_by(*IN_ORDER)

    return Composed(query)


def _steps_of(
    rows: QuerySet[Edition], instant: str, what: str, name: str
) -> QuerySet[Edition, Row]:
    named = rows.order_by().annotate(when=F(instant), what=Value(what), kind=Value(name))
    columns = ("when", "what", "kind", "pk")
    steps: QuerySet[Edition, Row] = named.rewrite(False).values_list(*columns)  # type: ignore[attr-defined]
    return steps


@functools.cache
def _loaded_of_size(size: str) -> Composed[Loaded]:
    def query(at: Given, region: Given | None, lineage: Given | None) -> QuerySet[Edition, Loaded]:
        parts: list[QuerySet[Edition, Loaded]] = []
        for name, model in _kinds().items():
            rows = _rows(model, at, region, lineage).exclude(origin="").filter(_size(size))
            by_time = rows.order_by().values("publish_at")
            counted = by_time.annotate(kind=Value(name), number=Count("pk"))
            columns = ("publish_at", "kind", "number")
            parts.append(counted.rewrite(False).values_list(*columns))  # type: ignore[attr-defined]
        return parts[0].union(*parts[1:], all=True)

    return Composed(query)


def _key(published: str, at: dt.datetime, region: Region | None, size: str) -> tuple[object, ...]:
    return published, region and region.pk, size


@cached(LRUCache(64), key=_key, lock=threading.Lock())
def _pack_loads(
    published: str, at: dt.datetime, region: Region | None, size: str
) -> tuple[PackLoad, ...]:
    """Counted once for a state of publication: it reads every edition that was loaded."""
    days: dict[dt.date, Counter[str]] = {}
    latest: dict[dt.date, dt.datetime] = {}
    for when, name, number in _loaded_of_size(size)(at=at, **_place(region)):
        day = timezone.localdate(when)
        days.setdefault(day, Counter())[name] += number
        latest[day] = max(when, latest.get(day, when))
    return tuple(
        PackLoad(latest[day], tuple(sorted(numbers.items()))) for day, numbers in days.items()
    )


def _place(region: Region | None) -> dict[str, object]:
    """A region as the questions take it."""
    levels = [level.pk for level in region.lineage()] if region else None
    return {"region": region.pk if region else None, "lineage": levels}


def _rows(
    model: type[Edition], at: Moment, region: Given | None, lineage: Given | None
) -> QuerySet[Edition]:
    rows = model.objects.published_before(at)
    if region is None or lineage is None:
        return rows
    return rows.filter(_concerns(region, lineage)) if _has(model, "region") else rows.none()


def _concerns(region: Given, lineage: Given) -> Q:
    below = Q(region__parent=region) | Q(region__parent__parent=region)
    deepest = Q(region__parent__parent__parent=region)
    return Q(region__in=lineage) | below | deepest


def _size(size: str) -> Q:
    return Q(change_size=size) if size else Q()


def _has(model: type[Edition], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)
