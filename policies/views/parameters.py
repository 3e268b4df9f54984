"""Reads parameters of addresses; a malformed one is refused with 400, an unknown one ignored.

A day may be written as people write it; its address has one form.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from policies.languages import CODES, SOURCE
from policies.models import Scenario
from policies.place_search.regions import six_digits
from policies.written_days import day_written

DAYS = ("on", "known_on")
REGION_CODE = re.compile(r"[0-9]{6}")
BETWEEN = re.compile(r"[\s,，、]+")
WORD = re.compile(r"[a-z0-9-]+(?![a-z0-9_-])")  # the code of an option


@dataclass(frozen=True, slots=True)
class Days:
    """The days an address asks about: of the rules, and of what this site said; `mistakes` are what
    was typed for one that is no day, by its name."""

    on: dt.date | None
    known_on: dt.date | None
    mistakes: Mapping[str, str] = field(default_factory=dict)

    def query(self) -> str:
        """The same days in canonical form, empty if none was chosen."""
        chosen = {"on": self.on, "known_on": self.known_on}
        return "&".join(f"{name}={day}" for name, day in chosen.items() if day)

    @property
    def fields(self) -> list[DayField]:
        """Both as a form shows them: what was chosen or typed, and whether it is no day."""
        chosen = {"on": self.on, "known_on": self.known_on}
        return [
            DayField(name, self.mistakes.get(name) or str(day or ""), name in self.mistakes)
            for name, day in chosen.items()
        ]

    @property
    def status(self) -> int:
        """Of a page that shows what can be read: 400 if a day cannot."""
        return 400 if self.mistakes else 200


@dataclass(frozen=True, slots=True)
class DayField:
    """A field for a day: its name, what stands in it, and whether that is no day."""

    name: str
    value: str
    is_wrong: bool


class WrittenOtherwise(Exception):
    """A value is written in another form than that of addresses: `canonical` are the parameters,
    which stand instead of those in `replaced` too."""

    def __init__(self, canonical: dict[str, str], replaced: Collection[str] = ()) -> None:
        self.canonical = canonical
        self.replaced = replaced


def days(query: QueryDict) -> Days:
    """Both days of an address. Raises BadRequest for what is no day, WrittenOtherwise."""
    return Days(day(query, "on"), day(query, "known_on"))


def days_as_typed(query: QueryDict) -> Days:
    """Both days of an address; one that is no day is left out and named. Raises WrittenOtherwise
    where both can be read."""
    read = days_read(query)
    return read if read.mistakes else days(query)


def days_read(query: QueryDict) -> Days:
    """Both days of an address in whatever form; one that is no day is left out and named."""
    read: dict[str, dt.date] = {}
    wrong: dict[str, str] = {}
    for name in DAYS:
        if typed := _first(query, name):
            try:
                read[name] = day_as_written(typed)
            except BadRequest:
                wrong[name] = typed[:40]
    return Days(read.get("on"), read.get("known_on"), wrong)


def day(query: QueryDict, name: str) -> dt.date | None:
    """The day of a parameter, None if it is missing or empty.

    Raises BadRequest for what is no day, and WrittenOtherwise with all days of the address.
    """
    text = _first(query, name)
    if not text:
        return None
    read = day_as_written(text)
    if text != read.isoformat():
        said = {name: _first(query, name) for name in DAYS}
        canonical = {name: day_as_written(each).isoformat() for name, each in said.items() if each}
        raise WrittenOtherwise(canonical)
    return read


def day_as_written(text: str) -> dt.date:
    """A day as people write it. Raises BadRequest for what is no day."""
    read = day_written(text)
    if read is None:
        raise BadRequest(no_day())
    return read


def no_day() -> str:
    """What to write instead of what is no day."""
    return _("日期要写成 2026-11-22 这样。")


def without_marks_behind(text: str) -> str:
    """A value without the marks, brackets and blanks that a chat or paper put behind it."""
    end = len(text)
    while end and unicodedata.category(text[end - 1])[0] in "PSZC":
        end -= 1
    return text[:end]


def one_of(codes: Collection[str], typed: str) -> str:
    """The code that was meant by what stands in an address: in small letters of the usual width and
    without what a chat or paper put behind it; empty if there is no such code."""
    if typed in codes:
        return typed
    seen = "".join(sign for sign in typed if unicodedata.category(sign) != "Cf")
    read = WORD.match(unicodedata.normalize("NFKC", seen).strip().lower())
    return read[0] if read and read[0] in codes else ""


def region_codes(query: QueryDict, name: str) -> tuple[list[str], list[str]]:
    """Region codes, separated by commas or in repeated parameters, each once, in their order and in
    the form of addresses; and what is none, as it was typed."""
    given = filter(None, BETWEEN.split(",".join(query.getlist(name))))
    read = {typed: _six_digits(typed) for typed in given}
    codes = dict.fromkeys(code for code in read.values() if code)
    return list(codes), [typed for typed, code in read.items() if not code]


def _six_digits(typed: str) -> str:
    """The code that people mean by one in any width, short or of a street or a village, with marks
    behind it; empty for what is none."""
    code = six_digits(unicodedata.normalize("NFKC", without_marks_behind(typed)))
    return code if REGION_CODE.fullmatch(code) else ""


def region_code(query: QueryDict, name: str) -> str:
    """One region code or an empty string. Raises BadRequest for anything else, WrittenOtherwise for
    marks behind it."""
    code = _first(query, name)
    if code and not REGION_CODE.fullmatch(code):
        if REGION_CODE.fullmatch(meant := without_marks_behind(code)):
            raise WrittenOtherwise({name: meant})
        raise BadRequest(_("地区代码是六位数字。"))
    return code


def language(query: QueryDict) -> str:
    """A language of the site, the source's if none is asked for. Raises BadRequest for another,
    WrittenOtherwise for one in the capitals of BCP 47."""
    asked = _first(query, "lang") or SOURCE
    code = asked.lower()
    if code not in CODES:
        raise BadRequest(_("没有这种语言。"))
    if code != asked:
        raise WrittenOtherwise({"lang": code})
    return code


def kind(query: QueryDict, name: str, *others: str) -> str:
    """A kind of scenario, one of the others or an empty string. Raises Http404 for an unknown
    one."""
    text = _first(query, name)
    if text and text not in (*Scenario.Kind.values, *others):
        raise Http404(_("没有这一类事：%s。") % text)
    return text


def listed(query: QueryDict, name: str) -> list[str]:
    """Words separated by commas or in repeated parameters, each once, in their order."""
    given = BETWEEN.split(",".join(query.getlist(name)))
    return list(dict.fromkeys(word[:60] for word in given if word))


def text(query: QueryDict, name: str, longest: int = 60) -> str:
    """A text as typed, without blanks around it and what cannot be seen, cut at a sensible
    length."""
    typed = _first(query, name)[: 10 * longest]
    seen = "".join(each if each.isprintable() or each.isspace() else " " for each in typed)
    return " ".join(seen.split())[:longest]


def _first(query: QueryDict, name: str) -> str:
    """The first value of a parameter: repeating it changes nothing."""
    values = query.getlist(name)
    return values[0].strip() if values else ""
