"""Which edition a page shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone

from policies.addresses import address_of
from policies.models import Edition
from policies.rules.citations import Cited
from policies.views.values.citation import CheckedDays, checked_days


@dataclass(frozen=True, slots=True)
class EditionFooter:
    """Which edition this is, since when, its address for ever, and where to write to us.

    `is_of_one`: one person published it, and no second person has signed it yet.
    """

    code: str
    version: int
    hash: str
    published_on: dt.date
    checked: CheckedDays
    short_url: str
    history_url: str
    feedback_url: str
    is_of_one: bool = False


def edition_footer(edition: Edition, cited: Iterable[Cited], page_url: str) -> EditionFooter:
    """The footer of a published edition that cites these passages and is shown at an address."""
    about = {"address": page_url, "edition": edition.edition_label}
    return EditionFooter(
        code=edition.code,
        version=edition.version,
        hash=edition.content_hash,
        published_on=timezone.localdate(edition.publish_at),
        checked=checked_days(cited),
        short_url=settings.SITE_URL + address_of("short", edition.code),
        history_url=address_of("short-version", edition.code, edition.version),
        feedback_url=f"{address_of('feedback')}?{urlencode(about)}",
        is_of_one=edition.awaits_countersignature,
    )
