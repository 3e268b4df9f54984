"""What a rule rests on, on a day: sources that have ended, reviews that are due, translations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from policies.rules.rulecheck.findings import Fault, Kind
from policies.rules.rulecheck.recorded import Recorded


def in_standing(recorded: Recorded, day: dt.date) -> Iterator[Fault]:
    """Expired sources, an overdue review and missing translations of a rule in force."""
    for source in recorded.sources:
        if source.ends is not None and source.ends < day:
            yield (
                Kind.EXPIRED_SOURCE,
                f"依据“{source.title or source.code}”到 {source.ends} 已经失效。",
                {},
            )
    if recorded.review_due is not None and recorded.review_due < day:
        yield Kind.OVERDUE, f"应在 {recorded.review_due} 前复核，已经过期。", {}
    for name in recorded.prose.untranslated:
        yield Kind.UNTRANSLATED, f"没有译文：{name}。", {}
