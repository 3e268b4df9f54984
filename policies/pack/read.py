"""The content pack as a whole: every row read, checked against every other, ready to be stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from policies import models
from policies.models.edition import CODE_ALPHABET, CODE_LENGTH, Edition
from policies.pack import bound, cases
from policies.pack.content_kinds import AREAS
from policies.pack.files import ContentRefused, Finding, Row, content_files
from policies.pack.kinds import Known, RowKind
from policies.pack.layout import Found
from policies.pack.memory import Pair, pairs_of_pack
from policies.pack.names import faulty_former_names, foreign_characters, foreign_readings
from policies.pack.refusals import CHECKS, PackRow, is_edition
from policies.pack.row_reader import RowReader


@dataclass(frozen=True, slots=True)
class Pack:
    """Every row of the content, and the hash of the files it came from."""

    rows: tuple[PackRow, ...]
    sha256: str
    pairs: tuple[Pair, ...] = ()  # what it says of what its translations were made from

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
    if findings:  # what cannot be read is missing elsewhere, which would only hide the cause
        raise ContentRefused(sorted(set(findings)))
    known = Known({name: set(codes) for name, codes in existing.items()})
    for kind, row in found:
        for model_name, code in _codes_of(kind, row):
            known.codes.setdefault(model_name, set()).add(code)
    reader = RowReader(known)
    rows = [PackRow(kind, row, reader.read(kind, row)) for kind, row in found]
    findings = reader.findings
    checks = (*CHECKS, *bound.CHECKS, faulty_former_names, foreign_readings, foreign_characters)
    findings += [finding for check in checks for finding in check(rows, known)]
    findings = findings or list(cases.unasked(rows))  # a rule that is not read asks nothing
    if findings:
        raise ContentRefused(sorted(set(findings)))
    return Pack(tuple(_with_codes(rows)), files_hash(roots), tuple(pairs_of_pack(roots)))


def _read_files(roots: Mapping[str, Path]) -> tuple[list[Found], list[Finding]]:
    found: list[Found] = []
    findings: list[Finding] = []
    for area in AREAS:
        for layout in area.layouts:
            try:
                found.extend(layout.read(roots[area.name]))
            except ContentRefused as refused:
                findings += refused.findings
    return found, findings


def _codes_of(kind: RowKind, row: Row) -> Iterable[tuple[str, str]]:
    """The codes that other rows may refer to once this row is known."""
    if issubclass(kind.model, Edition):
        return
    code = row.get("code")
    if isinstance(code, str):
        yield kind.name, code
    if kind.model is models.Question:
        options = row.get("options")
        for option in options if isinstance(options, list) else ():
            if isinstance(option, Row):
                yield "option", f"{code}={option.get('code')}"


def files_hash(roots: Mapping[str, Path]) -> str:
    """SHA-256 over every content file below the roots: names the pack.

    Raises ContentRefused for what is no plain file or too large.
    """
    digest = hashlib.sha256()
    for area in sorted(roots):
        for name, raw in content_files(roots[area]):
            digest.update(name.encode())
            digest.update(raw)
    return digest.hexdigest()


# Permanent codes.


def _with_codes(rows: list[PackRow]) -> Iterable[PackRow]:
    used = {str(row.row["code"]) for row in rows if is_edition(row) and "code" in row.row}
    for row in rows:
        if not is_edition(row):
            yield row
            continue
        code = row.row.get("code") or derive_code(row.identity(), used)
        used.add(code)
        yield PackRow(row.kind, row.row, row.content, code)


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
