"""Citations as the source list takes them, and the days on which they were looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from policies.models.source import is_official_address
from policies.rules.citations import Cited
from policies.speech import Speech


@dataclass(frozen=True, slots=True)
class CheckedDays:
    """The day a statement was verified and the day its source was seen, each if there is one."""

    verified_on: dt.date | None = None
    seen_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class CitationLine:
    """A passage of a source. `lang` marks the Chinese of documents, which is never translated;
    `link` is an address only where it may be followed."""

    code: str
    title: str
    lang: str | None
    issuer: str
    doc_number: str
    issued_on: dt.date | None
    locator: str
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
        title=cited.title,
        lang=speech.untranslated(cited.title).lang,
        issuer=cited.issuer,
        doc_number=cited.doc_number,
        issued_on=cited.issued_on,
        locator=cited.locator,
        quote=cited.quote,
        checked=CheckedDays(cited.verified_on, cited.seen_on),
        page_url=reverse("source", args=[cited.code]),
        link=cited.url if is_official_address(cited.url) else "",
        is_broken=cited.link_state in ("gone", "timed_out"),
    )


def checked_days(citations: Iterable[Cited]) -> CheckedDays:
    """The day from which all citations are verified, and the first day one was seen."""
    citations = list(citations)
    verified = [cited.verified_on for cited in citations if cited.verified_on]
    all_verified = bool(citations) and len(verified) == len(citations)
    return CheckedDays(
        verified_on=min(verified) if all_verified else None,
        seen_on=min((cited.seen_on for cited in citations if cited.seen_on), default=None),
    )
