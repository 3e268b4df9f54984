"""What a page does not send."""

from __future__ import annotations

from policies.views.shapes import without_blank_lines


def test_blank_lines_between_tags_in_a_line_are_one_lines_end() -> None:
    assert without_blank_lines("<a>a</a>\n\n \n  <a>b</a>") == "<a>a</a>\n<a>b</a>"


def test_what_begins_a_line_by_itself_needs_no_line_before_it() -> None:
    assert (
        without_blank_lines("<ul>\n\n <li><a>b</a>\n</li>\n</ul>") == "<ul><li><a>b</a></li></ul>"
    )
    assert without_blank_lines("<li>a</li>\n<link>") == "<li>a</li><link>"  # not a li
    for inline in ("<a>", "<strong>", "<small>", "<span>", "<button>", "<input>", "<time>"):
        assert without_blank_lines(f"<b>a</b>\n{inline}") == f"<b>a</b>\n{inline}"


def test_what_somebody_typed_is_left_as_it_is() -> None:
    typed = "<textarea>a &gt;\n\n&lt; b\n\n c</textarea>"
    assert without_blank_lines(typed) == typed
