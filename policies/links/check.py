"""What an answer says about a source, noted beside it; what of that an editor must know."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from policies.links.anchor import Anchor, Found, anchored
from policies.links.fetch import Answer, Browser, NotOpened
from policies.links.readable import readable_text
from policies.models import CitedSentence, LinkCheck, Source, Verification
from policies.publishing.readings import readings

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Outcome, LinkState = LinkCheck.Outcome, Source.LinkState
DAYS_UNTIL_SAID = 3  # a source is gone, or does not answer, when it was so on this many days
BLOCKING = {401, 403, 405, 406, 412, 418, 429, 451}


def unchecked(day: dt.date, *, host: str = "") -> list[Source]:
    """The sources with an official address that were not asked on a day yet, hosts taking turns."""
    asked = LinkCheck.objects.filter(source=OuterRef("pk"), day=day)
    rows = Source.objects.exclude(url="").filter(~Exists(asked)).order_by("code")
    by_host: dict[str, list[Source]] = {}
    for source in rows:
        if source.link and host in ("", host_of(source)):
            by_host.setdefault(host_of(source), []).append(source)
    turns = max(map(len, by_host.values()), default=0)
    return [group[turn] for turn in range(turns) for group in by_host.values() if turn < len(group)]


def host_of(source: Source) -> str:
    """The host of a source's address, with its port if it names one."""
    return source.url.split("/")[2].lower()


def check(
    source: Source, browser: Browser, *, day: dt.date, quotes: Collection[str]
) -> LinkCheck | None:
    """Open a source and note what was found; None if its host asked to be left alone for now."""
    last = LinkCheck.objects.filter(source=source).exclude(text_sha256="").first()
    etag, last_modified = (last.etag, last.last_modified) if last else ("", "")
    try:
        answer = browser.open(source.url, etag=etag, last_modified=last_modified)
    except NotOpened as refused:
        if refused.why == "later":
            return None
        return _note(source, LinkCheck(outcome=refused.why, note=str(refused)[:200]), day)
    noted, text = _noted(answer, last)
    return _note(source, noted, day, text, quotes)


def _noted(answer: Answer, last: LinkCheck | None) -> tuple[LinkCheck, str | None]:
    """What to note of an answer, and the text to look for sentences in, if it has a new one."""
    noted = LinkCheck(outcome=_outcome(answer), status=answer.status, url=answer.url[:2000])
    if answer.status == 304 and last:
        noted.text_sha256, noted.etag = last.text_sha256, last.etag
        noted.last_modified = last.last_modified
    if answer.status != 200:
        return noted, None
    noted.etag = answer.headers.get("etag", "")[:400]
    noted.last_modified = answer.headers.get("last-modified", "")[:80]
    text = readable_text(answer.body, answer.headers.get("content-type", ""))
    if text is None:
        noted.note = "不是网页，程序读不出文字"
    else:
        noted.text_sha256 = hashlib.sha256(text.encode()).hexdigest()
    return noted, text


def _outcome(answer: Answer) -> str:
    if answer.status in (200, 304):
        return Outcome.MOVED if answer.moved else Outcome.WORKS
    if answer.status in (404, 410):
        return Outcome.GONE
    return Outcome.BLOCKED if answer.status in BLOCKING else Outcome.TIMED_OUT


@transaction.atomic
def _note(
    source: Source,
    noted: LinkCheck,
    day: dt.date,
    text: str | None = None,
    quotes: Collection[str] = (),
) -> LinkCheck:
    noted.source, noted.day = source, day
    noted.save()
    state = _state(source)
    if state != source.link_state:
        Source.objects.filter(pk=source.pk).update(link_state=state)
    if text is not None:
        for quote in quotes:
            _look_for(source, quote, text, day)
    return noted


def _state(source: Source) -> str:
    """What the newest checks make of a source; one bad day leaves its state as it was."""
    newest = list(LinkCheck.objects.filter(source=source)[:DAYS_UNTIL_SAID])
    outcome = newest[0].outcome
    if outcome in (Outcome.GONE, Outcome.TIMED_OUT):
        same = len(newest) == DAYS_UNTIL_SAID and {each.outcome for each in newest} == {outcome}
        return outcome if same else source.link_state
    if outcome == Outcome.WORKS and _text_changed(source, newest[0]):
        return LinkState.CHANGED
    return outcome


def _text_changed(source: Source, newest: LinkCheck) -> bool:
    """Whether the text is another than when an editor read it last, or when it was seen first."""
    with_text = LinkCheck.objects.filter(source=source).exclude(text_sha256="").order_by("day")
    read = Verification.objects.filter(source=source, result=Verification.Result.UNCHANGED).first()
    then = with_text.filter(day__lte=read.day).last() if read else None
    known = then or with_text.first()
    return bool(newest.text_sha256 and known and known.text_sha256 != newest.text_sha256)


def _look_for(source: Source, quote: str, text: str, day: dt.date) -> None:
    row = CitedSentence.objects.filter(source=source, quote=quote).first() or CitedSentence(
        source=source, quote=quote
    )
    state, anchor = anchored(text, Anchor(quote, row.before, row.after))
    row.state, row.before, row.after = state, anchor.before, anchor.after
    if state == Found.GONE:
        row.lost_on = row.lost_on or (day if row.found_on else None)
    else:
        row.found_on, row.lost_on = day, None
    row.save()


@dataclass(frozen=True, slots=True)
class Alarms:
    """What an editor must know: cited sources gone for days, cited sentences that changed."""

    gone: list[Source]
    changed: list[CitedSentence]

    @property
    def number(self) -> int:
        return len(self.gone) + len(self.changed)


def alarms(now: dt.datetime, *, by: User | None = None) -> Alarms:
    """What concerns something live and nobody read since, within a person's scope. Two queries; a
    query a kind of edition where anything is gone or lost."""
    gone, lost = Source.objects.filter(link_state=LinkState.GONE).order_by("code"), list(_lost())
    doubtful = {each.pk for each in gone} | {row.source_id for row in lost}
    cited = readings(now, by=by, sources=doubtful) if doubtful else []
    quotes = {(each.passage.source_id, each.passage.quote) for each in cited}
    sources = {each.passage.source_id for each in cited}
    return Alarms(
        [each for each in gone if each.pk in sources],
        [row for row in lost if (row.source_id, row.quote) in quotes],
    )


def _lost() -> QuerySet[CitedSentence]:
    read_since = Verification.objects.filter(
        Q(day__gte=OuterRef("lost_on")), source=OuterRef("source"), quote=OuterRef("quote")
    )
    lost = CitedSentence.objects.filter(lost_on__isnull=False).filter(~Exists(read_since))
    return lost.select_related("source").order_by("lost_on", "pk")
