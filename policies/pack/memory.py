"""What each translation of the content was made from, as far as anybody noted it.

A file states no such thing, and need not: three memories say it together. One comes with the
software and covers the shipped content (`made_from.csv`, written by `note_translations`); one may
come with a pack (`translations.csv`, written by `dump_content` for what is out of date, and for
nothing else); the last are the marks of the rows that a pack finds in the database. A translation
that any of them knows, and none of them with today's source, is out of date. One that nobody knows
is new: it was made for the text it stands beside.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import NamedTuple, cast

from django.db import models

from policies.languages import SOURCE
from policies.models.edition import Edition
from policies.models.made_from import TARGETS, Mark, Standing, fingerprint, standing
from policies.models.translated import STATE, TranslatedModel, column, translated_fields
from policies.pack.files import read_csv, write_csv
from policies.pack.kinds import Content, RowKind
from policies.pack.refusals import PackRow

FILE = "translations.csv"  # in the folder of an area of a pack
SHIPPED = Path(__file__).resolve().parent / "made_from.csv"
COLUMNS = ("row", "field", "language", "source", "text")
NAMED = (("code",), ("slug",))  # what names a row that has no editions


class Key(NamedTuple):
    """A translation: whose it is, of which field, parts by their relation, in which language."""

    row: str
    field: str
    language: str


class Pair(NamedTuple):
    """A translation, the fingerprint of the source it was made from, and its own."""

    key: Key
    source: str
    text: str


class Translation(NamedTuple):
    """A translation in a content with today's source."""

    key: Key
    source: str
    text: str

    @property
    def pair(self) -> Pair:
        """That it was made from today's source."""
        return Pair(self.key, fingerprint(self.source), fingerprint(self.text))


class Memory:
    """The sources that each translation is known to have been made from."""

    def __init__(self, pairs: Iterable[Pair] = ()) -> None:
        self._sources: dict[tuple[Key, str], set[str]] = defaultdict(set)
        for pair in pairs:
            self._sources[(pair.key, pair.text)].add(pair.source)

    def learn(self, label: str, row: models.Model, prefix: str = "") -> None:
        """Remember what the marks of a stored row say; `label` names it."""
        marks = getattr(row, STATE, None) or {}
        for field in translated_fields(type(row)):
            for language in TARGETS:
                mark = Mark.read(marks.get(column(field, language)))
                if mark and mark.how == Standing.WRITTEN:
                    key = Key(label, prefix + field, language)
                    self._sources[(key, mark.text)].add(mark.source)

    def mark(self, translation: Translation) -> Mark | None:
        """What is known of a translation; None if nobody noted what it was made from."""
        pair = translation.pair
        known = self._sources.get((pair.key, pair.text))
        if not known:
            return None
        source = pair.source if pair.source in known else min(known)
        return Mark(Standing.WRITTEN, source, pair.text)

    def marks(
        self, label: str, model: type[models.Model], content: Content, prefix: str = ""
    ) -> dict[str, str]:
        """The marks that a row with this content starts with; what nobody knows has none."""
        found = {}
        for each in own_translations(label, model, content, prefix):
            if mark := self.mark(each):
                field = each.key.field.removeprefix(prefix)
                found[column(field, each.key.language)] = str(mark)
        return found

    def heals(self, label: str, row: TranslatedModel, prefix: str = "") -> bool:
        """Whether a translation that the row takes for out of date is known to be right."""
        for field in translated_fields(type(row)):
            for language in TARGETS:
                if row.standing_of(field, language) == Standing.OUT_OF_DATE:
                    texts = (getattr(row, column(field, code)) for code in (SOURCE, language))
                    known = Translation(Key(label, prefix + field, language), *texts)
                    if not self.is_out_of_date(known):
                        return True
        return False

    def is_out_of_date(self, translation: Translation) -> bool:
        """Whether a translation is known, and known for other texts than today's source alone."""
        language, mark = translation.key.language, self.mark(translation)
        said = standing(language, translation.source, translation.text, mark)
        return said == Standing.OUT_OF_DATE


def label(kind: RowKind, content: Content, code: str = "") -> str:
    """Names a row of the content for as long as it is the same thing; empty if nothing names it.

    `code` is the permanent code of an edition.
    """
    named = code or (str(content[kind.identity[0]]) if kind.identity in NAMED else "")
    return f"{kind.name}:{named}" if named else ""


def translations(kind: RowKind, content: Content, code: str = "") -> Iterator[Translation]:
    """Every translation of a row and of the rows inside it that is no plain conversion."""
    if not (name := label(kind, content, code)):
        return
    yield from own_translations(name, kind.model, content)
    for child in kind.children:
        for part in content[child.relation]:
            inside = part_label(name, child.kind, part)
            prefix = "" if inside != name else f"{child.relation}."
            yield from own_translations(inside, child.kind.model, part, prefix)


def part_label(name: str, kind: RowKind, content: Content) -> str:
    """How a row inside a row is named: options by their own code, others as parts of the row."""
    if kind.identity != ("code",):
        return name
    return f"{kind.name}:{name.partition(':')[2]}={content['code']}"


def own_translations(
    name: str, model: type[models.Model], content: Content, prefix: str = ""
) -> Iterator[Translation]:
    """The translations of one row's own fields that are there and no plain conversion."""
    for field in translated_fields(model):
        source = content.get(column(field, SOURCE)) or ""
        for language in TARGETS:
            text = content.get(column(field, language)) or ""
            if text and standing(language, source, text, None) == Standing.WRITTEN:
                yield Translation(Key(name, prefix + field, language), source, text)


def rows_within(kind: RowKind, row: models.Model) -> Iterator[tuple[TranslatedModel, str, str]]:
    """A stored row and the rows inside it, each with its label and the prefix of its fields.

    One query for each kind of rows inside, unless prefetched.
    """
    named = "code" if isinstance(row, Edition) else kind.identity[0]
    if not isinstance(row, Edition) and kind.identity not in NAMED:
        return
    name = f"{kind.name}:{getattr(row, named)}"
    yield cast(TranslatedModel, row), name, ""
    for child in kind.children:
        for part in getattr(row, child.relation).all():
            if child.kind.identity == ("code",):
                yield part, f"{child.kind.name}:{part.reference}", ""
            else:
                yield part, name, f"{child.relation}."


def out_of_date_pairs(kind: RowKind, row: models.Model) -> Iterator[Pair]:
    """What the translations of a stored row, and of the rows inside it, that are out of date were
    made from."""
    for each, name, prefix in rows_within(kind, row):
        for field in translated_fields(type(each)):
            for language in TARGETS:
                if each.standing_of(field, language) == Standing.OUT_OF_DATE:
                    mark = cast(Mark, Mark.read(each.translation_state[column(field, language)]))
                    yield Pair(Key(name, prefix + field, language), mark.source, mark.text)


def noted(rows: Iterable[PackRow], memory: Memory, still_right: Set[str]) -> set[Pair]:
    """What the translations of a pack were made from, now that somebody notes it.

    What is known stays as it is known; what is new was made from today's source, and so was what
    the rows of these labels say. Raises LookupError for a label that no row has.
    """
    found, labels = set(), set()
    for row in rows:
        for each in translations(row.kind, row.content, row.code):
            mark = None if each.key.row in still_right else memory.mark(each)
            found.add(each.pair._replace(source=mark.source) if mark else each.pair)
            labels.add(each.key.row)
    if unknown := still_right - labels:
        raise LookupError("、".join(sorted(unknown)))
    return found


# Files.


@functools.cache
def shipped() -> tuple[Pair, ...]:
    """What the translations of the shipped content were made from."""
    return tuple(read_pairs(SHIPPED, SHIPPED.name))


def pairs_of_pack(roots: Mapping[str, Path]) -> Iterator[Pair]:
    """What a pack itself says. Raises ContentRefused for a file that cannot be read."""
    for area in sorted(roots):
        path = roots[area] / FILE
        if path.exists():
            yield from read_pairs(path, FILE)


def read_pairs(path: Path, name: str) -> Iterator[Pair]:
    """The pairs of a file. Raises ContentRefused if it cannot be read."""
    for row in read_csv(path, name, COLUMNS):
        key = Key(row.get("row", ""), row.get("field", ""), row.get("language", ""))
        yield Pair(key, row.get("source", ""), row.get("text", ""))


def written(pairs: Iterable[Pair]) -> str:
    """The text of a file of these pairs."""
    rows = [
        dict(zip(COLUMNS, (*pair.key, pair.source, pair.text), strict=True))
        for pair in sorted(set(pairs))
    ]
    return write_csv(rows, COLUMNS)
