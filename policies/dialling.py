"""Telephone numbers in texts, which a phone dials when they are touched."""

from __future__ import annotations

import re

# Short public numbers are known one by one: the police, the lines of medical insurance
# (12393), of social security (12333), of the government (12345), against fraud
# (96110), and for reports of fake sites and messages (12377, 12321).
HOTLINES = ("110", "12321", "12333", "12345", "12377", "12393", "96110")
LINES = r"0[0-9]{2,3}-[0-9]{5,8}|400-?[0-9]{3}-?[0-9]{4}"
# What stands behind a figure that is no number to dial.
UNITS = r"元|%|％|[号项份个条天日月年岁倍万笔次页]|yuan|per\b|days?\b"
NUMBER = re.compile(
    rf"(?<![0-9A-Za-z./:=-])({LINES}|{'|'.join(HOTLINES)})(?![0-9A-Za-z-]|\.[0-9]|\s?(?:{UNITS}))"
)


def dialled(html: str) -> str:
    """HTML without links, in which each telephone number is made one."""
    return NUMBER.sub(link, html)


def link(found: re.Match[str]) -> str:
    """A number as a link that dials it."""
    return f'<a href="tel:{found[1]}">{found[1]}</a>'
