"""What a page does not send."""

from __future__ import annotations

from policies.views.shapes import without_blank_lines


def test_blank_lines_between_tags_are_one_lines_end() -> None:
    assert without_blank_lines("<p>a</p>\n\n \n  <p>b</p>") == "<p>a</p>\n<p>b</p>"


def test_what_somebody_typed_is_left_as_it_is() -> None:
    typed = "<textarea>a &gt;\n\n&lt; b\n\n c</textarea>"
    assert without_blank_lines(typed) == typed
