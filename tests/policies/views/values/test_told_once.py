"""Lists told as one: nothing is lost, nothing is said twice, nobody's order changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.views.values.told_once import Branch, Told, forks, told_once

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
STEPS = "abcdefg"
ANY = st.lists(st.lists(st.sampled_from(STEPS), max_size=6), min_size=1, max_size=4)


@st.composite
def in_one_order(draw: st.DrawFn) -> list[list[str]]:
    """Lists that each leave something out of the same one."""
    kept = st.lists(st.booleans(), min_size=len(STEPS), max_size=len(STEPS))
    which = draw(st.lists(kept, min_size=1, max_size=4))
    return [[step for step, is_kept in zip(STEPS, each, strict=True) if is_kept] for each in which]


def said_by(number: int, told: list[Told[str]]) -> list[str]:
    return [each.value for each in told if number in each.by]


@given(ANY)
def test_each_list_is_told_whole_and_in_its_order(lists: list[list[str]]) -> None:
    told = told_once(lists)
    assert [said_by(number, told) for number in range(len(lists))] == lists


@given(in_one_order())
def test_what_several_say_is_told_once(lists: list[list[str]]) -> None:
    values = [each.value for each in told_once(lists)]
    assert len(values) == len(set(values))


@given(ANY)
def test_a_list_that_is_like_another_adds_nothing(lists: list[list[str]]) -> None:
    again = told_once([*lists, lists[-1]])
    assert [each.value for each in again] == [each.value for each in told_once(lists)]


@given(st.one_of(ANY, in_one_order()))
def test_forks_keep_everything_in_everybodys_order(lists: list[list[str]]) -> None:
    parts = forks(told_once(lists), len(lists))
    for number, each in enumerate(lists):
        branches = [branch for part in parts for branch in part if number in branch.by]
        assert [value for branch in branches for value in branch.values] == each


@given(in_one_order())
def test_what_all_say_is_no_branch_of_a_fork(lists: list[list[str]]) -> None:
    for part in forks(told_once(lists), len(lists)):
        shared = [branch for branch in part if len(branch.by) == len(lists)]
        assert not shared or (len(part) == 1 and len(part[0].values) == 1)


def test_steps_fork_only_where_channels_differ() -> None:
    counter, website = ["call", "go", "wait"], ["call", "open", "fill in", "wait"]
    assert forks(told_once([counter, website]), 2) == [
        [Branch((0, 1), ("call",))],
        [Branch((0,), ("go",)), Branch((1,), ("open", "fill in"))],
        [Branch((0, 1), ("wait",))],
    ]
