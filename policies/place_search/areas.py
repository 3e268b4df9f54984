"""What to tell who types a place that has no code of its own, or another scheme."""

from __future__ import annotations

import csv
import functools
import re
from pathlib import Path

from policies.folding import bare

# Areas that have no code in GB/T 2260: their names, and the codes of the divisions that they lie
# in; without one, places where the employee insurance of the mainland does not run.
AREAS = Path(__file__).resolve().parent / "areas.csv"
# What such areas are called behind the name of their city, which then is the place above.
KINDS = re.compile(
    "(?:国家级|国家|省级)?(?:高新技术产业(?:开发)?区|高新技术开发区|高新产业园区?|高新区|高新|"
    "经济技术开发区|经济开发区|技术开发区|经济区|经开区|开发区|工业园区?|产业园区?|科技园区?|园区|"
    "综合保税区|保税区|保税港区|自由贸易试验区|自贸试验区|自贸区|示范区|试验区|合作区|旅游度假区|度假区|"
    "风景名胜区|风景区|管理区|新城|新区|科学城|大学城|空港|临空区|港区)$"
)
DIVISION_OF_CORPS = re.compile(
    "(?:新疆)?(?:生产建设)?(?:兵团)?(?:(?:农|第)[一二三四五六七八九十百]{1,3}师|[0-9]{1,3}团)"
)
# The same before the name of the city that it runs, where fewer words will do: 三师图木舒克.
BESIDE_CORPS = re.compile(f"{DIVISION_OF_CORPS.pattern}|^[一二三四五六七八九十]{{1,3}}师")
CORPS = "650000"
SHORTEST_CITY = 2
# What makes a road or a square of the name before it: 香港中路 is in Qingdao.
ADDRESS = re.compile(
    "[东南西北中一二三四五六七八九十0-9]*(?:路|街|大街|大道|道|巷|弄|胡同|花园|广场|小区)"
)


@functools.cache
def _areas() -> tuple[tuple[str, str], ...]:
    """Every name of an area as it is compared, with the codes above it, the longest name first."""
    with AREAS.open(encoding="utf-8", newline="") as file:
        names = [
            (bare(name), row["within"])
            for row in csv.DictReader(file)
            for name in (row["name"], *row["also"].split())
        ]
    return tuple(sorted(names, key=lambda each: (-len(each[0]), each[0])))


def has_another_scheme(query: str) -> bool:
    """Whether the words name a place where the employee insurance of the mainland does not run."""
    wanted = bare(query)
    return any(
        wanted.startswith(name) and not ADDRESS.match(wanted.removeprefix(name))
        for name, within in _areas()
        if not within
    )


def lies_within(query: str) -> tuple[str, ...]:
    """The codes of the divisions that an area without a code lies in; none for what is none."""
    wanted = bare(query)
    if DIVISION_OF_CORPS.search(wanted):
        return (CORPS,)
    found = (within.split() for name, within in _areas() if within and name in wanted)
    return tuple(next(found, ()))


def without_corps(query: str) -> str:
    """What is said beside a division of the Corps: the city that it runs (农六师五家渠)."""
    return BESIDE_CORPS.sub("", bare(query))


def city_before(query: str) -> str:
    """What stands before the kind of an area (成都 of 成都高新区); empty where none does."""
    wanted = bare(query)
    found = KINDS.search(wanted)
    return wanted[: found.start()] if found and found.start() >= SHORTEST_CITY else ""
