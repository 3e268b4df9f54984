"""The numbers that a sentence of a rule states: sums, shares, years.

Where a rule lays down how much or how long, "has a rule" tells nobody anything. Read from the
sentence in the source's language, whose units are few: 元, % and 年 behind one or two digits (four
are a date). Whoever wants to know for whom each holds reads the sentence.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

STATED = re.compile(
    r"(?:(?P<per>每[月年])[^\d，。；]{0,6})?(?P<sum>\d[\d,.]*)元"
    r"|(?P<share>\d+(?:\.\d+)?%)"
    r"|(?<!\d)(?P<years>\d{1,2})年"
)
MOST = 2


def figures(sentence: str) -> str:
    """The first numbers of a Chinese sentence in words of the page's language; empty if it states
    none."""
    found = dict.fromkeys(_words(each) for each in STATED.finditer(sentence))
    words = [*found]
    return _("、").join(words[:MOST]) + ("…" if len(words) > MOST else "")


def _words(found: re.Match[str]) -> str:
    if amount := found["sum"]:
        form = {"每月": _("每月%s元"), "每年": _("每年%s元")}.get(found["per"] or "", _("%s元"))
        return form % amount
    if years := found["years"]:
        return ngettext("%s年", "%s年", int(years)) % years
    return found["share"]
