"""Stores a content pack: all of it or nothing, and never over an editor's later work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import models as db
from django.db import transaction
from pypinyin import Style, lazy_pinyin

from policies import actions, models, publication
from policies.content_format import Content, RowKind
from policies.content_layout import AREAS, COMBINATION, EXPECTED_CASE, QUESTION, REGION
from policies.content_pack import Pack, PackRow, default_roots, read_pack
from policies.models.canonical import content_hash
from policies.models.edition import Edition

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Report:
    """What loading did: counts, and the editions of editors that were left alone."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)


def load_content(
    roots: Mapping[str, Path] | None = None,
    *,
    now: dt.datetime,
    progress: Progress | None = None,
) -> Report:
    """Load the content below `roots` (the shipped content when None) into the database.

    Doing it again with the same files changes nothing. Raises ContentRefused with every finding;
    nothing is stored then.
    """
    pack = read_pack(roots or default_roots(), existing_codes())
    report = Report()
    with transaction.atomic():
        if models.PublicationEvent.objects.filter(subject=pack_subject(pack)).exists():
            report.unchanged = len(pack.rows)
            return report
        with publication.one_event(now, pack_subject(pack)):
            _Store(pack, now, report, progress or (lambda *_: None)).everything()
    return report


def pack_subject(pack: Pack) -> str:
    return f"content pack {pack.sha256[:32]}"


def existing_codes() -> dict[str, set[str]]:
    """The codes that rows of a pack may refer to because the database already has them."""
    coded = (
        models.Region, models.Scenario, models.Source, models.Question, models.Material,
        models.Contact,
    )  # fmt: skip
    codes = {
        str(model._meta.model_name): set(model._base_manager.values_list("code", flat=True))
        for model in coded
    }
    pairs = models.Option._base_manager.values_list("question__code", "code")
    codes["option"] = {f"{question}={option}" for question, option in pairs}
    return codes


class _Store:
    """One loading: knows the database keys of everything stored so far."""

    def __init__(self, pack: Pack, now: dt.datetime, report: Report, progress: Progress) -> None:
        self.pack, self.now, self.report, self.progress = pack, now, report, progress
        self.keys: dict[type[db.Model], dict[str, int]] = {}

    def everything(self) -> None:
        done = 0
        for kind in (kind for area in AREAS for layout in area.layouts for kind in layout.kinds):
            rows = self.pack.of(kind)
            store = self.store_method(kind)
            for position, row in enumerate(rows, 1):
                store(row, position)
                done += 1
                self.progress(kind.name, done, len(self.pack.rows))

    def store_method(self, kind: RowKind) -> Callable[[PackRow, int], None]:
        if issubclass(kind.model, Edition):
            self.newest = _newest_editions(kind.model)
            return self.edition
        if kind is EXPECTED_CASE or kind is COMBINATION:
            kind.model._base_manager.all().delete()
            return self.fresh_row
        if kind is REGION:
            self.stored_regions = {r.code: r for r in models.Region.objects.all()}
            return self.region
        return self.plain_row

    def region(self, row: PackRow, _position: int) -> None:
        region = self.stored_regions.get(row.content["code"]) or models.Region()
        values = self.columns(models.Region, row.content)
        values["pinyin"] = "".join(lazy_pinyin(row.content["name_zh_hans"]))[:80]
        values["initials"] = "".join(
            lazy_pinyin(row.content["name_zh_hans"], style=Style.FIRST_LETTER)
        )[:20]
        self._save_if_changed(region, values)
        self.keys.setdefault(models.Region, {})[region.code] = region.pk

    def plain_row(self, row: PackRow, position: int) -> None:
        model = row.kind.model
        name = row.kind.identity[0]
        instance = model._base_manager.filter(**{name: row.content[name]}).first()
        values = self.columns(model, row.content)
        if any(f.name == "position" for f in model._meta.concrete_fields):
            values["position"] = position
        if instance and _edited_by_hand(instance) and _differs(instance, values):
            self.report.kept.append(str(instance))
            return
        self._save_if_changed(instance or model(), values)
        if row.kind is QUESTION:
            self._options(row)

    def _options(self, row: PackRow) -> None:
        question = models.Question.objects.get(code=row.content["code"])
        for position, content in enumerate(row.content["options"], 1):
            option = models.Option.objects.filter(question=question, code=content["code"]).first()
            values = self.columns(models.Option, content)
            values |= {"question_id": question.pk, "position": position}
            self._save_if_changed(option or models.Option(), values)

    def fresh_row(self, row: PackRow, _position: int) -> None:
        instance = row.kind.model(**self.columns(row.kind.model, row.content))
        instance.save()
        self.set_many(instance, row.content)
        self.report.created += 1

    def edition(self, row: PackRow, _position: int) -> None:
        newest = self.newest.get(row.code)
        if newest and newest.content_hash == content_hash(row.content):
            self.report.unchanged += 1
            return
        if newest and (not newest.origin or newest.state == Edition.State.WITHDRAWN):
            self.report.kept.append(str(newest))
            return
        model: Any = row.kind.model
        edition = model(**self.columns(model, row.content))
        edition.code, edition.origin = row.code, self.pack.sha256
        edition.version = newest.version + 1 if newest else 1
        edition.save()
        self.set_many(edition, row.content)
        for child in row.kind.children:
            for content in row.content[child.relation]:
                part = child.kind.model(**self.columns(child.kind.model, content))
                setattr(part, part.parent_link, edition)  # type: ignore[attr-defined]
                part.save()
                self.set_many(part, content)
        actions.publish_from_pack(edition, now=self.now)
        if newest:
            actions.settle_live_periods(model, row.code)
            self.report.updated += 1
        else:
            self.report.created += 1

    def columns(self, model: type[db.Model], content: Content) -> dict[str, Any]:
        """Values for the model's own columns, related rows by their database key."""
        values = {}
        for column in model._meta.concrete_fields:
            if column.name not in content:
                continue
            value = content[column.name]
            if isinstance(column, db.ForeignKey):
                value = self.key(column.related_model, value) if value else None
            elif isinstance(column, db.DateField):
                value = column.to_python(value)
            values[column.attname] = value
        return values

    def set_many(self, instance: db.Model, content: Content) -> None:
        for many in instance._meta.many_to_many:
            keys = [self.key(many.related_model, code) for code in content[many.name]]
            getattr(instance, many.name).set(keys)

    def key(self, model: Any, code: str) -> int:
        """The database key of a row by its code; read once a model and kept."""
        if code not in self.keys.get(model, {}):
            rows = model._base_manager.all()
            if model is models.Option:
                rows = rows.select_related("question")
            self.keys[model] = {getattr(r, "reference", None) or r.code: r.pk for r in rows}
        return self.keys[model][code]

    def _save_if_changed(self, instance: db.Model, values: dict[str, Any]) -> None:
        if instance.pk and not _differs(instance, values):
            self.report.unchanged += 1
            return
        self.report.updated += bool(instance.pk)
        self.report.created += not instance.pk
        for name, value in values.items():
            setattr(instance, name, value)
        instance.save()


def _newest_editions(model: type[Edition]) -> dict[str, Edition]:
    newest: dict[str, Edition] = {}
    for edition in model._base_manager.order_by("version"):
        newest[edition.code] = edition
    return newest


def _differs(instance: db.Model, values: dict[str, Any]) -> bool:
    return any(getattr(instance, name) != value for name, value in values.items())


def _edited_by_hand(instance: db.Model) -> bool:
    """Whether an editor has ever stored this row in the admin."""
    return LogEntry.objects.filter(
        object_id=str(instance.pk),
        content_type__app_label=instance._meta.app_label,
        content_type__model=instance._meta.model_name,
    ).exists()
