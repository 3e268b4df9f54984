"""What a page need not send: it has one packet, so only drawings that it shows go with it, and no
blank lines."""

from __future__ import annotations

import re

SHAPE = re.compile(r'<symbol id="(i-[\w-]+)".*?</symbol>\s*', re.DOTALL)
BLANK = re.compile(r">\s*\n\s*<")  # between tags alone: what somebody typed has no such signs
BLOCK = re.compile(  # what begins or ends a line by itself, and what has no line
    r">\s*\n\s*(?=</?(?:li|ul|ol|dl|dt|dd|div|p|h[1-6]|section|article|nav|header|footer|main|aside|"
    r"details|summary|form|table|tr|t[dh]|head|body|html|meta|link|script|title|svg|symbol|path|rect|"
    r"text|tspan)\b)"
)
USED_SHAPE = re.compile(r'<use href="#(i-[\w-]+)"')


def without_unused_shapes(html: str) -> str:
    """A page without the drawings of `icons.html` that nothing on it shows."""
    drawn = {found[1]: found[0] for found in SHAPE.finditer(html)}
    used: set[str] = set()
    shown = set(USED_SHAPE.findall(SHAPE.sub("", html)))
    while shown - used:  # a drawing may show another
        used |= shown
        shown = {name for each in used for name in USED_SHAPE.findall(drawn.get(each, ""))}
    return SHAPE.sub(lambda found: found[0] if found[1] in used else "", html)


def without_blank_lines(html: str) -> str:
    """A page without the blanks that nobody sees: before what begins or ends a line by itself there
    is none, between other tags one line's end."""
    return BLANK.sub(">\n<", BLOCK.sub(">", html))
