"""The picture of a rule: every row is in it, nothing stands outside, on top or cut off."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.picture import (
    WIDTH,
    Labels,
    OtherEnd,
    Picture,
    Step,
    broken_into_lines,
    ems,
    picture,
)

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
LABELS = Labels(
    both="并且",
    one_of="任选一种",
    either="或者",
    end="可以",
)
OTHERS = [OtherEnd("都不符合", "不可以", "failed"), OtherEnd("说不准", "还缺信息", "needs")]
TEXTS = st.text("你已经退休，abc 1", min_size=1, max_size=40).map(str.strip).filter(bool)
ANY_STEP = st.one_of(st.builds(Step, TEXTS), st.builds(Step, TEXTS, TEXTS))
STEPS = st.lists(ANY_STEP, min_size=1, max_size=4)


def drawn(drawing: Picture) -> list[str]:
    return ["".join(line.text for line in box.lines) for box in drawing.boxes]


@given(st.lists(ANY_STEP, max_size=3), st.lists(STEPS, max_size=4))
def test_every_row_stands_in_a_box_in_its_order(always: list[Step], ways: list[list[Step]]) -> None:
    drawing = picture(always, ways, LABELS, OTHERS)
    rows = [*always, *itertools.chain(*ways)]
    said = [row.text.replace(" ", "") for row in rows]
    ends = ["可以", "不可以", "还缺信息"]
    assert [text.replace(" ", "") for text in drawn(drawing)] == [*said, *ends]
    for row, box in zip(rows, drawing.boxes, strict=False):
        assert box.kind == ("row" if row.question else "unasked")
        asked = "".join(line.text for line in box.asked)
        assert asked.replace(" ", "") == row.question.replace(" ", "")


@given(st.lists(ANY_STEP, max_size=3), st.lists(STEPS, max_size=4))
def test_a_line_leads_from_each_row_that_is_asked_to_the_other_ends(
    always: list[Step], ways: list[list[Step]]
) -> None:
    drawing = picture(always, ways, LABELS, OTHERS)
    rows = [*always, *itertools.chain(*ways)]
    asked = [box for row, box in zip(rows, drawing.boxes, strict=False) if row.question]
    led = [line for line in drawing.strokes if line.x1 != line.x2 and line.x1 > WIDTH // 2]
    assert [line.y1 for line in led] == [box.middle for box in (*asked, *drawing.boxes[-2:])]


def test_a_rule_with_one_end_has_no_rail_at_the_right() -> None:
    drawing = picture([Step("费用已经结清")], [], LABELS)
    assert [box.kind for box in drawing.boxes] == ["unasked", "end"]
    assert all(line.x1 < WIDTH // 2 for line in drawing.strokes)


@given(st.lists(ANY_STEP, max_size=3), st.lists(STEPS, max_size=4))
def test_nothing_lies_outside_or_on_top_of_another(
    always: list[Step], ways: list[list[Step]]
) -> None:
    drawing = picture(always, ways, LABELS, OTHERS)
    for box in drawing.boxes:
        assert box.x >= 0 and box.x + box.width <= drawing.width == WIDTH
        assert box.y >= 0 and box.y + box.height <= drawing.height
        assert all(box.y < line.y < box.y + box.height for line in (*box.lines, *box.asked))
    for above, below in itertools.pairwise(drawing.boxes):
        assert above.y + above.height < below.y
    for line in drawing.strokes:
        assert max(line.x1, line.x2) <= drawing.width and max(line.y1, line.y2) <= drawing.height


@given(st.text("你已经退休，。”abc 1-", max_size=80), st.integers(5, 20))
def test_lines_hold_the_text_and_are_no_wider_than_told(text: str, width: int) -> None:
    lines = broken_into_lines(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert ems(line) <= width or not any(letter in line[1:-1] for letter in "你已经退休 ")


def test_a_line_of_chinese_does_not_begin_with_a_mark() -> None:
    assert broken_into_lines("你已经退休，并且备案。", 5) == ["你已经退", "休，并且备", "案。"]


def test_a_line_of_english_breaks_between_words() -> None:
    assert broken_into_lines("You are retired now", 7) == ["You are", "retired now"]
