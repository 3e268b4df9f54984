"""The content pack as a whole: every row read, checked against every other, ready to be stored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policies import models
from policies.content_files import ContentRefused, Finding, Row
from policies.content_format import Content, Known, RowKind, RowReader
from policies.content_layout import AREAS, Found
from policies.models.edition import CODE_ALPHABET, CODE_LENGTH, Edition
from policies.models.procedure import ONLINE_CHANNELS


@dataclass(frozen=True, slots=True)
class PackRow:
    """One row of the pack with its canonical content; `code` only for editions."""

    kind: RowKind
    row: Row
    content: Content
    code: str = ""

    def identity(self) -> str:
        """What makes this row the same thing in another pack."""
        parts = [self.content.get(name) for name in self.kind.identity]
        return json.dumps([self.kind.name, *parts], ensure_ascii=False, default=str)


@dataclass(frozen=True, slots=True)
class Pack:
    """Every row of the content, and the hash of the files it came from."""

    rows: tuple[PackRow, ...]
    sha256: str

    def of(self, kind: RowKind) -> list[PackRow]:
        return [row for row in self.rows if row.kind is kind]


def default_roots() -> dict[str, Path]:
    """Where the shipped content of each area is."""
    return {area.name: area.folder for area in AREAS}


def read_pack(roots: Mapping[str, Path], existing: Mapping[str, set[str]]) -> Pack:
    """Read and check the content below `roots` (area → folder).

    `existing`: codes already in the database, by model name, which rows may refer to.
    Raises ContentRefused with every finding; nothing is stored here.
    """
    found, findings = _read_files(roots)
    known = Known({name: set(codes) for name, codes in existing.items()})
    for kind, row in found:
        for model_name, code in _codes_of(kind, row):
            known.codes.setdefault(model_name, set()).add(code)
    reader = RowReader(known)
    rows = [PackRow(kind, row, reader.read(kind, row)) for kind, row in found]
    findings += reader.findings
    findings += [finding for check in CHECKS for finding in check(rows)]
    if findings:
        raise ContentRefused(sorted(set(findings)))
    return Pack(tuple(_with_codes(rows)), _files_hash(roots))


def _read_files(roots: Mapping[str, Path]) -> tuple[list[Found], list[Finding]]:
    found: list[Found] = []
    findings: list[Finding] = []
    for area in AREAS:
        for layout in area.layouts:
            try:
                found.extend(layout.read(roots[area.name]))
            except ContentRefused as refused:
                findings += refused.findings
            except FileNotFoundError as error:
                findings.append(Finding(str(error.filename), 0, "-", "没有这个文件。"))
    return found, findings


def _codes_of(kind: RowKind, row: Row) -> Iterable[tuple[str, str]]:
    """The codes that other rows may refer to once this row is known."""
    if issubclass(kind.model, Edition):
        return
    code = row.get("code")
    if isinstance(code, str):
        yield kind.name, code
    if kind.model is models.Question:
        for option in row.get("options") or ():
            if isinstance(option, Row):
                yield "option", f"{code}={option.get('code')}"


def _files_hash(roots: Mapping[str, Path]) -> str:
    digest = hashlib.sha256()
    for name in sorted(roots):
        for path in sorted(roots[name].rglob("*")):
            if path.suffix in {".yaml", ".csv", ".md"}:
                digest.update(path.relative_to(roots[name]).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


# Checks of rows against each other.


def _duplicates(rows: list[PackRow]) -> Iterable[Finding]:
    first: dict[str, PackRow] = {}
    for row in rows:
        keys = [row.identity()]
        if issubclass(row.kind.model, Edition) and row.row.get("code"):
            keys.append(f"code {row.row['code']}")
        for key in keys:
            if other := first.get(key):
                where = f"{other.row.file}:{other.row.line}"
                yield row.row.finding("-", f"与 {where} 重复。")
            first.setdefault(key, row)


def _uncited(rows: list[PackRow]) -> Iterable[Finding]:
    for row in rows:
        if issubclass(row.kind.model, Edition) and not row.content.get("citations"):
            yield row.row.finding("citations", "至少要引用一个依据。")


def _bad_codes(rows: list[PackRow]) -> Iterable[Finding]:
    for row in rows:
        code = row.row.get("code")
        if issubclass(row.kind.model, Edition) and code is not None:
            if not isinstance(code, str) or len(code) != CODE_LENGTH or set(code) - set(CODE_ALPHABET):
                yield row.row.finding("code", f"永久代码“{code}”不对：五位，不用 0 O 1 I L。")


def _reversed_periods(rows: list[PackRow]) -> Iterable[Finding]:
    for row in rows:
        start, end = row.content.get("effective_from"), row.content.get("effective_to")
        if start and end and end < start:
            yield row.row.finding("effective_to", "失效日期早于起效日期。")


def _overlaps(rows: list[PackRow]) -> Iterable[Finding]:
    places: dict[tuple[Any, Any], list[PackRow]] = {}
    for row in rows:
        if row.kind.model is models.Policy:
            places.setdefault((row.content["region"], row.content["scenario"]), []).append(row)
    for same in places.values():
        same.sort(key=lambda row: row.content["effective_from"] or "")
        for before, after in zip(same, same[1:], strict=False):
            end, start = before.content["effective_to"], after.content["effective_from"]
            if end is None or start is None or start <= end:
                where = f"{before.row.file}:{before.row.line}"
                yield after.row.finding("effective_from", f"有效期与 {where} 重叠。")


def _online_without_help(rows: list[PackRow]) -> Iterable[Finding]:
    for row in rows:
        if row.content.get("channel") in ONLINE_CHANNELS and not row.content["offline_help_zh_hans"]:
            yield row.row.finding("offline_help", "网上办理的渠道要写明线下帮助。")


def _conflict_with_one_source(rows: list[PackRow]) -> Iterable[Finding]:
    for row in rows:
        if row.content.get("evidence") == "conflicting" and len(row.content["citations"]) < 2:
            yield row.row.finding("citations", "来源互相矛盾时至少要引用两个依据。")


def _orphan_regions(rows: list[PackRow]) -> Iterable[Finding]:
    for row in rows:
        if row.kind.model is models.Region:
            is_nation = row.content["level"] == models.Region.Level.NATION
            if is_nation == bool(row.content["parent"]):
                yield row.row.finding("parent", "除全国外，每个地区都要有上级地区。")


CHECKS = (
    _duplicates,
    _uncited,
    _bad_codes,
    _reversed_periods,
    _overlaps,
    _online_without_help,
    _conflict_with_one_source,
    _orphan_regions,
)


# Permanent codes.


def _with_codes(rows: list[PackRow]) -> Iterable[PackRow]:
    used = {str(row.row["code"]) for row in rows if _is_edition(row) and "code" in row.row}
    for row in rows:
        if not _is_edition(row):
            yield row
            continue
        code = row.row.get("code") or derive_code(row.identity(), used)
        used.add(code)
        yield PackRow(row.kind, row.row, row.content, code)


def _is_edition(row: PackRow) -> bool:
    return issubclass(row.kind.model, Edition)


def derive_code(identity: str, used: set[str]) -> str:
    """A permanent code made from what a row is, so that every fresh site has the same addresses."""
    salt = 0
    while True:
        number = int.from_bytes(hashlib.sha256(f"{identity}#{salt}".encode()).digest()[:8])
        code = ""
        for _ in range(CODE_LENGTH):
            number, index = divmod(number, len(CODE_ALPHABET))
            code += CODE_ALPHABET[index]
        if code not in used:
            return code
        salt += 1
