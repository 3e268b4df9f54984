"""Numbers, noes and musts say the same in Chinese and in English."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from policies.pack.lint.agreement import other_force, other_numbers
from policies.pack.lint.checked import Checked
from policies.pack.lint.noes import noes_of_one, other_noes
from policies.pack.lint.pairs import side_by_side
from policies.pack.lint.traditional import said_otherwise
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
        ("这两种都不算。", "Neither counts."),
        ("一个人办。", "Go alone."),
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
        ("最多六人。", "At most seven people.", "只在中文有 6。只在英文有 7。"),
        ("第三年起。", "From the fourth year.", "只在中文有 3。"),
        ("看第2条、第5条。", "See three and five.", "只在中文有 2。只在英文有 3。"),
        ("看第1条。再看第6条、第1条。", "See 1. Then see 6.", "只在中文有 1。"),
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
        ("先登记。可以直接结算。", "First register. Then you must settle.", "“must”"),
        ("造成损失的要退回。", "A loss may be paid back.", "“要退回”"),
        ("工作日来办。", "Come on any day.", "“工作日”"),
        ("写的是“停3个月”。", "It says “3 years”.", "“3个月”"),
        ("先问要不要公证。", "Have it certified first.", "“要不要”"),
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


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("不会把余额转走。", "It moves no balance."),
        ("备案是不是要先办，问参保地。", "Ask whether to register first."),
        ("不少于三年，不超过五年。", "From three to five years."),
        ("不超过五年。", "Not more than five years."),
        ("不仅看年限，还看年龄。", "Not only the years count but also the age."),
        ("未成年子女的，别的监护人也行。", "Of children, other guardians too."),
        ("登记好了没有？", "Is it registered?"),
        ("没有。", "No."),
        ("年限不够。", "Your years are too few."),
        ("不要交给别人，也不要借。", "Do not hand it over or lend it."),
        ("疫苗不是给自己打的。", "It is neither for yourself nor for a relative."),
        ("查询不收费。", "Looking up is free."),
        ("不用备案。", "There is no need to register."),
        ("禁止转卖。", "It must not be resold."),
    ],
)
def test_the_same_noes_are_no_finding(chinese: str, english: str) -> None:
    assert list(noes_of_one(chinese, english)) == []


@pytest.mark.parametrize(
    ("chinese", "english", "said"),
    [
        ("不会把余额转走。", "It moves the balance.", "“不”"),
        ("没有个人账户。", "It has an account.", "“没”"),
        ("没有。", "Yes.", "“没”"),
        ("12333一般不管医保。", "12333 deals with it.", "“不”"),
        ("你还没有到法定退休年龄。", "You have reached the age.", "“没”"),
        ("重病不算。", "Serious illness counts.", "“不”"),
        ("转走不了，也没有账户。", "It does not move.", "“没”"),
        ("请别人代买药，要带证明。", "They need not show proof.", "“not”"),
        ("已经转走。", "It hasn’t moved.", "“hasn’t”"),
        ("报道也写了别的地方。", "The report does not name others.", "“not”"),
        ("登记共济再用。", "Use it without sharing.", "“without”"),
        ("是否登记，当地决定。", "Nobody decides.", "“Nobody”"),
    ],
)
def test_a_no_of_one_language_is_found(chinese: str, english: str, said: str) -> None:
    assert any(said in each for each in noes_of_one(chinese, english))


def test_a_no_is_looked_for_in_its_own_sentence(tmp_path: Path) -> None:
    pack_of = checked(
        tmp_path, "钱不转走。余额可以用。", "The money moves. The balance is not lost."
    )
    assert ["“不”" in each.message or "“not”" in each.message for each in other_noes(pack_of)] == [
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("chinese", "english", "pairs"),
    [
        ("甲。乙。", "A. B.", 2),
        ("甲；乙。", "A; b.", 2),
        ("甲；乙。丙。", "A, b. C.", 2),
        ("看第735号。", "See No. 735.", 1),
        ("甲。乙。丙。", "A and b. C.", 1),
    ],
)
def test_sentences_stand_side_by_side_where_there_are_as_many(
    chinese: str, english: str, pairs: int
) -> None:
    assert len(side_by_side(chinese, english)) == pairs


@pytest.mark.parametrize(
    ("by_hand", "is_found"),
    [("先按遺囑。", False), ("不按遺囑。", True), ("先按遺囑，後按協議。", True)],
)
def test_traditional_by_hand_says_the_same(tmp_path: Path, by_hand: str, is_found: bool) -> None:
    change = pack.replace(FAQ, "先按遗嘱。", f"先按遗嘱。\n    zh-hant: {by_hand}")
    rows = read_pack(pack.write(tmp_path, **change), {}).rows
    assert bool(list(said_otherwise(Checked(rows, DAY, {})))) is is_found
