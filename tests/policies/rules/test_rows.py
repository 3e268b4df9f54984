"""What is wrong with a condition is said at the field where it is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from policies.rules.offered import Offered
from policies.rules.rows import repeated_rows, row_problems, ways_problems

WORDS = {"abr=settled": "出国定居", "abr=hmt": "去港澳台", "abr=staying": "没有", "abr=x": "其他"}
OPTIONS = {
    "abr": Offered("你出国了吗？", WORDS, frozenset({"abr=x"})),
    "ret": Offered("你退休了吗？", {"ret=yes": "已经退休"}),
    "idle": Offered("问什么？"),
}
ASKED: dict[str, Any] = {
    "text_zh_hans": "你已经定居",
    "question": "abr",
    "accepted": ["abr=settled"],
    "unclear": ["abr=hmt"],
    "text_if_unmet_zh_hans": "你没有定居。",
    "text_if_unclear_zh_hans": "没有写。",
}
UNASKED: dict[str, Any] = {"text_zh_hans": "费用已结清", "where_to_find_out_zh_hans": "打12393。"}


def fields(row: dict[str, Any], **changed: Any) -> list[str]:
    return [field for field, _problem in row_problems(row | changed, OPTIONS)]


def test_a_whole_row_has_no_problem() -> None:
    assert fields(ASKED) == fields(UNASKED) == []
    accepts_all = {"accepted": ["abr=settled", "abr=staying"], "text_if_unmet_zh_hans": ""}
    assert fields(ASKED, **accepts_all) == []  # a residual option rejects nobody


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"text_zh_hans": ""}, "text"),
        ({"accepted": []}, "accepted"),
        ({"accepted": ["ret=yes", "abr=settled"]}, "accepted"),
        ({"unclear": ["ret=yes"]}, "accepted"),
        ({"unclear": ["abr=settled"]}, "unclear"),
        ({"text_if_unmet_zh_hans": ""}, "text_if_unmet"),
        ({"text_if_unclear_zh_hans": None}, "text_if_unclear"),
        ({"where_to_find_out_zh_hans": "打12393。"}, "where_to_find_out"),
    ],
)
def test_a_row_that_is_asked(changed: dict[str, Any], field: str) -> None:
    assert fields(ASKED, **changed) == [field]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"text_zh_hans": ""}, "text"),
        ({"where_to_find_out_zh_hans": ""}, "where_to_find_out"),
        ({"accepted": ["abr=settled"]}, "accepted"),
        ({"unclear": ["abr=hmt"]}, "unclear"),
        ({"text_if_unmet_zh_hans": "没有。"}, "text_if_unmet"),
        ({"text_if_unclear_zh_hans": "没有写。"}, "text_if_unclear"),
    ],
)
def test_a_row_that_is_not_asked(changed: dict[str, Any], field: str) -> None:
    assert fields(UNASKED, **changed) == [field]


def test_a_row_that_accepts_every_option_decides_nothing() -> None:
    every: dict[str, Any] = {"accepted": list(WORDS), "unclear": []}
    ((field, problem),) = row_problems(ASKED | every, OPTIONS)
    assert field == "accepted" and "什么也不决定" in problem


def test_what_decides_nothing_because_it_stands_twice_is_named() -> None:
    def found(*rows: tuple[int, dict[str, Any]]) -> list[tuple[int, str]]:
        return list(repeated_rows([row | {"way": way} for way, row in rows]))

    assert found((1, ASKED), (1, UNASKED), (2, ASKED)) == []
    assert found((1, ASKED), (2, ASKED | {"accepted": ["abr=staying"]})) == []
    ((place, problem),) = found((1, UNASKED), (1, ASKED), (1, UNASKED | {"source": "other"}))
    assert place == 2 and problem.startswith("和第 1 个条件一样，途径也一样")
    ((place, problem),) = found((1, UNASKED), (2, ASKED), (2, ASKED))
    assert place == 2 and "第 2 个条件" in problem and "途径的第" not in problem
    reworded = ASKED | {"text_zh_hans": "定居了"}
    ((place, problem),) = found((1, ASKED), (1, UNASKED), (2, UNASKED), (2, reworded))
    assert place == 2 and problem.startswith("途径 2 和途径 1 的条件一样")


def test_an_empty_way_is_named() -> None:
    assert ways_problems([1, 1, 2]) == ways_problems([]) == []
    assert ways_problems([0, 1]) == ["途径从 1 开始编号。"]
    (problem,) = ways_problems([1, 3])
    assert problem.startswith("途径 2 是空的")


def test_what_is_wrong_is_said_in_the_words_of_questions_and_options() -> None:
    def said(**changed: Any) -> str:
        ((_field, problem),) = row_problems(ASKED | changed, OPTIONS)
        return problem

    assert said(text_if_unmet_zh_hans="") == "答“没有”就不可以，要写不满足时的说明。"
    foreign = said(accepted=["abr=settled", "ret=yes"])
    assert foreign == "这些选项不属于“你出国了吗？”：“你退休了吗？”的“已经退休”。"
    assert "：“出国定居”。" in said(unclear=["abr=settled"])
    unknown = said(accepted=["abr=settled", "job=no"])
    assert unknown == "这些选项不属于“你出国了吗？”：“job=no”。"


def test_a_question_that_nobody_can_answer_is_no_condition() -> None:
    asked = ASKED | {"question": "idle", "accepted": [], "unclear": []}
    (field, problem), *_rest = row_problems(asked, OPTIONS)
    assert field == "question" and problem.startswith("这个问题没有选项")
