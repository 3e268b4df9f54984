"""Rules that depend on the day: sources in force, reviews due, periods without a gap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from policies.languages import SOURCE
from policies.models.translated import SOURCE_SUFFIX, column
from policies.pack.files import Finding
from policies.pack.kinds import Content
from policies.pack.lint.checked import Checked, day_of
from policies.pack.refusals import PackRow, is_edition

REVIEW_WITHIN = dt.timedelta(days=90)
ONE_DAY = dt.timedelta(days=1)
COUNTED = "算起"


def _has_ended(content: Content, day: dt.date) -> bool:
    end = day_of(content.get("effective_to"))
    return end is not None and end < day


def _is_in_force(content: Content, day: dt.date) -> bool:
    start = day_of(content.get("effective_from"))
    return (start is None or start <= day) and not _has_ended(content, day)


def _cited(checked: Checked, row: PackRow) -> list[Content]:
    codes = [citation["source"] for citation in row.content.get("citations", ())]
    return [checked.sources[code] for code in codes if code in checked.sources]


def _editions(checked: Checked) -> Iterator[tuple[PackRow, list[Content]]]:
    """The editions in force on the day, with the sources they cite."""
    for row in checked.rows:
        cited = _cited(checked, row) if is_edition(row) else []
        if cited and _is_in_force(row.content, checked.day):
            yield row, cited


def resting_on_expired(checked: Checked) -> Iterator[Finding]:
    """A statement in force of which every source has ended."""
    for row, cited in _editions(checked):
        if all(_has_ended(source, checked.day) for source in cited):
            codes = "、".join(str(source["code"]) for source in cited)
            yield row.row.finding("citations", f"引用的依据都已失效：{codes}。")


def citing_expired(checked: Checked) -> Iterator[Finding]:
    """A statement in force of which one source of several has ended."""
    for row, cited in _editions(checked):
        ended = [str(source["code"]) for source in cited if _has_ended(source, checked.day)]
        if ended and len(ended) < len(cited):
            yield row.row.finding("citations", f"引用的依据已失效：{'、'.join(ended)}。")


def resting_on_future(checked: Checked) -> Iterator[Finding]:
    """A rule that is to apply before any of its sources is in force."""
    for row in checked.of("policy"):
        starts = [day_of(source["effective_from"]) for source in _cited(checked, row)]
        applies = day_of(row.content["effective_from"]) or checked.day
        later = [start for start in starts if start is not None and start > applies]
        if starts and len(later) == len(starts):
            message = f"依据从 {min(later)} 才施行，比这条规则晚。"
            yield row.row.finding("effective_from", message)


def silent_about_future(checked: Checked) -> Iterator[Finding]:
    """Text resting on law that is not yet in force and does not say from when."""
    for row, cited in _editions(checked):
        if row.kind.name in {"policy", "procedure"}:
            continue
        text = "".join(
            str(value) for name, value in row.content.items() if name.endswith(SOURCE_SUFFIX)
        )
        for source in cited:
            start = day_of(source["effective_from"])
            if start and start > checked.day and str(start.year) not in text:
                message = f"{source['code']} 从 {start} 施行，文字里没有写明。"
                yield row.row.finding("citations", message)


def starts_of_a_paper(checked: Checked) -> Iterator[Finding]:
    """A rule that begins on the day of a document which names no beginning, and hides that."""
    for row in checked.of("policy"):
        start, cited = day_of(row.content["effective_from"]), _cited(checked, row)
        if not start or COUNTED in str(row.content[column("notes", SOURCE)]):
            continue
        named = any(day_of(each["effective_from"]) == start for each in cited)
        if not named and any(day_of(each["issued_on"]) == start for each in cited):
            message = f"{start} 是文件自己的日期，说明里没有写明是从它“{COUNTED}”的。"
            yield row.row.finding("effective_from", message)


def reviews_overdue(checked: Checked) -> Iterator[Finding]:
    """A row whose review was due before the day."""
    for row in checked.rows:
        due = day_of(row.content.get("review_by"))
        if due and due < checked.day and not _has_ended(row.content, checked.day):
            yield row.row.finding("review_by", f"应在 {due} 前复核，已经过期。")


def quoted_without_review(checked: Checked) -> Iterator[Finding]:
    """A rule quoted at second hand that nobody is to look at within 90 days."""
    for row in checked.rows:
        if row.content.get("evidence") == "quoted" and not _is_reviewed_in_time(row.content):
            yield row.row.finding("review_by", "转引的内容要在看到来源后 90 天内复核。")


def _is_reviewed_in_time(content: Content) -> bool:
    due = day_of(content.get("review_by"))
    seen = [day_of(citation["seen_on"]) for citation in content["citations"]]
    latest = max((day for day in seen if day), default=None)
    return due is not None and (latest is None or due <= latest + REVIEW_WITHIN)


def gaps_between_periods(checked: Checked) -> Iterator[Finding]:
    """Days between two rules of one region and scenario on which neither applies."""
    places: dict[tuple[str, str], list[PackRow]] = {}
    for row in checked.of("policy"):
        places.setdefault((row.content["region"], row.content["scenario"]), []).append(row)
    for rows in places.values():
        rows.sort(key=lambda row: row.content["effective_from"] or "")
        for before, after in pairwise(rows):
            end, start = (
                day_of(before.content["effective_to"]),
                day_of(after.content["effective_from"]),
            )
            if end and start and start > end + ONE_DAY:
                days = f"{end + ONE_DAY} 到 {start - ONE_DAY}"
                message = f"{days} 没有自己的规则（见 {before.row.line} 行）。"
                yield after.row.finding("effective_from", message)
