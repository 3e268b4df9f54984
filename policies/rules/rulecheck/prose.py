"""The words of a rule against its rows and quotations."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from policies.rules.rulebook import Verdict
from policies.rules.rulecheck.figures import FIGURE, NUMBER
from policies.rules.rulecheck.findings import Fault, Kind
from policies.rules.rulecheck.recorded import Recorded

DAY = re.compile(r"(\d{4})\s*(?:年|-)\s*(\d{1,2})\s*(?:月|-)\s*(\d{1,2})")
SENTENCE = re.compile(r"[^。；！？\n]+")
# A sentence that takes something out of what it says.
EXCEPTION = re.compile(r"仍能|仍可|仍然|除[^，]*外|但[^，]*可以")
# What an answer allows, what it refuses, and what else in it may carry a no.
ALLOWS = re.compile(r"(?<!不)(?:可以|能(?!力))")
REFUSES = re.compile(r"不可以|不能|不得|不予|不准|不许|不允许|禁止")
DENIES = re.compile(rf"{REFUSES.pattern}|不在|不算|没有|无法")
VERDICTS = {"yes": "可以", "conditional": "符合条件才可以", "no": "不可以"}


def in_prose(recorded: Recorded) -> Iterator[Fault]:
    """Figures and days that nothing carries, exceptions without a way, and a verdict that is not
    the one of the answer's words."""
    if contradicting := _against_verdict(recorded.prose.answer, recorded.rule.verdict):
        verdict = VERDICTS[recorded.rule.verdict]
        yield Kind.VERDICT_WORDS, f"结论是“{verdict}”，一句话回答{contradicting}。", {}
    for shown in _uncarried(recorded):
        yield Kind.FIGURE, f"“{shown}”在条件和摘录里都没有，请核对。", {}
    if not recorded.rule.ways:
        for sentence in _exceptions(recorded):
            yield Kind.EXCEPTION, f"“{sentence}”是一个例外，规则里却没有这条途径。", {}


def _against_verdict(answer: str, verdict: Verdict) -> str:
    """What in an answer is against a verdict, in words; empty if nothing is.

    What comes first counts: "cannot be, what was credited before can" is a no, and nobody begins
    to allow with a refusal.
    """
    allows = ALLOWS.search(answer)
    refuses = (DENIES if verdict == "no" else REFUSES).search(answer)
    if verdict == "no" and answer and refuses is None:
        return "里却没有说不可以"
    if refuses and verdict != "no" and (allows is None or refuses.start() < allows.start()):
        return f"却先说“{refuses.group()}”"
    if refuses and allows and verdict == "no" and allows.start() < refuses.start():
        return f"却先说“{allows.group()}”"
    return ""


def _uncarried(recorded: Recorded) -> Iterator[str]:
    """Figures and days of the prose that stand in no row, no quotation and no day of a source."""
    prose = recorded.prose
    basis = " ".join((*prose.rows.values(), *prose.explanations, *prose.quotes))
    numbers = {*_numbers(basis), str(prose.time_limit_days)}
    days = {*_days(basis), recorded.starts, recorded.ends}
    days.update(day for source in recorded.sources for day in source.days)
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
