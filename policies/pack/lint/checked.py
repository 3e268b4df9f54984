"""A content pack as the lint sees it: every text with the file, row and column it stands in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from policies.languages import BY_HAND
from policies.models.translated import column, translated_fields
from policies.pack.bound import text_finding
from policies.pack.files import Finding, Row
from policies.pack.kinds import Children, Content, RowKind
from policies.pack.memory import Memory
from policies.pack.refusals import PackRow

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Part:
    """A row or a row inside it. `place` is where it stands, `key` its key in the row around it."""

    kind: RowKind
    place: Row
    content: Content
    owner: PackRow
    key: str = ""

    def finding(self, name: str, message: str) -> Finding:
        """A finding at a field of the part, by the name the file gives it."""
        written = next((k for k in self.kind.keys if self.kind.field_name(k) == name), name)
        if self.key and written not in self.place:  # translated values listed without a key
            return self.place.finding(self.key, message)
        return self.place.finding(written, message)


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one language."""

    part: Part
    name: str
    language: str
    text: str

    def finding(self, message: str, at: int = 0) -> Finding:
        """A finding in this text; `at` is the position of what is wrong."""
        if not self.part.key:
            return text_finding(self.part.owner, self.name, self.language, message, at)
        return self.part.finding(self.name, f"{self.language}：{message}")

    def in_other(self, language: str) -> str:
        """The same field in another language."""
        return str(self.part.content[column(self.name, language)])


@dataclass(frozen=True)
class Checked:
    """What the lint works on: the rows, the day, the words that translations must use, and what is
    known of what they were made from."""

    rows: tuple[PackRow, ...]
    day: dt.date
    glossary: Mapping[str, tuple[str, ...]]
    memory: Memory = field(default_factory=Memory)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every row and every row inside a row."""
        return tuple(part for row in self.rows for part in _parts(row))

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every translated text that a file holds, in the languages it is written in."""
        return tuple(
            Text(part, name, language, text)
            for part in self.parts
            for name in translated_fields(part.kind.model)
            for language in BY_HAND
            if (text := part.content.get(column(name, language)))
        )

    def of(self, name: str) -> list[PackRow]:
        """The rows of one kind, by the name of its model."""
        return [row for row in self.rows if row.kind.name == name]

    @cached_property
    def sources(self) -> dict[str, Content]:
        """The sources by their code."""
        return {row.content["code"]: row.content for row in self.of("source")}

    @cached_property
    def phones(self) -> frozenset[str]:
        """The telephone numbers that are contacts, digits only."""
        return frozenset(digits(row.content["phone"]) for row in self.of("contact"))


def digits(text: str) -> str:
    """Only the digits of a text."""
    return "".join(each for each in text if each.isdigit())


def day_of(value: object) -> dt.date | None:
    """A day of canonical content."""
    return dt.date.fromisoformat(value) if isinstance(value, str) and value else None


def _parts(row: PackRow) -> Iterator[Part]:
    yield Part(row.kind, row.row, row.content, row)
    for child in row.kind.children:
        rows = _rows_of(child, row.row)
        for place, content in zip(rows, row.content[child.relation], strict=True):
            yield Part(child.kind, place, content, row, child.key)


def _rows_of(child: Children, row: Row) -> list[Row]:
    """The rows of a child in the order of their contents."""
    given = row.get(child.key, [])
    if child.shape == "ways":
        given = [item for way in given for item in (way if isinstance(way, list) else [way])]
    return [item if isinstance(item, Row) else row for item in given]
