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

from policies import models
from policies.models.canonical import canonical, same_content
from policies.models.edition import Edition
from policies.pack.content_kinds import AREAS, COMBINATION, EXPECTED_CASE, QUESTION, REGION
from policies.pack.files import Row
from policies.pack.kinds import Content, RowKind
from policies.pack.read import Pack, default_roots, files_hash, read_pack
from policies.pack.refusals import LEVELS, PackRow
from policies.publishing import actions, blockers, events

Progress = Callable[[str, int, int], None]
PACK_SUBJECT = "content pack"


@dataclass(slots=True)
class Report:
    """What loading did: counts, and the editions of editors that were left alone."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    is_same: bool = False  # these very files were loaded last; nothing was read


def load_content(
    roots: Mapping[str, Path] | None = None,
    *,
    now: dt.datetime,
    progress: Progress | None = None,
) -> Report:
    """Load the content below `roots` (the shipped content when None) into the database.

    Doing it again with the same files changes nothing and costs one query. Raises ContentRefused
    with every finding; nothing is stored then.
    """
    roots = roots or default_roots()
    subject = f"{PACK_SUBJECT} {files_hash(roots)[:32]}"
    with transaction.atomic():
        if _pack_loaded_last() == subject:
            return Report(is_same=True)
        pack, report = read_pack(roots, existing_codes()), Report()
        with events.one_event(now, subject):
            _Store(pack, now, report, progress or (lambda *_: None)).everything()
    return report


def _pack_loaded_last() -> str | None:
    packs = models.PublicationEvent.objects.filter(subject__startswith=PACK_SUBJECT)
    return packs.order_by("-pk").values_list("subject", flat=True).first()


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
        self.codes = {row.code for row in pack.rows if row.code}

    def everything(self) -> None:
        done = 0
        for kind in (kind for area in AREAS for layout in area.layouts for kind in layout.kinds):
            rows = self.pack.of(kind)
            store = self.store_method(kind)
            if kind is REGION:  # whoever is above must be stored first
                rows = sorted(rows, key=lambda row: LEVELS.index(row.content["level"]))
            for position, row in enumerate(rows, 1):
                store(row, position)
                done += 1
                self.progress(kind.name, done, len(self.pack.rows))
            if kind is REGION:
                self.successors(rows)

    def store_method(self, kind: RowKind) -> Callable[[PackRow, int], None]:
        if issubclass(kind.model, Edition):
            self.newest = _newest_editions(kind.model)
            return self.edition
        if kind is EXPECTED_CASE or kind is COMBINATION:
            self.kept_rows = _delete_untouched(kind)
            return self.fresh_row
        if kind is REGION:
            self.stored_regions = {r.code: r for r in models.Region.objects.all()}
            self.regions_by_hand = _edited_by_hand_keys(models.Region)
            return self.region
        return self.plain_row

    def region(self, row: PackRow, _position: int) -> None:
        region = self.stored_regions.get(row.content["code"]) or models.Region()
        if str(region.pk) in self.regions_by_hand:
            self.keys.setdefault(models.Region, {})[region.code] = region.pk
            self.report.kept.append(str(region))
            return
        values = self.columns(models.Region, row.content | {"successor": None})
        values["successor_id"] = region.successor_id  # set when every region is stored
        values["pinyin"], values["initials"] = _spelling(row.content["name_zh_hans"])
        self._save_if_changed(region, values)
        self.keys.setdefault(models.Region, {})[region.code] = region.pk

    def successors(self, rows: list[PackRow]) -> None:
        """A merged division may name a successor that stands later in the file."""
        stored = dict(models.Region.objects.rewrite(False).values_list("code", "successor_id"))
        for row in rows:
            code = row.content["successor"]
            key = self.key(models.Region, code) if code else None
            by_hand = str(self.keys[models.Region][row.content["code"]]) in self.regions_by_hand
            if stored[row.content["code"]] != key and not by_hand:
                models.Region.objects.filter(code=row.content["code"]).update(successor_id=key)

    def plain_row(self, row: PackRow, position: int) -> None:
        model = row.kind.model
        name = row.kind.identity[0]
        instance = model._base_manager.filter(**{name: row.content[name]}).first()
        values = self.columns(model, row.content)
        if any(f.name == "position" for f in model._meta.concrete_fields):
            values["position"] = position
        if instance and _edited_by_hand(instance) and _differs(instance, values):
            self.report.kept.append(str(instance))
        else:
            self._save_if_changed(instance or model(), values)
        if row.kind is QUESTION:
            self._options(row)

    def _options(self, row: PackRow) -> None:
        """Store the options; those of a question that an editor changed are only added to."""
        question = models.Question.objects.get(code=row.content["code"])
        stored = {option.code: option for option in question.options.all()}
        is_edited = _edited_by_hand(question)
        for position, content in enumerate(row.content["options"], 1):
            option = stored.get(content["code"])
            values = self.columns(models.Option, content)
            values |= {"question_id": question.pk, "position": position}
            if not (option and is_edited):
                self._save_if_changed(option or models.Option(), values)

    def fresh_row(self, row: PackRow, _position: int) -> None:
        if row.identity() in self.kept_rows:
            self.report.kept.append(self.kept_rows[row.identity()])
            return
        instance = row.kind.model(**self.columns(row.kind.model, row.content))
        instance.save()
        self.set_many(instance, row.content)
        self.report.created += 1

    def edition(self, row: PackRow, _position: int) -> None:
        newest = self.newest.get(row.code)
        model: Any = row.kind.model
        if newest and same_content(model, newest.canonical_text, row.content):
            self.report.unchanged += 1
            return
        if newest and _is_editors(newest):
            self.report.kept.append(str(newest))
            return
        edition = model(**self.columns(model, row.content))
        edition.code, edition.origin = row.code, self.pack.sha256
        if isinstance(edition, models.Policy) and not self.has_room(edition):
            return
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

    def has_room(self, policy: models.Policy) -> bool:
        """Whether no editor's policy is in force on the same days, which then stands.

        Rows of earlier packs that this one no longer has give way.
        """
        others = list(blockers.live_overlaps(policy, self.now))
        if staying := [o for o in others if not o.origin or _is_editors(self.newest[o.code])]:
            self.report.kept += [str(other) for other in staying]
            return False
        for other in others:
            if other.code not in self.codes:
                reason = "新的内容包里由另一条取代。"
                actions.withdraw(
                    other, by=None, reason=reason, replaced_by=policy.code, now=self.now
                )
        return True

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


def _spelling(name: str) -> tuple[str, str]:
    """A name's pinyin and its initials."""
    from pypinyin import Style, lazy_pinyin  # half a second, which an unchanged pack need not pay

    initials = lazy_pinyin(name, style=Style.FIRST_LETTER)
    return "".join(lazy_pinyin(name))[:80], "".join(initials)[:20]


def _newest_editions(model: type[Edition]) -> dict[str, Edition]:
    newest: dict[str, Edition] = {}
    for edition in model._base_manager.order_by("version"):
        newest[edition.code] = edition
    return newest


def _is_editors(edition: Edition) -> bool:
    """Whether an editor has had the last word on this code."""
    return not edition.origin or edition.state == Edition.State.WITHDRAWN


def _delete_untouched(kind: RowKind) -> dict[str, str]:
    """Delete the rows of a kind that no editor stored; what the others are, by identity."""
    kept = {}
    for row in kind.model._base_manager.all():
        if _edited_by_hand(row):
            kept[PackRow(kind, Row(), canonical(row)).identity()] = str(row)
        else:
            row.delete()
    return kept


def _differs(instance: db.Model, values: dict[str, Any]) -> bool:
    return any(getattr(instance, name) != value for name, value in values.items())


def _edited_by_hand(instance: db.Model) -> bool:
    """Whether an editor has ever stored this row in the admin."""
    return str(instance.pk) in _edited_by_hand_keys(type(instance))


def _edited_by_hand_keys(model: type[db.Model]) -> set[str]:
    """The keys of the rows of a model that editors have stored in the admin."""
    entries = LogEntry.objects.filter(
        content_type__app_label=model._meta.app_label,
        content_type__model=model._meta.model_name,
    )
    return {str(key) for key in entries.values_list("object_id", flat=True)}
