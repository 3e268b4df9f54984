"""Conditions in content files: each mistake is refused with file, row and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from policies.pack.content_kinds import QUESTION
from policies.pack.files import ContentRefused
from policies.pack.read import read_pack
from tests.policies.pack import pack

PLACE, QUESTIONS = "policies/regions/440000.yaml", "policies/questions.yaml"
SENTENCE = "text:\n        zh-hans: 你已经退休\n      "
ASKED = "      question: ret\n      accepts:\n      - 'yes'\n"
UNMET = "      text_if_unmet:\n        zh-hans: 你还没有退休。\n"
PROSE = "  conditions:\n    zh-hans: 要退休。\n"
WHERE = "      where_to_find_out:\n        zh-hans: 打12393问。\n"


@pytest.mark.parametrize(
    ("old", "new", "row", "column", "message"),
    [
        (SENTENCE, "", 20, "text", "要写条件这一句"),
        (UNMET, "", 20, "text_if_unmet", "ret=no"),
        ("      accepts:\n      - 'yes'\n", "", 20, "accepts", "至少一个接受的选项"),
        (ASKED, "      accepts:\n      - 'yes'\n", 22, "accepts", "没有写 question"),
        (ASKED + UNMET, "", 20, "where_to_find_out", "去哪里核实"),
        (ASKED, WHERE, 24, "text_if_unmet", "不问的条件"),
        (UNMET, UNMET + WHERE, 27, "where_to_find_out", "不问的，问题留空"),
        (UNMET, UNMET + "      unclear:\n      - 'no'\n", 20, "text_if_unclear", "没有说"),
        (UNMET, UNMET + "      unclear:\n      - 'yes'\n", 27, "unclear", "已经在接受的里面"),
        (
            "  citations:\n",
            "  conditions:\n    zh-hans: 要退休。\n  citations:\n",
            14,
            "conditions",
            "不再使用",
        ),
        ("      source: gd-2021-56\n- code: K7M2Q", "- code: K7M2Q", 20, "source", "条件要有依据"),
    ],
)
def test_a_condition_that_contradicts_itself(
    old: str, new: str, row: int, column: str, message: str, tmp_path: Path
) -> None:
    roots = pack.write(tmp_path, **pack.replace(PLACE, old, new))
    with pytest.raises(ContentRefused) as refused:
        read_pack(roots, {})
    found = [each for each in refused.value.findings if each.column == column]
    assert [(each.file, each.row) for each in found] == [("regions/440000.yaml", row)]
    assert message in found[0].message


def test_a_condition_that_only_somebody_else_could_meet_is_refused(tmp_path: Path) -> None:
    retired = "    text:\n      zh-hans: 已经退休\n"
    files = pack.replace(QUESTIONS, retired, f"{retired}    residual: true\n")
    with pytest.raises(ContentRefused, match="只接受“已经退休（ret=yes）”，谁也不算符合"):
        read_pack(pack.write(tmp_path, **files), {})


def test_two_questions_with_one_place_are_refused(tmp_path: Path) -> None:
    text = pack.FILES[QUESTIONS].replace("changeable:", "pin: 1\n  changeable:")
    with pytest.raises(ContentRefused, match="固定名次 1 已经是"):
        read_pack(pack.write(tmp_path, **{QUESTIONS: text}), {})


def test_an_option_says_itself_whether_it_can_change(tmp_path: Path) -> None:
    retired = "    text:\n      zh-hans: 已经退休\n"
    files = pack.replace(QUESTIONS, retired, f"{retired}    changeable: 'no'\n")
    (question, _) = read_pack(pack.write(tmp_path / "a", **files), {}).of(QUESTION)
    assert [each["changeable"] for each in question.content["options"]] == ["no", ""]
    files[QUESTIONS] = files[QUESTIONS].replace("changeable: 'no'", "changeable: sometimes")
    wrong = pack.write(tmp_path / "b", **files)
    with pytest.raises(ContentRefused, match="sometimes"):
        read_pack(wrong, {})


def test_what_the_columns_of_a_condition_say_is_read(tmp_path: Path) -> None:
    row = UNMET + "      source: gd-2021-56\n"
    unasked = f"    - text:\n        zh-hans: 费用已结清\n{WHERE}      source: gd-2021-56\n"
    more = row + "      locator: 第三条\n      quote: 退休的\n" + unasked
    covers = "  covers:\n    zh-hans: 省本级\n  passes_down: false\n  answer:\n"
    text = pack.FILES[PLACE].replace(row, more, 1).replace("  answer:\n", covers, 1)
    content = next(
        each.content
        for each in read_pack(pack.write(tmp_path, **{PLACE: text}), {}).rows
        if each.code == "K7M2P"
    )
    asked, other = content["conditions_in_ways"]
    assert (asked["locator"], asked["quote"], other["locator"]) == ("第三条", "退休的", "条号未见")
    assert other["question"] is None and other["where_to_find_out_zh_hans"] == "打12393问。"
    assert content["covers_zh_hans"] == "省本级" and content["passes_down"] is False
