"""The sign-off table: what a citizen would read for each answer that a rule does not accept.

Each row is read once by an editor and ticked. A tick is of a code, an answer and a sentence: a copy
that changes neither keeps it, another sentence is to be read anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from policies.languages import SOURCE
from policies.models import Condition, Duty, Edition, Option, Policy, Question, SignOff
from policies.models.made_from import fingerprint
from policies.publishing.content import asked_conditions
from policies.publishing.scopes import refusals
from policies.rules.told import told_if_unclear, told_if_unmet
from policies.speech import Speech

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Answer = tuple[str, str, bool, str]  # question, option, if unclear, fingerprint of the sentence


@dataclass(frozen=True, slots=True)
class Row:
    """One answer that some conditions of a rule do not accept, and the sentence that it leads to.

    `conditions` are those sentences of the page whose failing is explained so; `tick` is who read
    it, if somebody has.
    """

    question: str
    option: str
    is_unclear: bool
    asked: str
    answer: str
    sentence: str
    conditions: tuple[str, ...]
    tick: SignOff | None = None

    @property
    def key(self) -> Answer:
        """What a tick of this row is of."""
        return (self.question, self.option, self.is_unclear, fingerprint(self.sentence))

    @property
    def name(self) -> str:
        """The same as a form sends it."""
        return " ".join(map(str, self.key))

    def __str__(self) -> str:
        return f"“{self.asked}”答“{self.answer}”，读到“{self.sentence}”"


def rows_of(edition: Edition) -> list[Row]:
    """The table of an edition as its text stands, way by way: nothing of what is no rule.

    No query for an edition that is loaded, once its questions' options are.
    """
    if not isinstance(edition, Policy):
        return []
    found: dict[Answer, Row] = {}
    with override(SOURCE):
        rows = list(edition.loaded().conditions_in_ways.all())
        for condition, question, options in asked_conditions(rows):
            here = edition.region.is_in_municipality
            offered = [each for each in options if not (here and each.not_in_municipality)]
            for row in _rows_of(condition, question, offered):
                known = found.get(row.key)
                sentences = (*known.conditions, *row.conditions) if known else row.conditions
                found[row.key] = replace(row, conditions=tuple(dict.fromkeys(sentences)))
    return list(found.values())


def table_of(edition: Edition) -> list[Row]:
    """The same, with who has read which row. One query more."""
    rows = rows_of(edition)
    if not rows:
        return []
    ticks = {
        (tick.question, tick.option, tick.is_unclear, tick.fingerprint): tick
        for tick in SignOff.objects.filter(code=edition.code).select_related("person")
    }
    return [replace(row, tick=ticks.get(row.key)) for row in rows]


def unread(edition: Edition) -> list[Row]:
    """The rows that nobody has read yet."""
    return [row for row in table_of(edition) if row.tick is None]


def unread_blockers(edition: Edition) -> list[str]:
    """Why an edition is not approved: what nobody has read as a citizen would."""
    open_rows = unread(edition)
    if not open_rows:
        return []
    rows = "；".join(map(str, open_rows))
    return [f"签核表还有 {len(open_rows)} 行没有人看过，请先逐行看过、打勾：{rows}。"]


def sign_blockers(edition: Edition, *, by: User) -> list[str]:
    """Why this person may not tick: that is for who writes or approves here, in Chinese."""
    if edition.state == Edition.State.WITHDRAWN:
        return ["这一版已经撤回，没有人会再读到这些句子。"]
    not_as_author = refusals(by, edition, Duty.WRITE, {SOURCE})
    return not_as_author if refusals(by, edition, Duty.APPROVE, {SOURCE}) else []


@transaction.atomic
def sign(
    edition: Edition, names: Collection[str], *, by: User, now: dt.datetime | None = None
) -> int | None:
    """Tick rows by their names; how many were not ticked before.

    None, and nothing is ticked, where one of them does not stand in the table any more. Raises
    PermissionDenied for who may not tick here.
    """
    held = type(edition)._base_manager.select_for_update().filter(pk=edition.pk)
    stored = held.order_by("pk").first()
    if stored is None:
        return None  # it was deleted a moment ago
    if reasons := sign_blockers(stored, by=by):
        raise PermissionDenied(" ".join(reasons))
    day = timezone.localdate(now or timezone.now())
    table = {row.name: row for row in table_of(stored) if row.sentence}
    if not table.keys() >= set(names):
        return None
    new = [table[name] for name in dict.fromkeys(names) if table[name].tick is None]
    ticks = [
        SignOff(
            code=edition.code,
            question=row.question,
            option=row.option,
            is_unclear=row.is_unclear,
            sentence=row.sentence,
            fingerprint=fingerprint(row.sentence),
            person=by,
            day=day,
        )
        for row in new
    ]
    SignOff.objects.bulk_create(ticks, ignore_conflicts=True)  # somebody else ticked it meanwhile
    return len(new)


def _rows_of(condition: Condition, question: Question, offered: list[Option]) -> Iterator[Row]:
    """What is read for each answer that one condition does not accept."""
    speech = Speech(SOURCE)
    accepted, unclear = (
        {option.pk for option in several.all()}
        for several in (condition.accepted, condition.unclear)
    )
    for option in offered:
        is_unclear = option.residual or option.pk in unclear
        if option.pk in accepted and not is_unclear:
            continue
        told = told_if_unclear if is_unclear else told_if_unmet
        yield Row(
            question=question.code,
            option=option.code,
            is_unclear=is_unclear,
            asked=str(speech.of(question, "text")),
            answer=str(speech.of(option, "text")),
            sentence=str(told(condition, speech)),
            conditions=(condition.words,),
        )
