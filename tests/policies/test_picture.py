"""The picture of a rule: every row is in it, nothing stands outside, on top or cut off."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.picture import (
    EM,
    LINE,
    PADDING,
    SMALL,
    WIDTH,
    Box,
    Labels,
    OtherEnd,
    Picture,
    Step,
    Stroke,
    Words,
    broken_into_lines,
    ems,
    is_wide,
    picture,
)
from tests.running import examples

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


@given(st.lists(ANY_STEP, max_size=3), st.lists(STEPS, max_size=4))
@settings(max_examples=examples(30))
def test_words_between_boxes_stand_in_the_gap_above_the_next(
    always: list[Step], ways: list[list[Step]]
) -> None:
    drawing = picture(always, ways, LABELS, OTHERS)
    for words in drawing.words:
        above = [box for box in drawing.boxes if box.y < words.y]
        below = [box for box in drawing.boxes if box.y > words.y]
        assert below and words.y - SMALL >= max((foot(box) for box in above), default=0)
        assert min(box.y for box in below) - words.y <= PADDING


@given(st.lists(STEPS, max_size=4), st.booleans())
@settings(max_examples=examples(30))
def test_the_words_say_how_boxes_belong_together(ways: list[list[Step]], follow: bool) -> None:
    always = [Step("费用已经结清"), Step("你已经退休")] if follow else []
    said = [words.text for words in picture(always, ways, LABELS, OTHERS).words]
    both = [["并且"] * (len(way) - 1) for way in ways]
    between = [word for way in both[1:] for word in ("或者", *way)]
    inside = [*(["任选一种"] if follow else []), *both[0], *between] if ways else [""]
    assert said == [*(["并且"] if follow else []), *inside, "都不符合", "说不准"]


@given(st.lists(ANY_STEP, min_size=1, max_size=4))
@settings(max_examples=examples(30))
def test_without_ways_a_line_leads_from_each_box_to_the_next(always: list[Step]) -> None:
    drawing = picture(always, [], LABELS)
    downwards = [(line.y1, line.y2) for line in drawing.strokes if line.x1 == line.x2]
    assert downwards == [(foot(one), next_.y) for one, next_ in itertools.pairwise(drawing.boxes)]


@given(st.lists(ANY_STEP, max_size=3), st.lists(STEPS, min_size=1, max_size=4))
@settings(max_examples=examples(30))
def test_ways_stand_in_and_hang_on_a_rail_that_leads_to_the_end(
    always: list[Step], ways: list[list[Step]]
) -> None:
    drawing = picture(always, ways, LABELS)
    before, inside, end = (
        drawing.boxes[: len(always)], drawing.boxes[len(always) : -1], drawing.boxes[-1]
    )  # fmt: skip
    assert len({box.x for box in (*before, end)}) == 1 and all(box.x > end.x for box in inside)
    rail = max((line for line in drawing.strokes if line.x1 == line.x2), key=length)
    assert (rail.y1, rail.y2) == (foot(before[-1]) if before else 1, end.y)
    assert end.x < rail.x1 < inside[0].x
    hung = [line for line in drawing.strokes if line.x1 == rail.x1 and line.x2 == inside[0].x]
    assert [line.y1 for line in hung] == [
        (way[0].y + foot(way[-1])) // 2 for way in in_ways(inside, ways)
    ]


@given(st.lists(ANY_STEP, max_size=3), st.lists(STEPS, max_size=4))
@settings(max_examples=examples(30))
def test_letters_end_before_their_box_does(always: list[Step], ways: list[list[Step]]) -> None:
    for box in picture(always, ways, LABELS, OTHERS).boxes:
        room = box.width - 2 * PADDING
        for size, lines in ((EM, box.lines), (SMALL, box.asked)):
            assert all(line.x == box.x + PADDING for line in lines)
            broken = [line.text for line in lines if not any(map(is_wide, line.text))]
            assert all(ems(each.text) * size <= room for each in lines if each.text not in broken)


def test_lines_and_boxes_say_where_they_stand() -> None:
    assert Words(3, 17, "退休").place == 'x="3" y="17"'
    assert Words(3, 17, "退休").below == 'x="3" dy="21"'
    box = Box(1, 2, 300, 41, "row", ())
    assert box.place == 'x="1" y="2" width="300" height="41"' and box.middle == 22
    assert Stroke(1, 2, 3, 4).path == "M1 2L3 4"
    assert (Stroke(1, 2, 1, 4).path, Stroke(1, 2, 3, 2).path) == ("M1 2V4", "M1 2H3")


@pytest.mark.parametrize(
    ("letter", "wide"),
    [("退", True), ("，", True), ("\u2e80", True), ("”", True), ("…", True), ("é", False),
     ("W", False), ("\u2e7f", False)],
)  # fmt: skip
def test_chinese_letters_and_their_marks_take_a_whole_square(letter: str, wide: bool) -> None:
    assert is_wide(letter) == wide and ems(letter) == (1 if wide else 0.56)


def foot(box: Box) -> int:
    return box.y + box.height


def length(line: Stroke) -> int:
    return line.y2 - line.y1


def in_ways(boxes: Sequence[Box], ways: list[list[Step]]) -> list[Sequence[Box]]:
    """The boxes of each way."""
    ends = list(itertools.accumulate(map(len, ways)))
    return [boxes[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]


@given(st.text("你已经退休，。”abc 1-", max_size=80), st.integers(5, 20))
def test_lines_hold_the_text_and_are_no_wider_than_told(text: str, width: int) -> None:
    lines = broken_into_lines(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(ems(line) <= width for line in lines)


def test_a_line_of_chinese_does_not_begin_with_a_mark() -> None:
    assert broken_into_lines("你已经退休，并且备案。", 5) == ["你已经退", "休，并且备", "案。"]


def test_a_line_of_english_breaks_between_words() -> None:
    assert broken_into_lines("You are retired now", 7) == ["You are", "retired now"]


@given(STEPS)
@settings(max_examples=examples(30))
def test_lines_of_a_box_stand_one_below_another_as_they_are_written(steps: list[Step]) -> None:
    for box in picture(steps, [], LABELS, OTHERS).boxes:
        lines = [line.y for line in (*box.lines, *box.asked)]
        assert lines == [lines[0] + n * LINE for n in range(len(lines))]


def test_a_word_wider_than_a_line_is_broken() -> None:
    lines = broken_into_lines("See " + "x" * 50 + " now", 10)
    assert "".join(lines).replace(" ", "") == "See" + "x" * 50 + "now"
    assert all(ems(line) <= 10 for line in lines)
