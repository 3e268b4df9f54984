"""Reads content files and remembers where every value stood, so that a refusal can point at it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What is wrong in a content file: the file, the row (line), the column and what to do."""

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}:{self.column}: {self.message}"


class ContentRefused(Exception):
    """Content was refused; nothing of it was stored. `findings` says where and why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


class Row(dict[str, Any]):
    """A mapping of a content file that knows its line and the line of each key."""

    file: str = ""
    line: int = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines: dict[str, int] = {}

    def finding(self, column: str, message: str) -> Finding:
        """A finding at one key of this row, or at the row itself if the key is not there."""
        return Finding(self.file, self.lines.get(column, self.line), column, message)


class _Loader(yaml.SafeLoader):
    """YAML 1.2 in spirit: only true and false are booleans, a key stands once in a mapping."""

    file = ""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def _construct_row(loader: _Loader, node: yaml.MappingNode) -> Iterator[Row]:
    row = Row()
    row.file, row.line = loader.file, node.start_mark.line + 1
    yield row
    for key_node, value_node in node.value:
        key: Hashable = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            key = str(key)
        if key in row:
            raise ContentRefused(
                [Finding(loader.file, key_node.start_mark.line + 1, key, "这一项写了两次。")]
            )
        row.lines[key] = key_node.start_mark.line + 1
        row[key] = loader.construct_object(value_node, deep=True)


def _construct_day(loader: _Loader, node: yaml.ScalarNode) -> Any:
    """A day, or its text where there is no such day: the field then refuses it, with its line."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return loader.construct_scalar(node)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_row)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _construct_day)


UNWANTED = {"\x00": "含有 NUL 字符。", "\r": "换行要用 LF，这里有 CR。"}


def read_text(path: Path, name: str) -> str:
    """The text of a content file. Raises ContentRefused if it is not UTF-8 without a mark."""
    raw = path.read_bytes()
    if raw.startswith(b"\xef\xbb\xbf"):
        raise ContentRefused([Finding(name, 1, "-", "文件开头有 BOM，请存成不带 BOM 的 UTF-8。")])
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        raise ContentRefused([Finding(name, row, "-", "不是 UTF-8 编码。")]) from error
    for mark, message in UNWANTED.items():
        if mark in text:
            row = text[: text.index(mark)].count("\n") + 1
            raise ContentRefused([Finding(name, row, "-", message)])
    return text


def read_yaml(path: Path, name: str) -> Any:
    """The rows of a YAML file. Raises ContentRefused where it cannot be read."""
    loader = _Loader(read_text(path, name))
    loader.file = name
    try:
        return loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        row, column = (mark.line + 1, str(mark.column + 1)) if mark else (1, "-")
        message = f"YAML 读不懂：{error.problem or error}"
        raise ContentRefused([Finding(name, row, column, message)]) from error
    except (yaml.YAMLError, ValueError) as error:
        raise ContentRefused([Finding(name, 1, "-", f"YAML 读不懂：{error}")]) from error
    finally:
        loader.dispose()


def read_csv(path: Path, name: str, columns: tuple[str, ...]) -> list[Row]:
    """The rows of a CSV file with exactly these columns. Raises ContentRefused otherwise."""
    reader = csv.DictReader(io.StringIO(read_text(path, name)), strict=True)
    try:
        if tuple(reader.fieldnames or ()) != columns:
            raise ContentRefused([Finding(name, 1, "-", f"列应为 {','.join(columns)}。")])
        return [_csv_row(values, name, reader.line_num) for values in reader]
    except csv.Error as error:
        raise ContentRefused(
            [Finding(name, reader.line_num + 1, "-", f"CSV 读不懂：{error}")]
        ) from error


def _csv_row(values: dict[str | Any, str | Any], name: str, line: int) -> Row:
    row = Row({key: value for key, value in values.items() if key and value})
    row.file, row.line = name, line
    if None in values or None in values.values():
        raise ContentRefused([row.finding("-", "这一行的列数不对。")])
    return row


# Writing the same form back.


class _Dumper(yaml.SafeDumper):
    """Block style, long text as literal blocks, no aliases: diffs stay readable."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, indentless)


_Dumper.yaml_implicit_resolvers = yaml.SafeDumper.yaml_implicit_resolvers


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def write_yaml(value: Any) -> str:
    """The canonical YAML text of plain rows."""
    return yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=4096, indent=2
    )


def write_csv(rows: list[dict[str, str]], columns: tuple[str, ...]) -> str:
    """The canonical CSV text of rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
