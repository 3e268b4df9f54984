"""Reads content files and remembers where every value stood, so that a refusal can point at it."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SUFFIXES = frozenset({".yaml", ".csv", ".md"})
LARGEST = 4 * 1024 * 1024  # bytes; the largest file so far has 162 kB


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

    def __init__(self, values: Mapping[str, object] | None = None) -> None:
        super().__init__(values or {})
        self.lines: dict[str, int] = {}

    def finding(self, column: str, message: str) -> Finding:
        """A finding at one key of this row, or at the row itself if the key is not there."""
        return Finding(self.file, self.lines.get(column, self.line), column, message)


UNWANTED = {"\x00": "含有 NUL 字符。", "\r": "换行要用 LF，这里有 CR。"}


def content_files(root: Path) -> Iterator[tuple[str, bytes]]:
    """What every content file below a folder holds, by its name there, in the order of the paths.

    Raises ContentRefused for what is no plain file, too large or cannot be opened.
    """
    for path in sorted(root.rglob("*")):
        if path.suffix in SUFFIXES:
            name = path.relative_to(root).as_posix()
            yield name, read_bytes(path, name)


def read_bytes(path: Path, name: str) -> bytes:
    """What a file holds. Raises ContentRefused for what is not there, no plain file (a folder, a
    pipe), too large or cannot be opened."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise refuse(name, 1, "-", "不是普通文件。")
        if status.st_size > LARGEST:
            raise refuse(name, 1, "-", f"文件超过 {LARGEST // 1024 // 1024} MB。")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise refuse(name, 1, "-", "没有这个文件。") from error
    except OSError as error:
        raise refuse(name, 1, "-", f"打不开：{error.strerror}。") from error


def refuse(file: str, row: int, column: str, message: str) -> ContentRefused:
    """The refusal of a file for one finding."""
    return ContentRefused([Finding(file, row, column, message)])


def read_text(path: Path, name: str) -> str:
    """The text of a content file. Raises ContentRefused if it is no plain file, too large, or not
    UTF-8 without a mark."""
    raw = read_bytes(path, name)
    if raw.startswith(b"\xef\xbb\xbf"):
        raise refuse(name, 1, "-", "文件开头有 BOM，请存成不带 BOM 的 UTF-8。")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        raise refuse(name, row, "-", "不是 UTF-8 编码。") from error
    for mark, message in UNWANTED.items():
        if mark in text:
            row = text[: text.index(mark)].count("\n") + 1
            raise refuse(name, row, "-", message)
    return text


def read_csv(
    path: Path, name: str, columns: tuple[str, ...], may_lack: tuple[str, ...] = ()
) -> list[Row]:
    """The rows of a CSV file with these columns in this order; it may lack those of `may_lack`.

    Raises ContentRefused for any others.
    """
    reader = csv.DictReader(io.StringIO(read_text(path, name)), strict=True)
    try:
        given = tuple(reader.fieldnames or ())
        if given != tuple(each for each in columns if each in given or each not in may_lack):
            raise refuse(name, 1, "-", f"列应为 {','.join(columns)}。")
        return [_csv_row(values, name, reader.line_num) for values in reader]
    except csv.Error as error:
        raise refuse(name, reader.line_num + 1, "-", f"CSV 读不懂：{error}") from error


def _csv_row(values: Mapping[str, str], name: str, line: int) -> Row:
    row = Row({key: value for key, value in values.items() if key and value})
    row.file, row.line = name, line
    if None in values or None in values.values():
        raise ContentRefused([row.finding("-", "这一行的列数不对。")])
    return row


def write_csv(rows: list[dict[str, str]], columns: tuple[str, ...]) -> str:
    """The canonical CSV text of these columns of rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
