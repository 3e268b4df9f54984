"""Combinations of answers that cannot be, and those that leave somebody nothing to answer."""

from __future__ import annotations

from collections.abc import Sequence

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


THREE = {
    code: Offered(code.upper(), {f"{code}={option}": option for option in ("yes", "no", "maybe")})
    for code in "abc"
}
TWO = {
    code: Offered(code.upper(), {f"{code}={option}": option for option in ("yes", "no")})
    for code in "abcd"
}


def pinning(one: str, other: str, offered: dict[str, Offered] = TWO) -> list[tuple[str, ...]]:
    """The combinations with which one answer leaves only another."""
    choices = offered[other.partition("=")[0]].options
    return [(one, each) for each in choices if each != other]


def said_of(combinations: Sequence[tuple[str, ...]], offered: dict[str, Offered] = TWO) -> str:
    """What is said of the first of some combinations that is refused beside those before it."""
    for place, each in enumerate(combinations):
        if found := list(combination_problems(each, combinations[:place], offered)):
            return " ".join(found)
    return ""


@pytest.mark.parametrize("offered", [TWO, THREE])
def test_answers_that_fix_each_other_in_a_ring_are_refused(offered: dict[str, Offered]) -> None:
    ring = [("a=yes", "b=yes"), ("b=yes", "c=yes"), ("c=yes", "a=yes")]
    said = said_of([each for pair in ring for each in pinning(*pair, offered)], offered)
    assert "互相限定，绕成了圈" in said
    assert all(f"“{code}”的" in said for code in "ABC")


@pytest.mark.parametrize("offered", [TWO, THREE])
def test_an_answer_that_leads_round_to_another_of_its_own_question_is_refused(
    offered: dict[str, Offered],
) -> None:
    """A says b, b says c, and c says that a was not said."""
    round_about = [("a=yes", "b=yes"), ("b=yes", "c=yes"), ("c=yes", "a=no")]
    said = said_of([each for pair in round_about for each in pinning(*pair, offered)], offered)
    assert "谁也不能答“A”的“yes”" in said and "绕成了圈" in said


def test_a_long_way_round_is_seen_whatever_is_written_last() -> None:
    pairs = [("a=yes", "b=yes"), ("b=yes", "c=yes"), ("c=yes", "d=yes"), ("d=yes", "a=no")]
    round_about = [each for pair in pairs for each in pinning(*pair)]
    for place in range(len(round_about)):
        turned = [*round_about[place:], *round_about[:place]]
        assert said_of(turned[:-1]) == ""
        assert "绕成了圈" in said_of(turned)


def test_combinations_of_three_may_leave_nothing_too() -> None:
    two = [("a=yes", "b=no"), ("a=yes", "c=no")]
    assert said_of(two) == ""
    assert "谁也不能答“A”的“yes”" in said_of([*two, ("a=yes", "b=yes", "c=yes")])


def test_what_leads_on_without_coming_back_is_no_round() -> None:
    chain = [*pinning("a=yes", "b=yes"), *pinning("b=yes", "c=yes"), *pinning("c=yes", "d=yes")]
    assert said_of(chain) == ""
    both = [*pinning("a=yes", "b=yes", THREE), *pinning("b=yes", "a=yes", THREE)]
    assert said_of(both, THREE) == ""


def test_other_questions_play_no_part() -> None:
    assert problems("ret=yes", "job=employer", others=(("x=yes", "y=yes"), ("x=yes", "y=no"))) == []
