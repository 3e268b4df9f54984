"""How files hold rows; each layout reads its files and writes them back the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from policies.models.edition import EditionChild
from policies.pack.files import Row, refuse
from policies.pack.kinds import Children, Content, RowKind
from policies.pack.row_writer import to_row
from policies.pack.yaml_rows import read_yaml, write_yaml

Found = tuple[RowKind, Row]

CITATION_KEYS = ("source", "locator", "quote", "seen_on")


def citations(model: type[EditionChild]) -> Children:
    """The citations of an edition, as a file shows them."""
    return Children("citations", "citations", RowKind(model, CITATION_KEYS))


class Layout(Protocol):
    """Reads the files of one part of the pack and writes them."""

    @property
    def kinds(self) -> tuple[RowKind, ...]: ...

    def read(self, root: Path) -> Iterator[Found]: ...

    def write(self, contents: dict[str, list[Content]]) -> dict[str, str]: ...


def rows_of(value: object, file: str) -> list[Row]:
    """The rows of a file that is a list. Raises ContentRefused for any other shape."""
    if not isinstance(value, list) or not all(isinstance(item, Row) for item in value):
        raise refuse(file, 1, "-", "这个文件应该是一个列表，每一项是 {键: 值}。")
    return value


@dataclass(frozen=True)
class ListFile:
    """One file that is a list of rows of one kind."""

    path: str
    kind: RowKind

    @property
    def kinds(self) -> tuple[RowKind, ...]:
        return (self.kind,)

    def read(self, root: Path) -> Iterator[Found]:
        for row in rows_of(read_yaml(root / self.path, self.path), self.path):
            yield self.kind, row

    def write(self, contents: dict[str, list[Content]]) -> dict[str, str]:
        rows = [to_row(self.kind, content) for content in contents[self.kind.name]]
        return {self.path: write_yaml(rows)}


@dataclass(frozen=True)
class GroupedLists:
    """A folder of lists; `group` says which file a row belongs in."""

    folder: str
    kind: RowKind
    group: Callable[[Content], str]

    @property
    def kinds(self) -> tuple[RowKind, ...]:
        return (self.kind,)

    def read(self, root: Path) -> Iterator[Found]:
        for path in sorted((root / self.folder).glob("*.yaml")):
            name = f"{self.folder}/{path.name}"
            for row in rows_of(read_yaml(path, name), name):
                if self.group(row) != path.stem:
                    where = f"{self.folder}/{self.group(row)}.yaml"
                    raise refuse(name, row.line, "-", f"这一行应该放在 {where}。")
                yield self.kind, row

    def write(self, contents: dict[str, list[Content]]) -> dict[str, str]:
        files: dict[str, list[object]] = {}
        for content in contents[self.kind.name]:
            path = f"{self.folder}/{self.group(content)}.yaml"
            files.setdefault(path, []).append(to_row(self.kind, content))
        return {path: write_yaml(rows) for path, rows in files.items()}


@dataclass(frozen=True)
class RegionFiles:
    """A folder with one file a region; each section of a file is a list of one kind."""

    folder: str
    sections: tuple[tuple[str, RowKind], ...]

    @property
    def kinds(self) -> tuple[RowKind, ...]:
        return tuple(kind for _, kind in self.sections)

    def read(self, root: Path) -> Iterator[Found]:
        for path in sorted((root / self.folder).glob("*.yaml")):
            name = f"{self.folder}/{path.name}"
            top = read_yaml(path, name)
            if not isinstance(top, Row) or top.get("region") != path.stem:
                raise refuse(name, 1, "region", f'第一项应为 region: "{path.stem}"。')
            for key in top.keys() - {"region"} - {section for section, _ in self.sections}:
                raise refuse(name, top.lines[key], key, "不认识这一项。")
            for section, kind in self.sections:
                for row in rows_of(top.get(section, []), name):
                    if "region" in row:
                        raise refuse(name, row.line, "region", "地区只写在文件开头。")
                    row["region"] = path.stem
                    yield kind, row

    def write(self, contents: dict[str, list[Content]]) -> dict[str, str]:
        files: dict[str, dict[str, list[object]]] = {}
        for section, kind in self.sections:
            for content in contents[kind.name]:
                file = files.setdefault(content["region"], {})
                file.setdefault(section, []).append(to_row(kind, content))
        return {
            f"{self.folder}/{region}.yaml": write_yaml({"region": region, **sections})
            for region, sections in files.items()
        }


@dataclass(frozen=True)
class Area:
    """The content of one app: its folder and the layouts in it, in the order of loading."""

    name: str
    folder: Path
    layouts: tuple[Layout, ...]
