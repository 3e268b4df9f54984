"""Recording what was found when sources were read again.

Everybody who may verify may cast doubt, alone and at once. That nothing has changed is said by
somebody else than the author of the text: two persons then stand for it, one who wrote and one who
compared.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from policies.models import Citation, Duty, Edition, EditionChild, Passage, Source, Verification
from policies.models.canonical import part_model
from policies.models.edition import edition_models
from policies.publishing import events
from policies.publishing.actions import Refused, refuse_if, revise_for_anybody
from policies.publishing.scopes import refusals

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Result = Verification.Result
Known = Mapping[Passage, dt.datetime | None]


@dataclass
class Recorded:
    """What became of a reading: its records, the drafts it opened, and what stood in their way."""

    records: list[Verification] = field(default_factory=list)
    drafts: list[Edition] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@transaction.atomic
def record(
    passages: Collection[Passage],
    *,
    by: User,
    result: str,
    day: dt.date | None = None,
    note: str = "",
    known: Known | None = None,
    now: dt.datetime | None = None,
) -> Recorded:
    """Keep for ever what a person found in these passages on a day; today if none is given.

    `known` says of each passage when the newest record was noted that this person saw; left out,
    nobody asks. That nothing changed is no answer to a finding that was not seen.

    That a text changed concerns every live edition that rests on the same passage: each gets a
    record and a draft to work on. Raises Refused with every reason.
    """
    now = now or timezone.now()
    day = day or timezone.localdate(now)
    note = note.strip()
    _hold_sources(passages)
    resting = _resting_on(passages, now)
    citing = {passage: resting.get(passage, []) for passage in dict.fromkeys(passages)}
    blockers = _blockers(citing, by=by, result=result, day=day, note=note, now=now)
    refuse_if(blockers)  # who may not record is told nothing of what others found
    if result == Result.UNCHANGED and known is not None:
        refuse_if(_unseen(citing, known, by))
    if result == Result.CHANGED:
        citing = resting
    recorded = Recorded()
    for passage in citing:
        recorded.records.append(_store(passage, by, result, day, note, now))
    if result == Result.CHANGED:
        _open_drafts([edition for group in citing.values() for edition in group], by, recorded, now)
    events.record_event(now, "verification")
    return recorded


def _hold_sources(passages: Collection[Passage]) -> None:
    """Lock the sources of passages, in one order: who records something about one of them waits for
    whoever does, and sees what was found."""
    keys = {passage.source_id for passage in passages}
    held = Source._base_manager.select_for_update(no_key=True).filter(pk__in=keys)
    list(held.order_by("pk").values_list("pk", flat=True))


def _unseen(passages: Collection[Passage], known: Known, by: User) -> list[str]:
    """Which findings of other persons were noted since somebody looked."""
    blockers = []
    for passage in passages:
        about = Verification.objects.filter(**dataclasses.asdict(passage))
        found = about.select_related("person", "source").order_by("-day", "-pk").first()
        if found and found.person_id != by.pk and found.at != known.get(passage):
            what = f"{found.person}，{found.get_result_display()} {found.note}".strip()
            where = f"{found.source.title} {passage.locator}"
            blockers.append(f"{where} 在你打开之后有人记过：{what}。请看过再记。")
    return blockers


def passages_of(edition: Edition) -> list[Passage]:
    """The passages that an edition rests on, in their order. One query."""
    cited = edition.citations.order_by("pk")  # type: ignore[attr-defined]
    rows = cited.values_list("source_id", "locator", "quote")
    return [Passage(edition.code, *row) for row in rows]


def unchanged_blockers(editions: Collection[Edition], by: User) -> list[str]:
    """Why this person cannot say that the text of these live editions still holds."""
    return [
        _("%s 是你写的，“没有变化”要由另一个人来记；发现变化的话你可以自己记。") % edition
        for edition in editions
        if edition.author_id == by.pk
    ]


def _blockers(
    citing: dict[Passage, list[Edition]],
    *,
    by: User,
    result: str,
    day: dt.date,
    note: str,
    now: dt.datetime,
) -> list[str]:
    blockers = []
    if not citing:
        blockers.append(_("请先选出核对过的引用。"))
    if result not in Result.values:
        blockers.append(_("请选一个核对结果。"))
    if day > timezone.localdate(now):
        blockers.append(_("核对日期还没有到。"))
    if result == Result.CHANGED and not note:
        blockers.append(_("请写明原文变了什么。"))
    for edition in (edition for editions in citing.values() for edition in editions):
        blockers += refusals(by, edition, Duty.VERIFY)
    for passage, editions in citing.items():
        if not editions:
            blockers.append(_("网站上的 %s 没有引用这一处了，请刷新页面。") % passage.code)
        elif result == Result.UNCHANGED:
            blockers += unchanged_blockers(editions, by)
    return list(dict.fromkeys(blockers))


def _resting_on(passages: Collection[Passage], now: dt.datetime) -> dict[Passage, list[Edition]]:
    """Each of these words of a source, as every live edition of any kind cites them under its own
    code: one query a kind, however many there are."""
    words = {(passage.source_id, passage.locator, passage.quote) for passage in passages}
    found: dict[Passage, list[Edition]] = {}
    for model in edition_models():
        kind = cast(type[EditionChild], part_model(model, "citations"))
        sources = {source for source, _locator, _quote in words}
        live = {f"{kind.parent_link}__in": model.objects.live(now), "source__in": sources}
        cited = kind._base_manager.filter(**live)
        for citation in cited.select_related(kind.parent_link).order_by("pk"):
            row = cast(Citation, citation)
            edition = getattr(row, kind.parent_link)
            passage = Passage(edition.code, row.source_id, row.locator, row.quote)
            if (row.source_id, row.locator, row.quote) in words:
                found.setdefault(passage, []).append(edition)
    return found


def _store(
    passage: Passage, by: User, result: str, day: dt.date, note: str, now: dt.datetime
) -> Verification:
    """The record; the newest one again if it says the very same (a button pressed twice)."""
    about = dataclasses.asdict(passage)
    newest = Verification.objects.filter(**about).order_by("-pk").first()
    said = (by.pk, result, day, note)
    if newest and (newest.person_id, newest.result, newest.day, newest.note) == said:
        return newest
    return Verification.objects.create(
        **about, person=by, result=result, day=day, note=note, at=now
    )


def _open_drafts(
    editions: Collection[Edition], by: User, recorded: Recorded, now: dt.datetime
) -> None:
    """A draft of each, nobody's yet; what has one already is named (it is marked from now on), and
    so is what cannot be revised now."""
    for edition in {edition.code: edition for edition in editions}.values():
        drafts = type(edition).objects.open().filter(code=edition.code)
        if draft := drafts.first():
            recorded.notes.append(
                _("%s 已经有没有完成的草稿，那份草稿上标明了“来源已变”。") % draft
            )
            continue
        try:
            recorded.drafts.append(
                revise_for_anybody(edition, found_by=by, why=_("依据变了。"), now=now)
            )
        except Refused as refused:
            reasons = "".join(refused.reasons)
            recorded.notes.append(
                _("没能给 %(edition)s 建草稿：%(reasons)s")
                % {"edition": edition, "reasons": reasons}
            )
