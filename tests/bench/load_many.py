"""Fills a database with three dated policies for every region and scenario, to measure on.

    DATABASE_URL=sqlite:////tmp/many.sqlite3 python -m tests.bench.load_many

3,213 regions × 23 scenarios × 3 periods are 221,697 policies, each with its citation. Drafts and
citations are stored in bulk, then one UPDATE approves them, so that every trigger holds.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import sys
import time
from collections.abc import Iterator

import django
from rich.progress import track

AT = dt.datetime(2026, 11, 1, 9, tzinfo=dt.timezone(dt.timedelta(hours=8)))
PERIODS = (
    (None, dt.date(2025, 12, 31)),
    (dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
    (dt.date(2027, 1, 1), None),
)
BATCH = 5000


def codes() -> Iterator[str]:
    """Permanent codes in order, none drawn by chance."""
    from policies.models.edition import CODE_ALPHABET, CODE_LENGTH

    yield from map("".join, itertools.product(CODE_ALPHABET, repeat=CODE_LENGTH))


def load_many(most_regions: int | None = None) -> int:
    """Store the policies; returns how many. Needs the content pack and takes a few minutes."""
    from policies.models import Policy, PolicyCitation, PublicationEvent, Region, Scenario, Source

    taken = set(Policy._base_manager.values_list("code", flat=True))
    free = (code for code in codes() if code not in taken)
    source = Source.objects.order_by("pk")[0]
    regions = list(Region.objects.order_by("pk")[:most_regions])
    scenarios = list(Scenario.objects.all())
    filled = set(Policy._base_manager.values_list("region_id", "scenario_id"))
    rows = (
        Policy(
            code=next(free),
            origin="bench",
            region=region,
            scenario=scenario,
            verdict="conditional",
            evidence="quoted",
            answer_zh_hans=f"{region.name_zh_hans}参保人符合条件的，可以申请。",  # type: ignore[attr-defined]
            effective_from=start,
            effective_to=end,
        )
        for region in track(regions, description="policies")
        for scenario in scenarios
        if (region.pk, scenario.pk) not in filled
        for start, end in PERIODS
    )
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


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
    os.environ.setdefault("SECRET_KEY", "only-for-measuring-only-for-measuring-1234")
    if "DATABASE_URL" not in os.environ:
        sys.exit("DATABASE_URL: name a database of its own to fill.")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_content")
    start = time.monotonic()
    stored = load_many()
    print(f"{stored} policies in {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
