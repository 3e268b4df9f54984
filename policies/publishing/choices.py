"""What becomes of editions that wait to go live while another one is published or withdrawn.

Nothing is decided by the order of events alone: whoever publishes or withdraws says for each
scheduled edition of the code whether it is called off or kept, and whether a text that was written
before the live one went live may replace it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.languages import SOURCE
from policies.models import Edition
from policies.models.edition import WORKFLOW_COLUMNS
from policies.models.translated import column, translated_fields
from policies.publishing.live_periods import (
    Span,
    beside_publication,
    live_beside,
    scheduled_beside,
    span_of,
)

FIRST_WORDS = 40


class Fate(models.TextChoices):
    """What is chosen for an edition that waits to go live."""

    CALL_OFF = "off", gettext_lazy("叫停它：它不再上线")
    CARRY = "carry", gettext_lazy("叫停它，并照它的文字另建一份草稿，把这次的改动带进去")
    KEEP = "keep", gettext_lazy("保留它：到时候照样上线")
    REPLACE = "replace", "取代它：它的改动已经写进这一版，或者不要了"
    RETURN = "return", "仍然上线：撤回的原因看过了，这一版没有那个问题"


@dataclass(frozen=True, slots=True)
class Choice:
    """The fate of a scheduled edition; `reason` says why it is called off."""

    fate: str
    reason: str = ""

    @property
    def calls_off(self) -> bool:
        return self.fate in (Fate.CALL_OFF, Fate.CARRY)


Choices = Mapping[int, Choice]  # by version


def fates(scheduled: Edition, start: dt.datetime | None, now: dt.datetime) -> list[Fate]:
    """What may be chosen for a scheduled edition, or for one that went live or off meanwhile.

    `start` is when the edition that is being published goes live, None while one is withdrawn.
    Only what was published before the scheduled one can be carried into it; of two that go live
    at the same instant one would never be seen.
    """
    if scheduled.state == Edition.State.WITHDRAWN:
        return [Fate.RETURN]
    if cast(dt.datetime, scheduled.publish_at) <= now:
        return [Fate.REPLACE]
    every = [Fate.CALL_OFF, Fate.CARRY, Fate.KEEP]
    if start is None or cast(dt.datetime, scheduled.publish_at) < start:
        return [Fate.CALL_OFF, Fate.KEEP]
    return [Fate.CALL_OFF] if scheduled.publish_at == start else every


def start_of(edition: Edition, now: dt.datetime) -> dt.datetime:
    """When an edition goes live if it is approved now."""
    return max(now, edition.publish_at or now)


def publication_blockers(edition: Edition, choices: Choices, now: dt.datetime) -> list[str]:
    """What is still to be said about other editions of the code by who publishes this one."""
    beside = beside_publication(edition, now)
    return choice_blockers(beside, choices, start_of(edition, now), now)


def replaced_note(choices: Choices) -> str:
    """What the register says of editions that went live or off meanwhile, as somebody chose."""
    said = {
        Fate.REPLACE: "看过写好之后上线的第 {} 版，由这一版取代。",
        Fate.RETURN: "看过写好之后撤回的第 {} 版和撤回的原因，这一版仍然上线。",
    }
    chosen = [(version, Fate(c.fate)) for version, c in choices.items() if c.fate in said]
    return "".join(said[fate].format(version) for version, fate in chosen)


def choice_blockers(
    scheduled: Sequence[Edition], choices: Choices, start: dt.datetime | None, now: dt.datetime
) -> list[str]:
    """What is still to be said about the editions that wait to go live."""
    blockers = []
    for other in scheduled:
        choice = choices.get(other.version)
        may = fates(other, start, now)
        if choice is None or choice.fate not in may:
            labels = "；".join(str(fate.label) for fate in may)
            blockers.append(_undecided(may) % {**named(other), "may": labels})
        elif choice.calls_off and not choice.reason.strip():
            blockers.append(_("请写明为什么叫停第 %s 版。") % other.version)
    if unknown := sorted(set(choices) - {other.version for other in scheduled}):
        gone = "、".join(map(str, unknown))
        blockers.append(_("第 %s 版现在不在等待上线，请重新看过时间线再选。") % gone)
    if sum(choice.fate == Fate.CARRY for choice in choices.values()) > 1:
        blockers.append(_("一次只能把改动带进一版；其余的请叫停或者保留。"))
    return blockers


def _undecided(may: Sequence[Fate]) -> str:
    if may == [Fate.RETURN]:
        return (
            "第 %(version)s 版在这份稿子写好之后，于 %(off)s 撤回了（原因：%(why)s）。"
            "请选：%(may)s；不然就退回，让作者改。"
        )
    if may == [Fate.REPLACE]:
        return (
            "第 %(version)s 版在这份稿子写好之后，于 %(at)s 上线了，它的改动不在这份稿子里。"
            "请选：%(may)s；不然就退回，让作者写进来。"
        )
    return _("第 %(version)s 版已经批准，定于 %(at)s 上线。请选一样：%(may)s。")


def planned(
    edition: Edition,
    approved: Sequence[Edition],
    choices: Choices,
    now: dt.datetime,
    start: dt.datetime | None,
) -> list[Span]:
    """The spans of the approved editions of a code as they will be: `edition` published at `start`,
    or withdrawn now."""
    spans = []
    for each in approved:
        choice = choices.get(each.version)
        gone = (choice is not None and choice.calls_off) or (each.pk == edition.pk and not start)
        span = span_of(each)
        spans.append(Span(span.version, span.start, now) if gone else span)
    return [*spans, Span(edition.version, start)] if start else spans


def named(edition: Edition) -> dict[str, object]:
    """An edition for a reason: which, when it goes live and went off in Beijing, and why."""
    at, off = (
        f"{timezone.localtime(each):%Y-%m-%d %H:%M}" if each else ""
        for each in (edition.publish_at, edition.withdrawn_at)
    )
    why = getattr(edition, column("withdrawal_reason", SOURCE))
    return {"version": edition.version, "at": at, "off": off, "why": why}


@dataclass(frozen=True, slots=True)
class Line:
    """One edition on the time line of a code."""

    edition: Edition
    since: dt.datetime
    until: dt.datetime | None
    is_live: bool
    is_this: bool

    @property
    def first_words(self) -> str:
        """How its text begins, so that editors know it."""
        model = type(self.edition)
        texts = set(translated_fields(model)) - WORKFLOW_COLUMNS
        first = next(field.name for field in model._meta.concrete_fields if field.name in texts)
        text = str(getattr(self.edition, column(first, SOURCE)) or "")
        return f"{text[:FIRST_WORDS]}…" if len(text) > FIRST_WORDS else text


def time_line(edition: Edition, now: dt.datetime) -> list[Line]:
    """The editions of this code that are live or scheduled, and this one, in order of time."""
    beside = [live_beside(edition, now), *scheduled_beside(edition, now)]
    rows = [each for each in (*beside, edition) if each is not None]
    lines = [
        Line(
            each,
            since=start_of(each, now) if each.is_open else cast(dt.datetime, each.publish_at),
            until=each.live_until,
            is_live=not each.is_open and cast(dt.datetime, each.publish_at) <= now,
            is_this=each.pk == edition.pk,
        )
        for each in rows
    ]
    return sorted(lines, key=lambda line: (line.since, line.edition.version))
