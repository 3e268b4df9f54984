"""A content pack as the lint sees it: every text with the file, row and column it stands in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from policies.languages import BY_HAND
from policies.models.translated import column, translated_fields
from policies.pack.bound import text_finding
from policies.pack.files import Finding
from policies.pack.kinds import Content
from policies.pack.memory import Memory
from policies.pack.parts import Part, parts
from policies.pack.refusals import PackRow

ENGLISH = "en"


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
        return tuple(part for row in self.rows for part in parts(row))

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
