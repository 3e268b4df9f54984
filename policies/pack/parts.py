"""The rows inside a row of a pack, and where each stands in its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.files import Finding, Row
from policies.pack.kinds import Children, Content, RowKind
from policies.pack.refusals import PackRow


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


def parts(row: PackRow) -> Iterator[Part]:
    """A row, then the rows inside it in the order of their content."""
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
