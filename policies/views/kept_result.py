"""A result of the wizard that was kept: its address carries its day and its editions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from policies.models import Edition
from policies.models.edition import CODE_PATTERN
from policies.qr import qr_inline
from policies.views import parameters
from policies.views.page import Reader

EDITION = re.compile(rf"({CODE_PATTERN})-v([1-9][0-9]{{0,4}})(?![0-9])")
MOST_EDITIONS = 60  # more rules than a place has, and an address that still fits on paper


@dataclass(frozen=True, slots=True)
class KeptOn:
    """The day a result was made on, and the editions that it rested on: (code, version)."""

    day: dt.date
    editions: tuple[tuple[str, str], ...]

    def pairs(self) -> list[tuple[str, str]]:
        """What stands of it in the address."""
        words = ".".join(f"{code}-v{version}" for code, version in self.editions)
        return [("known_on", str(self.day)), ("edition", words)]


@dataclass(frozen=True, slots=True)
class KeptResult:
    """What a result says of itself as kept: its address with the day and a code to scan, empty
    where it is not; `keep_url` leads there. `then` are the editions that it rested on and does no
    more, each with its page; None where the page was not kept on a day before today."""

    keep_url: str
    address: str = ""
    qr: SafeString | str = ""
    day: dt.date | None = None
    then: Mapping[str, str] | None = None
    is_changed: bool = False


def kept_in(query: QueryDict, today: dt.date) -> KeptOn | None:
    """The day and the editions in an address; None without a day, or with one to come. Raises
    BadRequest for what is no day, WrittenOtherwise."""
    day = parameters.day(query, "known_on")
    if day is None or day > today:
        return None
    found = EDITION.findall(parameters.text(query, "edition"))
    return KeptOn(day, tuple(dict.fromkeys(found))[:MOST_EDITIONS])


def kept_now(editions: Collection[Edition], reader: Reader) -> KeptOn:
    """The result of this moment, to be kept."""
    found = sorted({(each.code, str(each.version)) for each in editions})
    return KeptOn(reader.today, tuple(found)[:MOST_EDITIONS])


def kept_result(kept: KeptOn | None, now: KeptOn, *, url: str, keep_url: str) -> KeptResult:
    """How a result stands to the one that was kept; `url` is its own address, `keep_url` the one
    under which the result of now is kept."""
    if kept is None:
        return KeptResult(keep_url)
    address = settings.SITE_URL + url
    return KeptResult(
        keep_url=keep_url,
        address=address,
        qr=qr_inline(address, scale=3, name=_("二维码：这个结果的网址")),
        day=kept.day,
        then={
            f"{code}/v{version}": reverse("short-version", args=[code, version])
            for code, version in kept.editions
            if (code, version) not in now.editions
        }
        if kept.day != now.day
        else None,
        is_changed={*kept.editions} != {*now.editions},
    )
