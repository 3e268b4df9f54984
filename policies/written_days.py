"""A day as people write it: in any width, by any keyboard, in figures, characters or English."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

YEARS = range(1900, 2200)
BETWEEN = r" ?[年月./\-。、,·・ ] ?"
# What stands behind a day in a chat: a bracket, a mark or a blank, then words without a figure.
REST = r"(?: ?[日号號])?(?:[^\w./\-][^\d]*)?"
BY_YEAR = re.compile(rf"(\d{{4}}){BETWEEN}(\d{{1,2}}){BETWEEN}(\d{{1,2}}){REST}")
EIGHT_FIGURES = re.compile(rf"(\d{{4}})(\d\d)(\d\d){REST}")
MONTH_FIRST = re.compile(
    r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"
)
DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<name>[a-z]{3,9})\.?,? (?P<year>\d{4})"
)
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
BEFORE = {"Ps", "Pi", "Po", "Zs", "Cc"}  # brackets, quotes, blanks: no sign of a number
NEW_YEAR = "元旦"
FIGURES = str.maketrans("〇零○一二三四五六七八九", "000123456789")
ABOVE_NINE = re.compile("([二三]?)十([一二三四五六七八九]?)")


def day_written(text: str) -> dt.date | None:
    """The day that a text names: 2027-01-01, 20270101, 2027年1月1日, 二〇二七年元旦, Jan. 1, 2027.

    None if it names none, or one that no calendar has.
    """
    plain = _plain(text)
    if found := BY_YEAR.fullmatch(plain) or EIGHT_FIGURES.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups())
    elif found := MONTH_FIRST.fullmatch(plain) or DAY_FIRST.fullmatch(plain):
        year, month, day = int(found["year"]), _month(found["name"]), int(found["day"])
    else:
        return None
    try:
        return dt.date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _plain(text: str) -> str:
    """A text in usual width and small letters, its figures in digits, with one kind of dash and of
    blank, without marks around it and what cannot be seen."""
    seen = "".join(map(_sign, unicodedata.normalize("NFKC", text))).casefold()
    figures = ABOVE_NINE.sub(_two_figures, seen.replace(NEW_YEAR, "1月1日")).translate(FIGURES)
    start, end = 0, len(figures)
    while start < end and unicodedata.category(figures[start]) in BEFORE:
        start += 1
    while start < end and not figures[end - 1].isalnum():
        end -= 1
    return " ".join(figures[start:end].split())


def _sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Pd" or sign == "\N{MINUS SIGN}":
        return "-"
    return "" if category == "Cf" else sign


def _two_figures(found: re.Match[str]) -> str:
    tens, ones = (each.translate(FIGURES) for each in found.groups())
    return f"{tens or 1}{ones or 0}"


def _month(name: str) -> int:
    """The number of a month by its English name or the beginning of it, 0 for what is none."""
    return next((i for i, month in enumerate(MONTHS, 1) if month.startswith(name)), 0)
