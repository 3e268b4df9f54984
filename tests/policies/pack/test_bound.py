"""Prose in content files that refers to what does not exist is refused where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from policies.pack.bound import text_finding
from policies.pack.files import ContentRefused, Finding
from policies.pack.read import read_pack
from tests.policies.pack import pack

GUIDE, FAQ = "guides/guides/moving-abroad.zh-hans.md", "guides/faqs/death.yaml"
CLAIM, RULES = "guides/fact_checks/general.yaml", "policies/regions/440000.yaml"


def refused(folder: Path, file: str, old: str, new: str) -> list[Finding]:
    roots = pack.write(folder, **pack.replace(file, old, new))
    with pytest.raises(ContentRefused) as found:
        read_pack(roots, {})
    return found.value.findings


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "message"),
    [
        (GUIDE, "打12393。", "看\n\n[[policy:440199:death]]", (5, "body"), "没有代码为 440199"),
        (GUIDE, "打12393。", "[[places:deaht]]", (3, "body"), "没有情形“deaht”"),
        (FAQ, "先按遗嘱。", "看[[policy:440000:deaht]]", (5, "answer"), "没有情形“deaht”"),
        (CLAIM, "这是骗局。", "'[[polcy:440000:death]]'", (6, "finding"), "读不懂"),
        (FAQ, "谁能继承？", "谁[[places:death]]？", (3, "question"), "这一栏不能写引用"),
        (RULES, "可以申请提取。", "看[[places:death]]", (11, "answer"), "这一栏不能写引用"),
    ],
)
def test_a_wrong_reference_is_refused_by_file_row_and_column(
    tmp_path: Path, file: str, old: str, new: str, place: tuple[int, str], message: str
) -> None:
    (found,) = refused(tmp_path, file, old, new)
    assert (found.file, found.row, found.column) == (file.partition("/")[2], *place)
    assert message in found.message


def test_a_place_that_became_another_is_refused(tmp_path: Path) -> None:
    merged = "440301,county,440300,旧区,,Old,,440300\n"
    changes = pack.replace(FAQ, "先按遗嘱。", "看[[policy:440301:death]]")
    regions = {"policies/regions.csv": pack.REGIONS + merged}
    with pytest.raises(ContentRefused) as found:
        read_pack(pack.write(tmp_path, **changes, **regions), {})
    assert "已经并入别处" in str(found.value)


def test_references_to_what_is_there_are_read(tmp_path: Path) -> None:
    text = "看[[policy:440300:death]]和[[places:settle-abroad]]"
    rows = read_pack(pack.write(tmp_path, **pack.replace(FAQ, "先按遗嘱。", text)), {}).rows
    faq = next(row for row in rows if row.kind.name == "faq")
    assert faq.content["answer_zh_hans"] == text
    assert text_finding(faq, "answer", "zh-hans", "看").column == "answer"
