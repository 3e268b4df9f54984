"""A day with a notice, reckoned minute by minute: who answers, and what it costs.

Readers come by chance, so an address that is asked for λ times in a while is asked for at all with
the chance 1 − e^−λ. That is all one must know of caches: each asks the next one once a minute.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass

MINUTES = 24 * 60
FINE = 100  # addresses that are reckoned one by one; of the others those of one size together
WORK = range(8 * 60, 18 * 60)  # minutes in which editors publish


@dataclass(frozen=True, slots=True)
class Day:
    """What is assumed of a day. The notice comes at ten and brings its part within two hours."""

    readers: float = 100_000_000
    pages_each: float = 3
    notice: float = 0.6  # of all pages, that the notice brings
    addresses: int = 20_000  # that are asked for at all
    skew: float = 1.1  # Zipf: the n-th address is asked for as 1 / n^skew
    edits: int = 40  # publications
    edges: int = 60  # places where a CDN keeps copies of its own; none without a CDN
    processes: int = 8
    room: int = 1_500  # pages that a process keeps
    is_shared: bool = False  # whether processes share what they made (Redis)


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of a processor, as `bench` measures them."""

    nginx: float
    warm: float
    cold: float


@dataclass(frozen=True, slots=True)
class Minute:
    """Pages that are read, and how many of these come to nginx, to the site, and are made anew."""

    pages: float
    to_nginx: float
    to_site: float
    made: float

    def cores(self, cost: Cost) -> float:
        """Processors that are busy with it behind the CDN."""
        kept = max(0.0, self.to_site - self.made)
        used = self.to_nginx * cost.nginx + kept * cost.warm + self.made * cost.cold
        return used / 1000 / 60


def reckon(day: Day) -> list[Minute]:
    """The day, minute by minute."""
    return [_minute(day, minute, pages) for minute, pages in enumerate(rates(day))]


def whole(minutes: list[Minute]) -> Minute:
    """All of them together."""
    columns = ("pages", "to_nginx", "to_site", "made")
    return Minute(*(math.fsum(getattr(each, name) for each in minutes) for name in columns))


@functools.lru_cache(maxsize=8)
def parts(addresses: int, skew: float) -> list[tuple[int, int, float]]:
    """Addresses, the most read first, in groups: the first rank, how many, the part of one."""
    weights = [(rank, number, _mean(rank, number, skew)) for rank, number in _groups(addresses)]
    total = math.fsum(number * weight for _rank, number, weight in weights)
    return [(rank, number, weight / total) for rank, number, weight in weights]


def _groups(addresses: int) -> Iterator[tuple[int, int]]:
    rank = 1
    while rank <= addresses:
        number = 1 if rank <= FINE else min(rank // 20, addresses - rank + 1)
        yield rank, number
        rank += number


def _mean(rank: int, number: int, skew: float) -> float:
    return math.fsum(1 / each**skew for each in range(rank, rank + number)) / number


def rates(day: Day) -> list[float]:
    """Pages in each minute of the day: by daylight, and those that the notice brings."""
    light = [max(0.1, math.sin(math.pi * (minute / 60 - 6) / 17)) for minute in range(MINUTES)]
    noticed = [math.exp(-(each - 600) / 40) if each >= 600 else 0.0 for each in range(MINUTES)]
    pages = day.readers * day.pages_each
    by_light, by_notice = math.fsum(light), math.fsum(noticed)
    return [
        pages * ((1 - day.notice) * one / by_light + day.notice * other / by_notice)
        for one, other in zip(light, noticed, strict=True)
    ]


def _minute(day: Day, minute: int, pages: float) -> Minute:
    to_nginx = to_site = made = 0.0
    between = len(WORK) / day.edits if day.edits and minute in WORK else float(MINUTES)
    for rank, number, part in parts(day.addresses, day.skew):
        asked = once(part * pages)
        to_nginx += number * (once(part * pages, day.edges) if day.edges else part * pages)
        to_site += number * asked
        made += number * _made(day, rank, asked, between)
    return Minute(pages, max(to_nginx, to_site), to_site, made)


def _made(day: Day, rank: int, asked: float, between: float) -> float:
    """How often a page is made in a minute in which the site is asked for it so often: once after
    each edit by each process; each time where it has no room to keep it."""
    if day.is_shared:
        return min(asked, once(asked * between) / between)
    if rank > day.room:
        return asked
    return min(asked, once(asked * between, day.processes) / between)


def once(times: float, places: int = 1) -> float:
    """At how many of some places what is asked for so often by chance is asked for at all."""
    return -places * math.expm1(-times / places)


def in_words(day: Day, cost: Cost) -> str:
    """The day in a line."""
    minutes = reckon(day)
    most, total = max(minutes, key=lambda each: each.cores(cost)), whole(minutes)
    of_all = [
        f"{name} {part / total.pages:.2%}"
        for name, part in (
            ("CDN", total.pages - total.to_nginx),
            ("nginx", total.to_nginx - total.to_site),
            ("memory", total.to_site - total.made),
            ("made", total.made),
        )
    ]
    at_most = ", ".join(
        f"{name} {value / 60:,.0f}/s"
        for name, value in (
            ("pages", most.pages),
            ("nginx", most.to_nginx),
            ("site", most.to_site),
            ("made", most.made),
        )
    )
    return f"{'; '.join(of_all)} · fullest minute: {at_most}; {most.cores(cost):.2f} cores"
