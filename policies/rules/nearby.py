"""What other places lay down, the nearest first: facts about them, never the rule of a place."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import StrIndex, Substr

from policies.composed import Composed, Given
from policies.models import NATION_CODE, Policy, Region, Scenario
from policies.rules.checks import with_checks
from policies.rules.state import State, state_of

MOST = 3
LOOKED_AT = 30  # of the nearest rules; that all of these are in doubt is not thought of
NEXT_PROVINCE = 2  # of `_distance`: 0 is the same city, 1 the same province
DOUBTFUL = (State.OVERDUE, State.DOUBTED, State.CONFLICTING, State.UNREADABLE)
# Which provinces have a land border, or a bridge, in common: each pair once, by the first two
# digits of their codes.
BORDERS = """
11-12 11-13 12-13 13-14 13-15 13-21 13-37 13-41 14-15 14-41 14-61 15-21 15-22 15-23 15-61 15-62
15-64 21-22 22-23 31-32 31-33 32-33 32-34 32-37 33-34 33-35 33-36 34-36 34-37 34-41 34-42 35-36
35-44 36-42 36-43 36-44 37-41 41-42 41-61 42-43 42-50 42-61 43-44 43-45 43-50 43-52 44-45 44-46
45-52 45-53 50-51 50-52 50-61 51-52 51-53 51-54 51-61 51-62 51-63 52-53 53-54 54-63 54-65 61-62
61-64 62-63 62-64 62-65 63-65
"""


NEXT_TO: dict[str, set[str]] = {}
for one, other in (pair.split("-") for pair in BORDERS.split()):
    NEXT_TO.setdefault(one, set()).add(other)
    NEXT_TO.setdefault(other, set()).add(one)


def bordering(province: str) -> set[str]:
    """The first two digits of the provinces next to one, by its first two digits."""
    return NEXT_TO.get(province, set())


def borders_between(province: str, other: str) -> int:
    """How many borders there are at least between two provinces; more than between any two where
    no way over land is known."""
    reached = {province}
    for crossed in range(len(NEXT_TO)):
        if other in reached:
            return crossed
        reached = reached.union(*map(bordering, reached))
    return len(NEXT_TO)


@functools.lru_cache(maxsize=64)
def by_borders(province: str) -> str:
    """The first two digits of all provinces that there could be, the nearest to one first."""
    return " ".join(
        sorted(map(str, range(10, 100)), key=lambda each: borders_between(province, each))
    )


@dataclass(frozen=True, slots=True)
class Nearby:
    """Rules of other places, the nearest first; whether they are near, in a province next to it at
    most, or the least far of all."""

    policies: list[Policy]
    are_near: bool


def nearby(region: Region, scenario: Scenario, *, on: dt.date, at: dt.datetime) -> Nearby:
    """Up to three rules in force of other places, the nearest to a region (lineage loaded) first:
    in the same city, in the same province, in provinces next to it. Only where there is none so
    near those of provinces further away, by the borders between. None of the levels above, whose
    rule would be its own, and none about which there is doubt. One query, of the nearest alone.
    """
    found = _elsewhere(
        scenario=scenario.pk,
        lineage=[level.pk for level in region.lineage()],
        city=next(iter(_above(region)[1:2]), None),
        provinces=by_borders(region.code[:2]),
        on=on,
        at=at,
    )
    ranked = sorted(
        ((_distance(each.region, region), each.region.code), each.pk, each)
        for each in found
        if state_of(each, on) not in DOUBTFUL
    )
    near = [each for (distance, _code), _pk, each in ranked if distance <= NEXT_PROVINCE]
    return Nearby((near or [each for *_, each in ranked])[:MOST], bool(near))


@Composed
def _elsewhere(
    scenario: Given, lineage: Given, city: Given | None, provinces: Given, on: Given, at: Given
) -> QuerySet[Policy]:
    """The nearest rules in force of all places but a lineage and the nation: those of the city,
    then those of the provinces in a given order."""
    rules = Policy.objects.live(at).in_force(on).filter(scenario=scenario)
    others = rules.exclude(region__in=lineage).exclude(region__code=NATION_CODE)
    far: tuple[StrIndex | Case, ...] = (StrIndex(provinces, Substr("region__code", 1, 2)),)
    if city is not None:
        in_city = Q(region=city) | Q(region__parent=city)
        far = (Case(When(in_city, then=Value(0)), default=Value(1)), *far)
    nearest = others.order_by(*far, "region__code", "pk")[:LOOKED_AT]
    return with_checks(nearest.select_related("region__parent__parent__parent", "scenario"), at)


def _distance(place: Region, region: Region) -> int:
    own, its = _above(region), _above(place)
    if len(own) > 1 and own[:2] == its[:2]:
        return 0
    if own[:1] == its[:1]:
        return 1
    return 1 + borders_between(region.code[:2], place.code[:2])


def _above(region: Region) -> list[int]:
    """The keys of the levels of a region from its province down."""
    return [each.pk for each in reversed(region.lineage()) if each.level != Region.Level.NATION]
