"""What became of a code: every edition, what it changed against the one before, who did what.

A part of an edition has no name that outlives a copy. Parts that say the same are taken as the same
part; of those left over between them, the first before and the first after are, and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import cast

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat

from policies.languages import SOURCE
from policies.models import Edition, Option, Transition
from policies.models.canonical import (
    Content,
    defaults,
    json_text,
    part_model,
    read_text,
    without_defaults,
)
from policies.models.made_from import fingerprint
from policies.models.translated import column, translated_fields
from policies.publishing.shared.values import in_order, label_of, said
from policies.publishing.transitions import entries_of
from policies.publishing.words import Piece, word_differences

NAMES = ("title", column("name", SOURCE), column("text", SOURCE))  # of what a text points at
BETWEEN = "\x1f"  # stands in no code and no name
Names = dict[tuple[str, str], str]  # by kind and reference
Model = type[models.Model]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in one language, of an edition or of one of its parts: before and after, in words.

    `part` says of which part, empty for the edition itself; `became` whether the part is new or
    was taken out, empty where it only says something else.
    """

    part: str
    label: str
    before: str
    after: str
    became: str = ""

    @property
    def pieces(self) -> list[Piece]:
        """The same word by word."""
        return word_differences(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Version:
    """An edition, the version it is compared with (None for the first), and everything done to it.

    `differences` is empty where the text is the same, word for word; None if one of the two texts
    cannot be read.
    """

    edition: Edition
    against: int | None
    differences: tuple[Difference, ...] | None
    entries: tuple[Transition, ...]


def history(editions: Sequence[Edition], former: Edition | None) -> list[Version]:
    """What became of some editions of a code, one at least, the newest first.

    `former` is the edition before the oldest of them. One query for the register and one for the
    names of what the texts point at; the text of what was approved stands in its row, that of a
    draft costs a query a part.
    """
    entries = entries_of(editions[0].code)
    texts = [_text(each) for each in (*editions, *filter(None, [former]))]
    names = _names_in(type(editions[0]), [text for text in texts if text])
    before = [*texts[1:], None][: len(editions)]
    older = [*editions[1:], former]
    return [
        Version(
            edition=edition,
            against=against.version if against else None,
            differences=_against(type(edition), was, now, names) if against else (),
            entries=tuple(each for each in entries if each.version == edition.version),
        )
        for edition, against, was, now in zip(editions, older, before, texts, strict=False)
    ]


def former_sources(edition: Edition) -> dict[str, str]:
    """Every source text of the approved editions of a code and of their parts, by its fingerprint:
    what a translation of today may have been made from. One query."""
    rows = type(edition)._base_manager.filter(code=edition.code, approved_at__isnull=False)
    contents = [
        _read(type(edition), text) for text in rows.values_list("canonical_text", flat=True)
    ]
    return {
        fingerprint(str(row[column(field, SOURCE)])): str(row[column(field, SOURCE)])
        for kind, row in _rows_of(type(edition), [each for each in contents if each])
        for field in translated_fields(kind)
        if row.get(column(field, SOURCE))
    }


def _text(edition: Edition) -> Content | None:
    """What an edition says, as it was approved or as it stands; None if that cannot be read."""
    if not edition.canonical_text:
        return without_defaults(type(edition), edition.content())
    return _read(type(edition), edition.canonical_text)


def _read(model: Model, text: str) -> Content | None:
    try:
        return without_defaults(model, read_text(text))
    except ValueError:
        return None


def _against(
    model: Model, before: Content | None, after: Content | None, names: Names
) -> tuple[Difference, ...] | None:
    if before is None or after is None:
        return None
    found = list(_in_fields(model, before, after, names))
    for relation in getattr(model, "parts", ()):
        kind = part_model(model, relation)
        was, now = (cast("list[Content]", text.get(relation, [])) for text in (before, after))
        for number, (old, new) in enumerate(_paired(was, now), start=1):
            part = f"{kind._meta.verbose_name} {number}"
            became = "新加的" if old is None else "拿掉了" if new is None else ""
            found += _in_fields(kind, old or {}, new or {}, names, part=part, became=became)
    return tuple(found)


def _in_fields(
    model: Model, before: Content, after: Content, names: Names, *, part: str = "", became: str = ""
) -> Iterator[Difference]:
    unsaid = {} if became else defaults(model)
    for name in in_order(model):
        if before.get(name) != after.get(name):
            values = (each.get(name, unsaid.get(name)) for each in (before, after))
            was, now = (_said(model, name, value, names) for value in values)
            yield Difference(part, label_of(model, name), was, now, became)


def _paired(
    before: list[Content], after: list[Content]
) -> Iterator[tuple[Content | None, Content | None]]:
    """The parts of two texts side by side, in order; None where a side has no such part."""
    old_texts, new_texts = ([json_text(part) for part in parts] for parts in (before, after))
    matcher = SequenceMatcher(None, old_texts, new_texts, autojunk=False)
    for _tag, was_from, was_to, now_from, now_to in matcher.get_opcodes():
        was, now = before[was_from:was_to], after[now_from:now_to]
        for place in range(max(len(was), len(now))):
            old = was[place] if place < len(was) else None
            yield old, now[place] if place < len(now) else None


def _said(model: Model, name: str, value: object, names: Names) -> str:
    """A value in words; what it points at by its name, with its code."""
    target = _target(model, name)
    if target is None or not value:
        return said(model, name, value)
    codes = value if isinstance(value, list) else [value]
    named = [(names.get((target._meta.label_lower, str(code)), ""), code) for code in codes]
    return "、".join(f"{word}（{code}）" if word else str(code) for word, code in named)


def _target(model: Model, name: str) -> Model | None:
    """What a field points at, if it is a relation."""
    target = model._meta.get_field(name).related_model
    return target if isinstance(target, type) else None


def _names_in(model: Model, texts: Sequence[Content]) -> Names:
    """What everything is called that some texts point at. One query."""
    wanted: dict[Model, set[str]] = {}
    for kind, content in _rows_of(model, texts):
        for name, value in content.items():
            if value and name in in_order(kind) and (target := _target(kind, name)):
                codes = value if isinstance(value, list) else [value]
                wanted.setdefault(target, set()).update(map(str, codes))
    asked = [_named(target, codes) for target, codes in wanted.items()]
    found = asked[0].union(*asked[1:], all=True) if asked else ()
    rows = (str(each).split(BETWEEN, 2) for each in found)
    return {(kind, code): name for kind, code, name in rows}


def _rows_of(model: Model, texts: Sequence[Content]) -> Iterator[tuple[Model, Content]]:
    for text in texts:
        yield model, text
        for relation in getattr(model, "parts", ()):
            for part in text.get(relation, []):
                yield part_model(model, relation), part


def _named(target: Model, references: set[str]) -> models.QuerySet[models.Model, str]:
    """Kind, reference and name of the rows that these references name: in one column, so that rows
    of several kinds stand in one answer whatever order a database gives columns."""
    columns = {field.name for field in target._meta.concrete_fields}
    name = next((name for name in NAMES if name in columns), "code")
    code = Concat("question__code", Value("="), "code") if target is Option else F("code")
    rows = target._base_manager.order_by().annotate(named=code).filter(named__in=references)
    kind = Value(f"{target._meta.label_lower}{BETWEEN}")
    row = Concat(kind, "named", Value(BETWEEN), name, output_field=models.TextField())
    found: models.QuerySet[models.Model, str] = rows.annotate(row=row).values_list("row", flat=True)
    return found
