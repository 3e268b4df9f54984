"""Says what the token of publication costs with ever more events behind it.

    DATABASE_URL=sqlite:////tmp/many.sqlite3 python -m tests.bench.token_cost

Needs a migrated database that may be thrown away. Prints the middle of 200 calls, in milliseconds.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable

import django

TEN_MINUTES = dt.timedelta(minutes=10)


def main() -> None:
    """Store 1,000, then 10,000, then 100,000 events, each all passed and counted."""
    from django.db import connection
    from django.utils import timezone

    from policies.models import PublicationEvent
    from policies.publishing import events

    now = timezone.now()
    for number in (1_000, 10_000, 100_000):
        missing = range(PublicationEvent.objects.count(), number)
        PublicationEvent.objects.bulk_create(
            (
                PublicationEvent(at=now - TEN_MINUTES * (each + 1), subject="a", counted=True)
                for each in missing
            ),
            batch_size=5_000,
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as PostgreSQL does by itself after a minute
        events.record_event(now, "the newest")
        taken = sorted(_milliseconds(lambda: events.token(now)) for _ in range(200))
        middle, most = statistics.median(taken), taken[-11]
        print(f"{connection.vendor} {number}: {middle:.2f} ms, 95 % within {most:.2f} ms")


def _milliseconds(act: Callable[[], str]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    django.setup()
    main()
