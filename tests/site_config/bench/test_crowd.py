"""The arithmetic of a crowd: what readers ask for is answered once, by somebody."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest

from site_config.bench.crowd import (
    MINUTES,
    Cost,
    Day,
    Minute,
    in_words,
    once,
    parts,
    rates,
    reckon,
    whole,
)  # fmt: skip

SMALL = Day(readers=100_000, addresses=500, edges=4)
COST = Cost(nginx=0.02, warm=0.15, cold=10.0)


def test_every_page_of_the_day_is_read_in_some_minute() -> None:
    found = rates(SMALL)
    assert len(found) == MINUTES and min(found) > 0
    assert math.fsum(found) == pytest.approx(300_000)
    assert max(range(MINUTES), key=found.__getitem__) == 600, "the notice comes at ten"
    assert math.fsum(found[600:720]) > 0.5 * 300_000


def test_every_address_has_its_part() -> None:
    groups = parts(20_000, 1.1)
    assert sum(number for _rank, number, _part in groups) == 20_000
    assert math.fsum(number * part for _rank, number, part in groups) == pytest.approx(1)
    assert len(groups) < 300


def test_what_is_asked_for_by_chance_is_asked_for_as_often_as_if_drawn() -> None:
    drawn = random.Random(7)  # noqa: S311 - a simulation
    times, places, rounds = 5.0, 4, 2_000

    def seen() -> int:
        number, end = 0, drawn.expovariate(times)
        at = set()
        while end < 1:
            at.add(drawn.randrange(places))
            number += 1
            end += drawn.expovariate(times)
        return len(at)

    mean = sum(seen() for _round in range(rounds)) / rounds
    assert once(times, places) == pytest.approx(mean, rel=0.05)
    assert once(1e9, places) == pytest.approx(places) and once(0) == 0


def test_nobody_is_asked_for_more_than_comes_to_him() -> None:
    for minute in reckon(SMALL):
        assert minute.made <= minute.to_site <= minute.to_nginx <= minute.pages * 1.001


def test_a_cdn_spares_nginx_and_nobody_else() -> None:
    with_cdn, without = (whole(reckon(replace(SMALL, edges=each))) for each in (4, 0))
    assert with_cdn.to_nginx < without.to_nginx == pytest.approx(without.pages)
    assert with_cdn.to_site == pytest.approx(without.to_site)


def test_more_edits_and_less_room_make_more_pages_and_sharing_fewer() -> None:
    made = {
        name: whole(reckon(replace(SMALL, **change))).made  # type: ignore[arg-type]
        for name, change in {
            "plain": {},
            "edits": {"edits": 400},
            "room": {"room": 50},
            "shared": {"is_shared": True},
            "still": {"edits": 0, "is_shared": True},
        }.items()
    }
    assert made["still"] < made["shared"] < made["plain"] < made["edits"]
    assert made["plain"] < made["room"]


def test_a_minute_costs_what_each_of_its_parts_costs() -> None:
    minute = Minute(pages=1e6, to_nginx=60_000, to_site=6_000, made=600)
    assert minute.cores(COST) == pytest.approx((60_000 * 0.02 + 5_400 * 0.15 + 6_000) / 60_000)


def test_the_day_is_told_in_a_line() -> None:
    told = in_words(SMALL, COST)
    assert told.startswith("CDN ") and told.endswith(" cores") and "fullest minute" in told
