"""Combinations of answers that cannot be, and those that leave somebody nothing to answer."""

from __future__ import annotations

import pytest

from policies.rules.combinations import combination_problems
from policies.rules.offered import Offered

OFFERED = {
    "ret": Offered("你退休了吗？", {"ret=yes": "已经退休", "ret=no": "还没有退休"}),
    "job": Offered("", {"job=employer": "", "job=stopped": ""}),
    "age": Offered("到年龄了吗？", {"age=old": "到了"}),
}


def problems(*options: str, others: tuple[tuple[str, ...], ...] = ()) -> list[str]:
    return list(combination_problems(options, others, OFFERED))


def test_two_answers_that_exclude_each_other_are_no_problem() -> None:
    assert problems("ret=yes", "job=employer") == []
    assert problems("ret=yes", "job=employer", others=(("ret=no", "job=stopped"),)) == []
    assert problems("ret=yes", "job=employer", "age=old") == []


@pytest.mark.parametrize("options", [(), ("ret=yes",)])
def test_one_answer_is_no_combination(options: tuple[str, ...]) -> None:
    (said,) = problems(*options)
    assert "至少要有两个选项" in said


def test_answers_that_exclude_each_other_anyway_are_none_either() -> None:
    (said,) = problems("ret=yes", "ret=no")
    assert "“你退休了吗？”只能选一个选项" in said


def test_combinations_that_go_round_leave_nothing_to_choose() -> None:
    (said,) = problems("ret=yes", "job=employer", others=(("job=stopped", "ret=yes"),))
    assert "答了“你退休了吗？”的“已经退休”的人，“job”就没有一个选项可选" in said
    (said,) = problems("ret=yes", "age=old")
    assert "答了“你退休了吗？”的“已经退休”的人，“到年龄了吗？”" in said
