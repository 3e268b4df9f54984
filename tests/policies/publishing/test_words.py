"""What changed between two texts, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.publishing.words import Kind, word_differences
from tests.running import examples

TEXTS = st.text("可以取 。\nab1", max_size=30)


def marked(before: str, after: str) -> str:
    """The difference in one line: [-taken out-] {+put in+}."""
    signs = {Kind.SAME: "%s", Kind.TAKEN_OUT: "[-%s-]", Kind.PUT_IN: "{+%s+}"}
    return "".join(signs[each.kind] % each.text for each in word_differences(before, after))


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ("", "", ""),
        ("可以申请。", "可以申请。", "可以申请。"),
        ("可以申请。", "不可以申请。", "{+不+}可以申请。"),
        ("20日内", "15日内", "[-20-]{+15+}日内"),
        ("within 20 days", "within 15 days", "within [-20-]{+15+} days"),
        ("旧的\n", "", "[-旧的\n-]"),
        ("", "新的", "{+新的+}"),
        ("aa", "aaa", "[-aa-]{+aaa+}"),
    ],
)
def test_words_are_marked(before: str, after: str, difference: str) -> None:
    assert marked(before, after) == difference


@settings(max_examples=examples(60))
@given(before=TEXTS, after=TEXTS)
def test_the_pieces_are_both_texts_and_nothing_else(before: str, after: str) -> None:
    pieces = word_differences(before, after)
    assert all(piece.text for piece in pieces)
    told = {
        kind: "".join(piece.text for piece in pieces if piece.kind in (Kind.SAME, kind))
        for kind in (Kind.TAKEN_OUT, Kind.PUT_IN)
    }
    assert told == {Kind.TAKEN_OUT: before, Kind.PUT_IN: after}


def test_of_long_texts_whole_sentences_are_compared() -> None:
    """So that a guide that was written anew takes no minutes."""
    before, after = "".join(map(_sentence, range(400))), "".join(map(_sentence, range(9, 500)))
    pieces = word_differences(f"甲{before}", f"乙{after}")
    assert len(pieces) > 3
    assert all(each.text.endswith("。") for each in pieces)


def _sentence(number: int) -> str:
    return f"第{number}句，可以。"
