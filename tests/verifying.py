"""Sources read again, as an editor does it."""

from __future__ import annotations

import datetime as dt

from policies.models import Edition
from policies.publishing.verification import Recorded, passages_of, record
from tests import factories as make


def read_again(
    edition: Edition,
    result: str = "unchanged",
    *,
    by: str = "checker",
    at: dt.datetime = make.NOON + make.DAY,
    note: str = "",
) -> Recorded:
    """Record one result for every passage of a live edition, at an instant and for its day."""
    note = note or ("第三款改了。" if result == "changed" else "")
    passages = passages_of(edition)
    return record(passages, by=make.user(by), result=result, note=note, now=at)
