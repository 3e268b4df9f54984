"""What is wrong with a condition is said at the field where it is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from policies.rules.rows import row_problems, ways_problems

OPTIONS = {"abr": {"abr=settled": False, "abr=hmt": False, "abr=staying": False, "abr=x": True}}
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
        ({"accepted": ["ret=yes"]}, "accepted"),
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


def test_an_empty_way_is_named() -> None:
    assert ways_problems([1, 1, 2]) == ways_problems([]) == []
    assert ways_problems([0, 1]) == ["途径从 1 开始编号。"]
    (problem,) = ways_problems([1, 3])
    assert problem.startswith("途径 2 是空的")
