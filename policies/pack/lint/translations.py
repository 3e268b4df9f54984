"""Whether every text says the same in every language: in the files, and in the database.

What a translation was made from is known from `policies.pack.memory`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from django.db import models

from policies.languages import SOURCE
from policies.models.edition import Edition
from policies.models.made_from import TARGETS, Standing
from policies.models.plain import FromPack
from policies.models.translated import (
    TranslatedModel,
    column,
    required_fields,
    translated_fields,
    verdict_fields,
)
from policies.pack.content_kinds import AREAS
from policies.pack.files import Finding
from policies.pack.kinds import LANGUAGE_CODES, RowKind
from policies.pack.lint.checked import Checked
from policies.pack.memory import Key, Memory, Translation, label, part_label, rows_within
from policies.pack.parts import Part

OUT_OF_DATE = (
    "{language}：译文过期：原文改了，译文还是旧的。请改译文；译文仍然对的，"
    "运行 note_translations --still-right “{row}”。"
)


def missing_translations(checked: Checked) -> Iterator[Finding]:
    """A name, a question or an answer that is not there in all three languages."""
    yield from _untranslated(checked, _is_indispensable)


def missing_details(checked: Checked) -> Iterator[Finding]:
    """Any other text that is not there in all three languages."""
    yield from _untranslated(checked, lambda model, name: not _is_indispensable(model, name))


def out_of_date_verdicts(checked: Checked) -> Iterator[Finding]:
    """A text that a reader acts on, whose translation was made from another text."""
    yield from _out_of_date(checked, lambda model, name: name in verdict_fields(model))


def out_of_date_details(checked: Checked) -> Iterator[Finding]:
    """Any other text whose translation was made from another text."""
    yield from _out_of_date(checked, lambda model, name: name not in verdict_fields(model))


Wanted = Callable[[type[models.Model], str], bool]


def _is_indispensable(model: type[models.Model], name: str) -> bool:
    """What a page cannot do without in any language."""
    return name in {*verdict_fields(model), *required_fields(model)}


def _untranslated(checked: Checked, wanted: Wanted) -> Iterator[Finding]:
    for part in checked.parts:
        model = part.kind.model
        for name in (each for each in translated_fields(model) if wanted(model, each)):
            texts = {code: part.content.get(column(name, code)) for code in LANGUAGE_CODES}
            missing = [code for code, text in texts.items() if not text]
            if missing and len(missing) < len(texts):
                yield part.finding(name, f"缺少 {'、'.join(missing)} 的文字。")


def _out_of_date(checked: Checked, wanted: Wanted) -> Iterator[Finding]:
    for part in checked.parts:
        for name in translated_fields(part.kind.model):
            for each in _translations(part, name) if wanted(part.kind.model, name) else ():
                if checked.memory.is_out_of_date(each):
                    yield part.finding(name, _words(each.key))


def _translations(part: Part, name: str) -> Iterator[Translation]:
    """The translations of one field of a row or of a row inside it."""
    owner = label(part.owner.kind, part.owner.content, part.owner.code)
    inside = part_label(owner, part.kind, part.content) if part.key else owner
    child = next((c for c in part.owner.kind.children if part.key and c.key == part.key), None)
    prefix = f"{child.relation}." if child and inside == owner else ""
    for language in TARGETS if owner else ():
        source, text = (part.content.get(column(name, code)) or "" for code in (SOURCE, language))
        yield Translation(Key(inside, prefix + name, language), source, text)


def _words(key: Key) -> str:
    return OUT_OF_DATE.format(language=key.language, row=key.row)


# The database.


def learn_from_packs(memory: Memory) -> None:
    """Remember what the rows that packs brought say of their translations."""
    for kind in _kinds():
        for row in _stored(kind, kind.model._base_manager.all()):
            if getattr(row, "origin", "") or (
                isinstance(row, FromPack) and row.pack_hash != FromPack.BY_EDITORS
            ):
                for each, name, prefix in rows_within(kind, row):
                    memory.learn(name, each, prefix)


def stored_faults(checked: Checked, at: dt.datetime) -> Iterator[tuple[bool, Standing, Finding]]:
    """Every translation of the database that is out of date or missing where readers see it.

    Each with whether it must stop: out of date, of a text that readers act on, in a language that
    no approver left out. The finding is that of the file where the row says the same there, else
    it stands at the row of the file that is the same thing, or at the database.
    """
    places = _places(checked)
    for kind in _kinds():
        rows = kind.model._base_manager.all()
        if issubclass(kind.model, Edition):
            rows = kind.model.objects.live(at)
        for row in _stored(kind, rows):
            for each, name, prefix in rows_within(kind, row):
                for key, standing, is_verdict in _faults(each, name, prefix):
                    left_out = key.language in getattr(row, "left_out", ())
                    stops = is_verdict and standing == Standing.OUT_OF_DATE and not left_out
                    yield stops, standing, _finding(places, key, standing, row)


def _faults(row: TranslatedModel, name: str, prefix: str) -> Iterator[tuple[Key, Standing, bool]]:
    for field in translated_fields(type(row)):
        for language in TARGETS if field not in UNSEEN else ():
            standing = row.standing_of(field, language)
            if standing in (Standing.OUT_OF_DATE, Standing.MISSING):
                is_verdict = field in verdict_fields(type(row))
                yield Key(name, prefix + field, language), standing, is_verdict


UNSEEN = frozenset({"change_note", "withdrawal_reason"})  # of the register, not of the text


def _finding(
    places: dict[Key, Finding], key: Key, standing: Standing, row: models.Model
) -> Finding:
    there = places.get(key)
    message = f"缺少 {key.language} 的文字。"
    if standing == Standing.OUT_OF_DATE:
        message = _words(key)
    if there:
        return Finding(there.file, there.row, there.column, message)
    return Finding(f"数据库：{row._meta.verbose_name}", row.pk, key.field, message)


def _places(checked: Checked) -> dict[Key, Finding]:
    """Where the files say a text; of parts with the same words the first."""
    found: dict[Key, Finding] = {}
    for part in checked.parts:
        for name in translated_fields(part.kind.model):
            for each in _translations(part, name):
                found.setdefault(each.key, part.finding(name, ""))
    return found


def _kinds() -> list[RowKind]:
    return [kind for area in AREAS for layout in area.layouts for kind in layout.kinds]


def _stored(kind: RowKind, rows: models.QuerySet[models.Model]) -> Iterator[models.Model]:
    """Rows of a kind with the rows inside them. One query, and one for each kind inside."""
    relations = [child.relation for child in kind.children]
    yield from rows.order_by("pk").prefetch_related(*relations)
