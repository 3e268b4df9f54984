"""Numbers, noes and musts say the same in Chinese and in English."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from policies.pack.lint.agreement import other_force, other_numbers
from policies.pack.lint.checked import Checked
from policies.pack.read import read_pack
from tests.policies.pack import pack

FAQ, GUIDE = "guides/faqs/death.yaml", "guides/guides/moving-abroad"
DAY = dt.date(2026, 11, 22)


def checked(folder: Path, chinese: str, english: str) -> Checked:
    said = f"先按遗嘱。\n    en: {english}"
    change = pack.replace(FAQ, "先按遗嘱。", said.replace("先按遗嘱。", chinese))
    return Checked(read_pack(pack.write(folder, **change), {}).rows, DAY, {})


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("2027年1月1日起。", "From 1 January 2027."),
        ("从第三年起，两种都算。", "From the third year, both count."),
        ("看[这里](/zh-hans/guides/a12/)。", "See [here](/en/guides/b34/)."),
        ("看[[policy:440000:death]]。", "See [[policy:440000:death]]."),
        ("看国务院令第735号。", "See Decree No. 735."),
    ],
)
def test_the_same_numbers_are_no_finding(tmp_path: Path, chinese: str, english: str) -> None:
    assert not list(other_numbers(checked(tmp_path, chinese, english)))


@pytest.mark.parametrize(
    ("chinese", "english", "said"),
    [
        ("2027年起。", "From 2028.", "只在中文有 2027。只在英文有 2028。"),
        ("5月1日起。", "From 1 June.", "只在中文有 5。"),
        ("都算。", "All 7 count.", "只在英文有 7。"),
    ],
)
def test_another_number_is_found(tmp_path: Path, chinese: str, english: str, said: str) -> None:
    (found,) = other_numbers(checked(tmp_path, chinese, english))
    assert said in found.message and (found.row, found.column) == (5, "answer")


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("不得取现。", "Cash may not be taken."),
        ("能不能取，问参保地。", "Ask whether it pays."),
        ("应当先转移。", "Transfer should come first."),
        ("可以申请。", "You can apply."),
        ("可以申请的情形，问参保地。", "Ask in which cases."),
        ("哪些产品可以买，问参保地。", "Ask which products count."),
        ("职工医保、居民医保都可以。", "Employee or resident."),
        ("你的证。", "Your residence permit."),
        ("2026年5月起。", "Since May 2026."),
    ],
)
def test_the_same_force_is_no_finding(tmp_path: Path, chinese: str, english: str) -> None:
    assert not list(other_force(checked(tmp_path, chinese, english)))


@pytest.mark.parametrize(
    ("chinese", "english", "said"),
    [
        ("不得取现。", "Cash may be taken.", "“不得”"),
        ("不能取现，只列了两种。", "Cash can be taken; only two are named.", "“不能”"),
        ("可以取现。", "Cash must not be taken.", "“must not”"),
        ("应当先转移。", "Transfer comes first.", "“应当”"),
        ("带身份证。", "You have to bring the card.", "“have to”"),
        ("参保地允许支取。", "The place pays.", "“允许”"),
        ("已见的指南都写住址。", "You must name the address.", "“must”"),
        ("取得证件以后。", "You must get the papers.", "“must”"),
        ("主要的材料。", "You must bring the papers.", "“must”"),
        ("带身份证。", "You may bring the card.", "“may”"),
        ("余额可以继承。", "The balance goes to the State.", "“可以继承”"),
        ("可以用余额付。", "The balance pays.", "“可以用”"),
    ],
)
def test_another_force_is_found(tmp_path: Path, chinese: str, english: str, said: str) -> None:
    assert any(said in each.message for each in other_force(checked(tmp_path, chinese, english)))


def test_lines_of_a_body_are_laid_side_by_side(tmp_path: Path) -> None:
    changes = {
        f"{GUIDE}.zh-hans.md": "## 先问\n\n不得取现。\n\n药店能买。\n",
        f"{GUIDE}.en.md": "## Ask\n\nCash is taken.\n\nNo medicines.\n",
    }
    rows = read_pack(pack.write(tmp_path, **changes), {}).rows
    (found,) = other_force(Checked(rows, DAY, {}))
    assert (found.file, found.row) == ("guides/moving-abroad.zh-hans.md", 3)
