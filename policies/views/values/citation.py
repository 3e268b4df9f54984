"""Citations as the source list takes them, and the days on which they were looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from policies.addresses import address_of
from policies.models import Verification
from policies.models.source import NOT_SEEN, is_official_address
from policies.quoting import at_the_words
from policies.rules.citations import Cited
from policies.site_notes import name_and_note
from policies.speech import Joined, Said, Speech

Result = Verification.Result


@dataclass(frozen=True, slots=True)
class CheckedDays:
    """The day a statement was verified and the day its source was seen, each if there is one.

    `doubt` says in words what the newest reading found instead, and `doubted_on` on which day.
    """

    verified_on: dt.date | None = None
    seen_on: dt.date | None = None
    doubt: str = ""
    doubted_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class CitationLine:
    """A passage of a source. The Chinese of documents is never translated; `link` is an address
    only where it may be followed, and opens at the words."""

    code: str
    title: Said | Joined
    issuer: Said | Joined
    doc_number: Said
    issued_on: dt.date | None
    article: Said
    quote: str
    checked: CheckedDays
    page_url: str
    link: str
    is_broken: bool


def citation_lines(citations: Iterable[Cited], speech: Speech) -> list[CitationLine]:
    """Citations as the source list takes them; only official addresses become links."""
    return [_line(cited, speech) for cited in citations]


def _line(cited: Cited, speech: Speech) -> CitationLine:
    return CitationLine(
        code=cited.code,
        title=name_and_note(cited.title, speech),
        issuer=name_and_note(cited.issuer, speech),
        doc_number=speech.untranslated(cited.doc_number),
        issued_on=cited.issued_on,
        article=speech.untranslated("" if cited.locator == NOT_SEEN else cited.locator),
        quote=cited.quote,
        checked=checked_days([cited]),
        page_url=address_of("source", cited.code),
        link=at_the_words(cited.url, cited.quote) if is_official_address(cited.url) else "",
        is_broken=cited.link_state in ("gone", "timed_out"),
    )


def checked_days(citations: Iterable[Cited]) -> CheckedDays:
    """The day from which all citations are verified, and the first day one was seen.

    The newest doubt about one of them is a doubt about all.
    """
    citations = list(citations)
    doubted = max((c for c in citations if c.doubt), key=_changed_last, default=None)
    verified = [cited.verified_on for cited in citations if cited.verified_on]
    all_verified = bool(citations) and len(verified) == len(citations)
    return CheckedDays(
        verified_on=min(verified) if all_verified else None,
        seen_on=min((cited.seen_on for cited in citations if cited.seen_on), default=None),
        doubt=doubt_words(doubted.doubt) if doubted else "",
        doubted_on=doubted.checked_on if doubted else None,
    )


def doubt_words(result: str) -> str:
    """What a reading found that was not "unchanged", as readers are told."""
    if result == Result.CHANGED:
        return _("核对时发现原文有变动，正在核对")
    if result == Result.GONE:
        return _("核对时原文已经不在那里")
    return _("核对时打不开原文")


def _changed_last(cited: Cited) -> tuple[bool, dt.date]:
    """Orders doubts: that a text changed weighs most, then the newest."""
    return cited.doubt == Result.CHANGED, cited.checked_on or dt.date.min
