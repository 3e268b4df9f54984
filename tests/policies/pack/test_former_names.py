"""Names of before are refused by file, row and column where they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from policies.pack.files import ContentRefused, Finding
from policies.pack.read import read_pack
from tests.policies.pack.pack import write

ROW = """\
- code: {code}
  name:
    zh-hans: {name}
  level: prefecture
  known_from: {since}
  known_until: 2013
  became:
  - '{became}'
  source: 代码表
"""
RIGHT = {"code": "440398-2013", "name": "宝安市", "since": "2002", "became": "440300"}


def findings(folder: Path, text: str, file: str = "44.yaml") -> list[Finding]:
    """What the loader says of a pack with this file of names of before; nothing if it is right."""
    roots = write(folder, **{f"policies/former_divisions/{file}": text})
    try:
        read_pack(roots, {})
    except ContentRefused as refused:
        return list(refused.findings)
    return []


def test_a_right_row_is_taken(tmp_path: Path) -> None:
    assert findings(tmp_path, ROW.format(**RIGHT)) == []


@pytest.mark.parametrize(
    ("wrong", "row", "column", "message"),
    [
        ({"became": "310999"}, 7, "became", "没有代码为“310999”的地区"),
        ({"became": "440398"}, 7, "became", "没有代码为“440398”的地区"),
        ({"since": "2014"}, 6, "known_until", "最后的年份早于最早的年份"),
        ({"code": "440300-2013", "name": "深圳市"}, 2, "name", "现在还是这个名字"),
        ({"code": "44039-2013"}, 1, "code", "写成旧代码和最后见到的年份"),
    ],
)
def test_a_faulty_row_is_refused(
    tmp_path: Path, wrong: dict[str, str], row: int, column: str, message: str
) -> None:
    (found,) = findings(tmp_path, ROW.format(**RIGHT | wrong))
    assert (found.file, found.row, found.column) == ("former_divisions/44.yaml", row, column)
    assert message in found.message


def test_the_same_name_twice_is_refused(tmp_path: Path) -> None:
    twice = ROW.format(**RIGHT) + ROW.format(**RIGHT | {"code": "440398-2012", "since": "2001"})
    (found,) = findings(tmp_path, twice)
    assert (found.row, found.column) == (11, "name") and "同一个旧地名" in found.message


def test_a_row_in_the_file_of_another_province_is_refused(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, ROW.format(**RIGHT), file="45.yaml")
    assert "应该放在 former_divisions/44.yaml" in found.message
