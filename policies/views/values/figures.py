"""The numbers that a sentence of a rule states: sums, shares, years.

Where a rule lays down how much or how long, "has a rule" tells nobody anything. Read from the
sentence in the source's language, whose units are few: 元, % and 年 behind one or two digits (four
are a date). For whom each holds is said with it where the sentence names retired people, an age,
men or women before it.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

STATED = re.compile(
    r"(?:(?P<per>每[月年])[^\d，。；]{0,6})?(?<!\d)(?<!\d[,.])(?P<sum>\d[\d,.]*)元"
    r"|(?<!\d)(?P<share>\d+(?:\.\d+)?%)"
    r"|(?<!\d)(?P<years>\d{1,2})年"
)
WHO = re.compile(r"退休(?:人员|的)|在职|(?P<sex>[男女])|(?P<age>\d{2})岁以上")
MOST = 2


def figures(sentence: str) -> str:
    """The first numbers of a Chinese sentence in words of the page's language; empty if it states
    none."""
    stated = [*STATED.finditer(sentence)]
    starts = [0, *(each.end() for each in stated)]
    found = dict.fromkeys(
        _who(sentence[start : each.end()], _words(each), is_years=bool(each["years"]))
        for start, each in zip(starts, stated, strict=False)
    )
    words = [*found]
    return _("、").join(words[:MOST]) + ("…" if len(words) > MOST else "")


def _who(before: str, words: str, *, is_years: bool) -> str:
    """A number with whom it is for, the last who is named since the number before; years are men's
    or women's, sums of those who have an age or have retired."""
    named = [each for each in WHO.finditer(before) if bool(each["sex"]) == is_years]
    if not named or named[-1].group() == "在职":
        return words
    if age := named[-1]["age"]:
        return _("%(age)s岁以上%(words)s") % {"age": age, "words": words}
    form = {"男": _("男%s"), "女": _("女%s")}.get(named[-1].group(), _("退休%s"))
    return form % words


def _words(found: re.Match[str]) -> str:
    if amount := found["sum"]:
        form = {"每月": _("每月%s元"), "每年": _("每年%s元")}.get(found["per"] or "", _("%s元"))
        return form % amount
    if years := found["years"]:
        return ngettext("%s年", "%s年", int(years)) % years
    return found["share"]
