"""Fills a database with three dated policies for every region and scenario, to measure on.

3,213 regions × 23 scenarios × 3 periods are 221,697 policies, each with its citation. Drafts and
citations are stored in bulk, then one UPDATE approves them, so that every trigger holds.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator

from rich.progress import track

from policies.models import Policy, PolicyCitation, PublicationEvent, Region, Scenario, Source
from policies.models.edition import CODE_ALPHABET, CODE_LENGTH

AT = dt.datetime(2026, 11, 1, 9, tzinfo=dt.timezone(dt.timedelta(hours=8)))
PERIODS = (
    (None, dt.date(2025, 12, 31)),
    (dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
    (dt.date(2027, 1, 1), None),
)
BATCH = 5000


def codes() -> Iterator[str]:
    """Permanent codes in order, none drawn by chance."""
    yield from map("".join, itertools.product(CODE_ALPHABET, repeat=CODE_LENGTH))


def load_many(most_regions: int | None = None) -> int:
    """Store the policies; returns how many. Needs the content pack and takes a few minutes."""
    source = Source.objects.order_by("pk")[0]
    rows = _rows(list(Region.objects.order_by("pk")[:most_regions]))
    stored = 0
    while batch := list(itertools.islice(rows, BATCH)):
        Policy._base_manager.bulk_create(batch)
        drafts = Policy._base_manager.filter(origin="bench", state="draft").order_by()
        PolicyCitation._base_manager.bulk_create(
            PolicyCitation(policy_id=key, source=source, locator="第一条", seen_on=AT.date())
            for key in drafts.values_list("pk", flat=True)
        )
        stored += drafts.update(state="approved", approved_at=AT, publish_at=AT)
    PublicationEvent.objects.create(at=AT, subject="bench")
    return stored


def _rows(regions: list[Region]) -> Iterator[Policy]:
    """A policy for each place, scenario and period where there is none of that place yet."""
    taken = set(Policy._base_manager.values_list("code", flat=True))
    free = (code for code in codes() if code not in taken)
    filled = set(Policy._base_manager.values_list("region_id", "scenario_id"))
    scenarios = list(Scenario.objects.all())
    for region in track(regions, description="policies"):
        for scenario in scenarios:
            if (region.pk, scenario.pk) not in filled:
                for start, end in PERIODS:
                    yield _policy(next(free), region, scenario, start, end)


def _policy(
    code: str, region: Region, scenario: Scenario, start: dt.date | None, end: dt.date | None
) -> Policy:
    return Policy(
        code=code,
        origin="bench",
        region=region,
        scenario=scenario,
        verdict="conditional",
        evidence="quoted",
        answer_zh_hans=f"{region.name_zh_hans}参保人符合条件的，可以申请。",  # type: ignore[attr-defined]
        effective_from=start,
        effective_to=end,
    )
