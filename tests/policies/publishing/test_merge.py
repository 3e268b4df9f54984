"""Two persons change one text: what each did is told apart, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.publishing.merge import (
    Change,
    Place,
    Side,
    compare,
    merge,
    pair_new_rows,
    undecided,
)
from tests.running import examples

ANSWER: Place = ("answer_zh_hans",)
NOTES: Place = ("notes_zh_hans",)
Choices = dict[Place, Side]
OPENED: dict[Place, object] = {
    ANSWER: "可以取。",
    NOTES: "带身份证。",
    ("steps", "7", "text"): "取号",
}


def test_nothing_is_listed_where_nobody_changed_anything() -> None:
    assert compare(OPENED, OPENED, OPENED) == []


def test_what_one_side_changed_is_preselected() -> None:
    mine, theirs = OPENED | {ANSWER: "不能取。"}, OPENED | {NOTES: "带户口本。"}
    answer, notes = compare(OPENED, theirs, mine)
    assert (answer.place, answer.preselected) == (ANSWER, Side.ENTERED)
    assert (notes.place, notes.preselected) == (NOTES, Side.STORED)
    assert merge(theirs, [answer, notes], {}) == OPENED | {ANSWER: "不能取。", NOTES: "带户口本。"}


def test_what_both_changed_must_be_decided() -> None:
    mine, theirs = OPENED | {ANSWER: "不能取。"}, OPENED | {ANSWER: "退休才能取。"}
    changes = compare(OPENED, theirs, mine)
    assert changes == [Change(ANSWER, "可以取。", "退休才能取。", "不能取。")]
    assert undecided(changes, {}) == undecided(changes, {ANSWER: Side.BOTH}) == changes
    nothing, neither = Choices(), Choices({ANSWER: Side.BOTH})
    for chosen in (nothing, neither):
        with pytest.raises(ValueError, match="answer"):
            merge(theirs, changes, chosen)
    assert undecided(changes, {ANSWER: Side.ENTERED}) == []
    assert merge(theirs, changes, {ANSWER: Side.ENTERED}) == mine
    assert merge(theirs, changes, {ANSWER: Side.STORED}) == theirs


def test_what_both_changed_alike_is_no_question() -> None:
    both = OPENED | {ANSWER: "不能取。"}
    assert compare(OPENED, both, both) == []


def test_a_row_that_one_side_added_is_kept() -> None:
    mine = OPENED | {("steps", "+0", "text"): "填表"}
    theirs = OPENED | {("steps", "8", "text"): "交表"}
    changes = compare(OPENED, theirs, mine)
    assert [(each.place, each.preselected, each.is_row) for each in changes] == [
        (("steps", "+0"), Side.ENTERED, True),
        (("steps", "8"), Side.STORED, True),
    ]
    assert merge(theirs, changes, {}) == mine | theirs


def test_a_row_removed_by_one_side_and_changed_by_the_other_must_be_decided() -> None:
    removed = {place: value for place, value in OPENED.items() if place[0] != "steps"}
    changed = OPENED | {("steps", "7", "text"): "网上取号"}
    [change] = compare(OPENED, removed, changed)
    assert (change.stored, change.entered, change.preselected) == (None, {"text": "网上取号"}, None)
    assert merge(removed, [change], {change.place: Side.ENTERED}) == changed
    [change] = compare(OPENED, changed, removed)
    assert change.preselected is None
    assert merge(changed, [change], {change.place: Side.ENTERED}) == removed


def test_a_row_removed_by_one_side_and_left_by_the_other_is_gone() -> None:
    removed = {place: value for place, value in OPENED.items() if place[0] != "steps"}
    for stored, entered in ((removed, OPENED), (OPENED, removed)):
        assert merge(stored, compare(OPENED, stored, entered), {}) == removed


def test_the_same_row_added_in_two_windows_is_there_once() -> None:
    theirs = OPENED | {("steps", "8", "text"): "交表", ("steps", "8", "text_zh_hant"): "交表"}
    mine = OPENED | {("steps", "+0", "text"): "交表", ("steps", "+0", "text_zh_hant"): ""}
    assert pair_new_rows(OPENED, theirs, mine) == theirs
    twice = mine | {("steps", "+1", "text"): "交表"}
    assert pair_new_rows(OPENED, theirs, twice) == theirs | {("steps", "+1", "text"): "交表"}
    other = OPENED | {("steps", "+0", "text"): "交费"}
    assert pair_new_rows(OPENED, theirs, other) == other


values = st.dictionaries(
    st.sampled_from([ANSWER, NOTES, *(("steps", row, "text") for row in ("7", "8", "+0"))]),
    st.sampled_from(["甲", "乙", "丙"]),
)


@settings(max_examples=examples(100), deadline=None)
@given(values, values, values, st.sampled_from([Side.STORED, Side.ENTERED]))
def test_every_value_that_somebody_changed_is_kept_or_shown(
    opened: dict[Place, object],
    stored: dict[Place, object],
    entered: dict[Place, object],
    side: Side,
) -> None:
    changes = compare(opened, stored, entered)
    merged = merge(stored, changes, {each.place: side for each in undecided(changes, {})})
    shown = {each.place for each in changes}
    for place in {*opened, *stored, *entered}:
        is_shown = place in shown or place[:-1] in shown
        assert is_shown or merged.get(place) == stored.get(place) == entered.get(place)
        if stored.get(place) == opened.get(place) and place[:-1] == ():
            assert merged.get(place) == entered.get(place)
    written = {(place, value) for place, value in merged.items() if value is not None}
    assert written <= {*stored.items(), *entered.items()}
