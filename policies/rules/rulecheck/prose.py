"""The words of a rule against its rows and quotations."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from policies.rules.rulecheck.figures import FIGURE, NUMBER
from policies.rules.rulecheck.findings import Fault, Kind
from policies.rules.rulecheck.recorded import Recorded

DAY = re.compile(r"(\d{4})\s*(?:年|-)\s*(\d{1,2})\s*(?:月|-)\s*(\d{1,2})")
SENTENCE = re.compile(r"[^。；！？\n]+")
# A sentence that takes something out of what it says.
EXCEPTION = re.compile(r"仍能|仍可|仍然|除[^，]*外|但[^，]*可以")


def in_prose(recorded: Recorded) -> Iterator[Fault]:
    """Figures and days that nothing carries, and exceptions without a way."""
    for shown in _uncarried(recorded):
        yield Kind.FIGURE, f"“{shown}”在条件和摘录里都没有，请核对。", {}
    if not recorded.rule.ways:
        for sentence in _exceptions(recorded):
            yield Kind.EXCEPTION, f"“{sentence}”是一个例外，规则里却没有这条途径。", {}


def _uncarried(recorded: Recorded) -> Iterator[str]:
    """Figures and days of the prose that stand in no row and no quotation, as written."""
    prose = recorded.prose
    basis = " ".join((*prose.rows.values(), *prose.explanations, *prose.quotes))
    numbers = {*_numbers(basis), str(prose.time_limit_days)}
    days = {*_days(basis), recorded.starts, recorded.ends}
    for text in (prose.answer, *prose.others):
        for match in FIGURE.finditer(text):
            shown = match.group()
            if not _numbers(shown) <= numbers or (not _numbers(shown) and shown not in basis):
                yield shown
        for match in DAY.finditer(text):
            if not _days(match.group()) <= days:
                yield match.group() + ("日" if "年" in match.group() else "")


def _numbers(text: str) -> set[str]:
    return set(NUMBER.findall(text.replace(",", "")))


def _days(text: str) -> set[dt.date | None]:
    found: set[dt.date | None] = set()
    for year, month, day in DAY.findall(text):
        try:
            found.add(dt.date(int(year), int(month), int(day)))
        except ValueError:
            found.add(None)
    return found


def _exceptions(recorded: Recorded) -> Iterator[str]:
    for text in (recorded.prose.answer, *recorded.prose.others):
        for match in SENTENCE.finditer(text):
            if EXCEPTION.search(match.group()):
                yield match.group().strip()
