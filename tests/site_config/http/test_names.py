"""Whatever changes: who has a page is told that it is the same exactly if it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from policies.models import Policy, Region, Scenario, Source
from policies.publishing import actions
from site_config.http.names import asked_page, is_same, name_of
from tests import factories as make
from tests.running import examples
from tests.shipped import TODAY

PAGES = (
    "regions/", "regions/440000/", "regions/440000/settle-abroad/", "regions/440000/death/",
    "regions/440300/death/", "regions/440000/settle-abroad/?on=2026-12-31", "scenarios/",
    "scenarios/death/", "changes/", "sources/", "compare/?regions=440000,440300", "coverage/",
)  # fmt: skip
EVERY_PAGE = (*(f"/zh-hans/{page}" for page in PAGES), "/data/policies.json", "/sitemap.xml")
Change = Callable[[Random, Any], object]


def publish(random: Random, clock: Any) -> object:
    taken = set(Policy.objects.filter(state="live").values_list("region__code", "scenario__code"))
    every = {
        (place, event) for place in ("440000", "440300") for event in ("settle-abroad", "death")
    }
    if not (free := sorted(every - taken)):
        return None
    place, event = random.choice(free)
    region, scenario = Region.objects.get(code=place), Scenario.objects.get(code=event)
    ends = random.choice([None, TODAY.date()])
    return make.policy(region=region, scenario=scenario, live=True, at=make.NOON, effective_to=ends)


def schedule(random: Random, clock: Any) -> object:
    nation = make.policy(region=make.nation(), scenario=make.scenario("death"))
    return make.publish(nation, at=clock(), publish_at=clock() + dt.timedelta(hours=2))


def withdraw(random: Random, clock: Any) -> object:
    live = list(Policy.objects.filter(state="live", publish_at__lte=clock()))
    if not live:
        return None
    return actions.withdraw(random.choice(live), by=make.user("approver"), reason="写错了。")


def rename(random: Random, clock: Any) -> object:
    row = random.choice([*Scenario.objects.all(), *Region.objects.all()])
    return make.change(row, name_zh_hans=f"新名{random.randrange(99)}")


def retitle(random: Random, clock: Any) -> object:
    source = random.choice(list(Source.objects.all()) or [make.source()])
    return make.change(source, title_zh_hans=f"文件{random.randrange(99)}")


CHANGES: tuple[Change, ...] = (publish, schedule, withdraw, rename, retitle)


def asked(address: str, name: str = "") -> Any:
    return Client().get(address, headers={"if-none-match": name} if name else {})


class Names(TestCase):
    @settings(max_examples=examples(1), phases=[Phase.generate])
    @given(st.integers(0, 2**32), st.sampled_from([2, 13]))
    def test_not_modified_is_said_exactly_where_nothing_was(self, seed: int, hours: int) -> None:
        random = Random(seed)  # noqa: S311 - changes of a test
        for code, above in (("440000", make.nation()), ("440300", None)):
            make.region(code, code, parent=above or make.region("440000"))
        make.scenario("death")
        make.policy(live=True)
        with time_machine.travel(TODAY, tick=False) as clock:
            names = {address: asked(address).headers["ETag"] for address in EVERY_PAGE}
            for change in random.choices(CHANGES, k=3):
                change(random, lambda: dt.datetime.now(dt.UTC))
            names = now_named(names)
            clock.shift(hours * 3600)
            now_named(names)


def now_named(names: dict[str, str]) -> dict[str, str]:
    """What pages are called now; each that had this name is called modified if it is."""
    now = {}
    for address, name in names.items():
        told = [asked(address, name).status_code for _time in range(2)]
        caches["names"].clear()
        fresh = asked(address)
        now[address] = fresh.headers["ETag"]
        assert told == [304 if now[address] == name else 200] * 2, address
        assert name_of(fresh.content) == now[address]
    return now


@pytest.mark.parametrize(
    ("query", "asked_for"),
    [
        ("", ""),
        ("from=timeline&isappinstalled=0", ""),
        ("on=2026-12-31&scene=1", "?on=2026-12-31"),
        ("known_on=2026-11-30&on=2026-12-31", "?on=2026-12-31&known_on=2026-11-30"),
        ("on=1&on=2", "?on=1&on=2"),
        ("on=", "?on="),
    ],
)
def test_of_a_query_only_what_the_page_reads_makes_another_page(query: str, asked_for: str) -> None:
    path = "/zh-hans/regions/440300/death/"
    assert asked_page(path, query) == path + asked_for


@pytest.mark.parametrize(
    "address",
    ["search/?q=x", "check/?r=440300", "regions/?q=x", "nowhere/?on=1", "regions/440300/?on=%ff"],
)
def test_what_one_reader_typed_and_what_is_no_page_is_nobody_elses(address: str) -> None:
    path, _, query = address.partition("?")
    assert asked_page(f"/zh-hans/{path}", query) is None


def test_names_are_compared_weakly() -> None:
    assert is_same('W/"a"', '"a"') and is_same('"a"', 'W/"a"') and not is_same('"a"', '"b"')
