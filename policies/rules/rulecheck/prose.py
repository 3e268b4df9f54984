"""The words of a rule against its rows and quotations."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from policies.rules.rulebook import Question, Verdict
from policies.rules.rulecheck.figures import FIGURE, NUMBER
from policies.rules.rulecheck.findings import Fault, Kind
from policies.rules.rulecheck.measures import Measure, figures
from policies.rules.rulecheck.recorded import Recorded
from policies.rules.rulecheck.scope import in_scope

DAY = re.compile(r"(\d{4})\s*(?:年|-)\s*(\d{1,2})\s*(?:月|-)\s*(\d{1,2})")
OF_A_YEAR = re.compile(r"(?<![\d-])(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")  # of whichever
SENTENCE = re.compile(r"[^。；！？\n]+")
# A sentence that takes something out of what it says; nor does it where it leads to the rule that
# says otherwise, which is recorded by itself.
EXCEPTION = re.compile(
    r"仍能|仍可|仍然|仍旧|依然|依旧|照样|(?<![解删免扣])除.*外(?![地省国市])|除非|例外|以外的(?:人|，)|不[受在].{0,8}限|不在此列|不适用"
    r"|(?:但|不过|可是|然而).*(?:(?<![不只])(?:可以|能(?!力)|可[取提支用申领]|准予|允许))"
    r"|只有.*才|特殊情况.*可|原则上|一般(?:情况下)?[不都]"
    r"|另有规定(?!.*(?:见|按国家的规定))|另行规定|另作规定"
)
# What an answer allows, what it refuses, and what else in it may carry a no.
ALLOWS = re.compile(r"(?<!不)(?:可以|能(?!力))")
REFUSES = re.compile(r"不可以|不能|不得|不予|不准|不许|不允许|禁止")
DENIES = re.compile(rf"{REFUSES.pattern}|不在|不算|没有|无法")
# What an answer says of a place, the options of which that is untrue, and what else may name them.
PLACES = (
    (re.compile(r"省内"), re.compile(r"别的省|外省|省以外"), re.compile(r"跨省|外省|省外|别的省")),
    (
        re.compile(r"市内|本市|同城"),
        re.compile(r"别的市|别的省|外省"),
        re.compile(r"跨|异地|外地|别的"),
    ),
)
VERDICTS = {"yes": "可以", "conditional": "符合条件才可以", "no": "不可以"}


def in_prose(recorded: Recorded, questions: Mapping[str, Question]) -> Iterator[Fault]:
    """Figures and days that nothing carries, exceptions without a way, a verdict that is not the
    one of the answer's words, and an answer that is untrue of somebody whom the rule lets through.
    """
    if contradicting := _against_verdict(recorded.prose.answer, recorded.rule.verdict):
        verdict = VERDICTS[recorded.rule.verdict]
        yield Kind.VERDICT_WORDS, f"结论是“{verdict}”，一句话回答{contradicting}。", {}
    for shown in _uncarried(recorded):
        yield Kind.FIGURE, f"“{shown}”在条件和摘录里都没有，请核对。", {}
    yield from _untrue_of(recorded, questions)
    yield from in_scope(recorded)
    if not recorded.rule.ways:
        for sentence in _exceptions(recorded):
            yield Kind.EXCEPTION, f"“{sentence}”是一个例外，规则里却没有这条途径。", {}


def _untrue_of(recorded: Recorded, questions: Mapping[str, Question]) -> Iterator[Fault]:
    """Accepted answers against which the sentence of the rule names a place."""
    answer = recorded.prose.answer
    for said, contrary, named in PLACES:
        if not (place := said.search(answer)) or named.search(answer):
            continue
        for each in (each for way in recorded.rule.ways for each in way):
            question = questions.get(each.question or "")
            for option in sorted(each.accepts) if question else ():
                words = question.said(option) if question else option
                if contrary.search(words):
                    message = f"一句话回答说“{place.group()}”，规则却也让答“{words}”的人通过。"
                    yield Kind.ANSWER_FOR_SOME, message, {each.question or "": option}


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
    measured = {each.measure for each in figures(basis, ones=True)}
    measured.add(Measure(Decimal(prose.time_limit_days or 0), "day"))
    days = {*_days(basis), recorded.starts, recorded.ends}
    days.update(day for source in recorded.sources for day in source.days)
    for text in (prose.answer, *prose.others):
        written = list(figures(text))
        said = {each.at: each.words for each in written if each.measure not in measured}
        for match in FIGURE.finditer(text):
            shown = match.group()
            if match.start() in {each.at for each in written}:
                continue  # looked at with what it measures
            if not _numbers(shown) <= numbers or (not _numbers(shown) and shown not in basis):
                said[match.start()] = shown
        yield from (said[at] for at in sorted(said))
        for match in DAY.finditer(text):
            if not _days(match.group()) <= days:
                yield match.group() + ("日" if "年" in match.group() else "")
        named = {(day.month, day.day) for day in days if day} | _of_a_year(basis)
        for match in OF_A_YEAR.finditer(DAY.sub("", text)):
            if not _of_a_year(match.group()) <= named:
                yield match.group()


def _numbers(text: str) -> set[str]:
    return set(NUMBER.findall(text.replace(",", "")))


def _of_a_year(text: str) -> set[tuple[int, int]]:
    return {(int(month), int(day)) for month, day in OF_A_YEAR.findall(DAY.sub("", text))}


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
