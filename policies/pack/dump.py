"""Writes the content that is live as content files: the exact inverse of loading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import models as db
from django.db.models import F
from django.db.models.expressions import OrderBy

from policies import models
from policies.models.canonical import canonical, content_paths
from policies.models.edition import WORKFLOW_COLUMNS, Edition
from policies.models.plain import SharedRow
from policies.pack.content_kinds import AREAS
from policies.pack.kinds import Content, RowKind
from policies.pack.memory import FILE, Pair, out_of_date_pairs, written


def dump_content(folder: Path, *, at: dt.datetime) -> list[Path]:
    """Write everything live at an instant below `folder`, one subfolder an area.

    Returns the files written. Files of other rows that are there already are left alone.
    """
    files = []
    for area in AREAS:
        kinds = {kind.name: kind for layout in area.layouts for kind in layout.kinds}
        contents = {name: contents_of(kind, at) for name, kind in kinds.items()}
        for layout in area.layouts:
            for name, text in layout.write(contents).items():
                path = folder / area.name / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
                files.append(path)
        files += _write_out_of_date(folder / area.name, kinds.values(), at)
    return files


def _write_out_of_date(folder: Path, kinds: Iterable[RowKind], at: dt.datetime) -> list[Path]:
    """Write what the translations that are out of date were made from: the files cannot tell.

    There is no such file where there is no such translation. Returns the files written.
    """
    pairs = [pair for kind in kinds for pair in _out_of_date(kind, at)]
    path = folder / FILE
    path.unlink(missing_ok=True)
    if not pairs:
        return []
    path.write_text(written(pairs), encoding="utf-8")
    return [path]


def _out_of_date(kind: RowKind, at: dt.datetime) -> Iterator[Pair]:
    rows = kind.model._base_manager.all()
    if issubclass(kind.model, Edition):
        rows = kind.model.objects.live(at)
    for row in rows.prefetch_related(*(child.relation for child in kind.children)):
        yield from out_of_date_pairs(kind, row)


def contents_of(kind: RowKind, at: dt.datetime) -> list[Content]:
    """The canonical contents of one kind, in the order its files show them."""
    rows = kind.model._base_manager.order_by(*_order(kind.model))
    if issubclass(kind.model, SharedRow):
        rows = rows.filter(awaits_approval=False)
    if issubclass(kind.model, Edition):
        live = kind.model.objects.live(at).order_by(*_order(kind.model))
        rows = live.prefetch_related(*content_paths(kind.model, WORKFLOW_COLUMNS))
        return [{"code": row.code, **row.content()} for row in rows]
    if kind.children:
        return [_with_children(row, kind) for row in rows]
    return [canonical(row) for row in rows]


def _with_children(row: db.Model, kind: RowKind) -> Content:
    content = canonical(row)
    for child in kind.children:
        content[child.relation] = [canonical(part) for part in getattr(row, child.relation).all()]
    return content


def _order(model: type[db.Model]) -> tuple[str | OrderBy, ...]:
    by_channel = ("region__code", "scenario__position", "channel", "code")
    orders: dict[type[db.Model], tuple[str | OrderBy, ...]] = {
        models.Policy: (
            "region__code",
            "scenario__position",
            F("effective_from").asc(nulls_first=True),
            "code",
        ),
        models.Procedure: by_channel,
        models.Scenario: ("position",),
        models.Question: ("position",),
        models.ImpossibleCombination: ("pk",),
        models.ExpectedCase: ("region__code", "pk"),
    }
    return orders.get(model, ("slug",) if _has(model, "slug") else ("code",))


def _has(model: type[db.Model], name: str) -> bool:
    return any(column.name == name for column in model._meta.concrete_fields)
