"""Reads parameters of addresses; a malformed one is refused with 400, an unknown one ignored."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from policies.models import Scenario

DAY = re.compile(r"(19|20|21)\d\d-\d\d-\d\d")
REGION_CODE = re.compile(r"[0-9]{6}")


@dataclass(frozen=True, slots=True)
class Days:
    """The days an address asks about: of the rules, and of what this site said."""

    on: dt.date | None
    known_on: dt.date | None

    def query(self) -> str:
        """The same days in canonical form, empty if none was chosen."""
        chosen = {"on": self.on, "known_on": self.known_on}
        return "&".join(f"{name}={day}" for name, day in chosen.items() if day)


def days(query: QueryDict) -> Days:
    """Both days of an address. Raises BadRequest for what is no day."""
    return Days(day(query, "on"), day(query, "known_on"))


def day(query: QueryDict, name: str) -> dt.date | None:
    """The day of a parameter, None if it is missing or empty. Raises BadRequest otherwise."""
    text = _first(query, name)
    if not text:
        return None
    if DAY.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            pass
    raise BadRequest(_("日期要写成 2026-11-22 这样。"))


def region_codes(query: QueryDict, name: str) -> list[str]:
    """Region codes, separated by commas or in repeated parameters, each once, in their order.

    Raises BadRequest for anything that is not six digits.
    """
    given = ",".join(query.getlist(name)).replace("，", ",").split(",")
    codes = list(dict.fromkeys(code.strip() for code in given if code.strip()))
    if any(not REGION_CODE.fullmatch(code) for code in codes):
        raise BadRequest(_("地区代码是六位数字，用逗号隔开。"))
    return codes


def region_code(query: QueryDict, name: str) -> str:
    """One region code or an empty string. Raises BadRequest for anything else."""
    code = _first(query, name)
    if code and not REGION_CODE.fullmatch(code):
        raise BadRequest(_("地区代码是六位数字。"))
    return code


def kind(query: QueryDict, name: str) -> str:
    """A kind of scenario or an empty string. Raises Http404 for an unknown one."""
    text = _first(query, name)
    if text and text not in Scenario.Kind.values:
        raise Http404(_("没有这一类情形：%s。") % text)
    return text


def text(query: QueryDict, name: str, longest: int = 60) -> str:
    """A text as typed, without the spaces around it, cut at a sensible length."""
    return " ".join(_first(query, name).split())[:longest]


def _first(query: QueryDict, name: str) -> str:
    """The first value of a parameter: repeating it changes nothing."""
    values = query.getlist(name)
    return values[0].strip() if values else ""
