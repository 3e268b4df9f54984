"""Stores plain rows of a pack in bulk: new ones, changed ones, and none that is an editor's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from policies import models
from policies.models.canonical import canonical, content_paths
from policies.models.plain import FromPack
from policies.models.region import circle_from, circle_refusal
from policies.models.translated import translated_fields
from policies.pack.files import ContentRefused
from policies.pack.kinds import Content
from policies.pack.memory import Memory
from policies.pack.refusals import LEVELS, PackRow
from policies.pack.spelling import reviewed_readings, spelling
from policies.pack.store.keys import AT_ONCE, Keys, store_all
from policies.pack.store.marks import EditedInAdmin, mark_of, marked_model, standing_mark
from policies.pack.store.report import Report


def store_named(rows: list[PackRow], keys: Keys, report: Report, memory: Memory) -> None:
    """Store rows that a code or slug names."""
    model = marked_model(rows[0].kind)
    has_position = any(f.name == "position" for f in model._meta.concrete_fields)
    name = rows[0].kind.identity[0]
    wanted = [
        own_content(row) | ({"position": position} if has_position else {})
        for position, row in enumerate(rows, 1)
    ]
    _Named(model, lambda content: str(content[name]), keys, report, memory).store(wanted)


def store_options(rows: list[PackRow], keys: Keys, report: Report, memory: Memory) -> None:
    """Store the options of questions; those that a pack no longer has stay."""
    wanted = [
        content | {"question": row.content["code"], "position": position}
        for row in rows
        for position, content in enumerate(row.content["options"], 1)
    ]
    editors = EditedInAdmin(models.Question, "question_id")
    named = _Named(models.Option, _reference, keys, report, memory, editors)
    named.store(wanted)


def _reference(content: Content) -> str:
    return f"{content['question']}={content['code']}"


def store_regions(rows: list[PackRow], keys: Keys, report: Report, memory: Memory) -> None:
    """Store divisions, whoever is above first; successors when every division is stored."""
    named = _Named(models.Region, lambda content: str(content["code"]), keys, report, memory)
    written: list[tuple[FromPack, Content]] = []
    for level in LEVELS:
        at_level = [row.content for row in rows if row.content["level"] == level]
        written += named.store([content | _spelling(content, named) for content in at_level])
    moved = [
        (region, content)
        for region, content in written
        if isinstance(region, models.Region) and content["successor"]
    ]
    if moved:
        _refuse_circles(rows, {region.code: content["successor"] for region, content in moved})
    # First none, since the database refuses a circle even for a moment, such as a reversed pair.
    models.Region._base_manager.filter(pk__in=[each.pk for each, _ in moved]).update(successor=None)
    for region, content in moved:
        region.successor_id = keys.of(models.Region, content["successor"])
    models.Region._base_manager.bulk_update([each for each, _ in moved], ["successor"], AT_ONCE)


def _refuse_circles(rows: list[PackRow], moved: dict[str, str]) -> None:
    """Raise ContentRefused where successors lead in a circle together with those of editors."""
    after = dict(models.Region._base_manager.values_list("code", "successor__code")) | moved
    findings = [
        row.row.finding("successor", circle_refusal(chain))
        for row in rows
        if (chain := circle_from(str(row.content["code"]), after.get))
    ]
    if findings:
        raise ContentRefused(findings)


def _spelling(content: Content, named: _Named) -> Content:
    """A name's pinyin and its initials. Where the name is as stored, they are too, but for names
    whose reading was reviewed since."""
    region = named.stored.get(content["code"])
    stored = named.contents[region] if region else {}
    name = str(content["name_zh_hans"])
    if stored and stored["name_zh_hans"] == name and name not in reviewed_readings():
        return {"pinyin": stored["pinyin"], "initials": stored["initials"]}
    return spelling(name)


class _Named:
    """The stored rows of one model, by what names them."""

    def __init__(
        self,
        model: type[FromPack],
        name: Callable[[Content], str],
        keys: Keys,
        report: Report,
        memory: Memory,
        editors: EditedInAdmin | None = None,
    ) -> None:
        self.model, self.name, self.keys, self.report = model, name, keys, report
        self.memory = memory
        self.editors = editors or EditedInAdmin(model)
        # Held until all is stored: what an editor saves meanwhile waits, and is not written over.
        held = model._base_manager.select_for_update(no_key=True, of=("self",))
        rows = held.prefetch_related(*content_paths(model, frozenset()))
        self.contents = {row: canonical(row) for row in rows}
        self.stored = {name(content): row for row, content in self.contents.items()}
        for row, content in self.contents.items():
            memory.learn(self._label(content), row)

    def store(self, wanted: Iterable[Content]) -> list[tuple[FromPack, Content]]:
        """Store what differs and is nobody's; the rows written, with their contents."""
        new: list[tuple[FromPack, Content]] = []
        changed: list[tuple[FromPack, Content]] = []
        marked: list[FromPack] = []
        for content in wanted:
            row = self.stored.get(self.name(content))
            if row is None:
                new.append((self._written(self.model(), content), content))
            elif self._is_to_change(row, content, marked):
                changed.append((self._written(row, content), content))
        store_all([row for row, _content in new])
        self._change([row for row, _content in changed])
        self._relate(new + changed)
        self.model._base_manager.bulk_update(marked, ["pack_hash"], AT_ONCE)
        self.report.created += len(new)
        self.report.updated += len(changed)
        self.keys.forget(self.model)
        return new + changed

    def _is_to_change(self, row: FromPack, content: Content, marked: list[FromPack]) -> bool:
        """Whether the pack's content goes over a stored row; marks rows that have no mark yet.

        What was only proposed is nobody's yet: the pack brings it, and the proposal has to go.
        """
        if row.awaits_approval:
            return True
        present, wanted = mark_of(self.model, self.contents[row]), mark_of(self.model, content)
        mark = standing_mark(row, present, self.editors)
        label = self._label(content)
        if mark == present and (present != wanted or self.memory.heals(label, row)):
            return True
        if present == wanted:
            self.report.unchanged += 1
        else:
            self.report.kept.append(str(row))
        if row.pack_hash != mark:
            row.pack_hash = mark
            marked.append(row)
        return False

    def _written(self, row: FromPack, content: Content) -> FromPack:
        """The row with a content of the pack, not stored yet. Successors come later."""
        values = self.keys.columns(self.model, {**content, "successor": None})
        for name, value in values.items():
            setattr(row, name, value)
        row.awaits_approval = False
        row.pack_hash = mark_of(self.model, content)
        if translated_fields(self.model):
            row.translation_state = self.memory.marks(self._label(content), self.model, content)
        return row

    def _label(self, content: Content) -> str:
        """How the memory of translations calls a row."""
        return f"{self.model._meta.model_name}:{self.name(content)}"

    def _change(self, rows: list[FromPack]) -> None:
        columns = [f.attname for f in self.model._meta.concrete_fields if not f.primary_key]
        for row in rows:
            row.normalise_text()
        self.model._base_manager.bulk_update(rows, columns, AT_ONCE)

    def _relate(self, written: list[tuple[FromPack, Content]]) -> None:
        """Say anew what the rows written are related to many to many."""
        keys = [row.pk for row, _content in written]
        for many in self.model._meta.many_to_many if written else ():
            through: Any = many.remote_field.through
            through._base_manager.filter(**{f"{many.m2m_field_name()}__in": keys}).delete()
        self.keys.put_many(written)


def own_content(row: PackRow) -> Content:
    """The content of a row without the rows inside it, which have marks of their own."""
    inside = {child.relation for child in row.kind.children}
    return {name: value for name, value in row.content.items() if name not in inside}
