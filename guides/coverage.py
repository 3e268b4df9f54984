"""What is known, how well, and what is not known yet, counted from the rows themselves.

The unit is a cell: one place and one situation on a day. Every cell has exactly one standing, so
that the numbers of a place, of a situation and of the country add up.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from cachetools import LRUCache, cached
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.composed import Composed, Given
from policies.languages import SOURCE
from policies.models import Absence, Condition, Policy, Region, Scenario, Verification
from policies.models.translated import column
from policies.rules.absences import absences
from policies.rules.applicability import Applicable, Place, applicable_policies
from policies.rules.checks import with_checks
from policies.rules.regions import PROVINCES, WIDE, with_lineage
from policies.rules.state import State

AT_ONCE = 50  # regions whose cells are read together
OF_STATE = {
    State.OVERDUE: "overdue",
    State.DOUBTED: "overdue",
    State.CONFLICTING: "conflicting",
    State.EXPIRED: "expired",
    State.WITHDRAWN: "expired",
}


class Standing(TextChoices):
    """What is known of one cell; exactly one of these, the first that holds from the last up.

    NONE: no rule is recorded. EXPIRED: one was, and is over or withdrawn. OVERDUE: there is a
    rule, the place's own or inherited, but its sources were due to be read again and were not, or
    changed. CONFLICTING: there is one, and its sources disagree. INHERITED and OWN: whose rule it
    is, where nothing casts doubt on it.
    """

    OWN = "own", _("有自己的规定")
    INHERITED = "inherited", _("用上级的规定")
    CONFLICTING = "conflicting", _("依据说法不一")
    OVERDUE = "overdue", _("有规定，要重新核对")
    EXPIRED = "expired", _("以前的规定过期了或者撤回了")
    NONE = "none", _("没有记录")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of some cells have which standing; `searched`: of those without a rule, for how
    many somebody looked and found none; `vague`: of those that inherit one, how many learn from it
    only a principle, or what holds for some people."""

    numbers: Counter[Standing]
    searched: int
    vague: int

    @property
    def by_standing(self) -> dict[Standing, int]:
        """The number of every standing, in the order of the columns; also those that none has."""
        return {each: self.numbers[each] for each in Standing}

    @property
    def cells(self) -> int:
        return self.numbers.total()

    @property
    def recorded(self) -> int:
        """How many have a rule, their own or inherited, whatever casts doubt on it."""
        return self.cells - self.numbers[Standing.NONE] - self.numbers[Standing.EXPIRED]

    @property
    def unsearched(self) -> int:
        """For how many of those without a rule nobody looked yet."""
        return self.numbers[Standing.NONE] - self.searched


@dataclass(frozen=True, slots=True)
class Cells:
    """What is known of some regions in every situation."""

    regions: tuple[Region, ...]
    scenarios: tuple[Scenario, ...]
    answers: dict[Place, Applicable]
    searches: dict[Place, Absence]  # of cells without a rule, as far as anybody looked

    @property
    def provinces(self) -> list[Region]:
        return [each for each in self.regions if each.level == Region.Level.PROVINCE]

    @property
    def of_provinces(self) -> Counted:
        """Every province and every situation: the number that the page opens with."""
        return self._count(self.provinces, self.scenarios)

    def of_region(self, region: Region) -> Counted:
        """How much is known of one region."""
        return self._count([region], self.scenarios)

    def of_scenario(self, scenario: Scenario) -> Counted:
        """How much is known of one situation across the provinces."""
        return self._count(self.provinces, [scenario])

    def _count(self, regions: Iterable[Region], scenarios: Collection[Scenario]) -> Counted:
        places = [(r.pk, s.pk) for r in regions for s in scenarios]
        numbers = Counter(standing_of(self.answers[place]) for place in places)
        vague = sum(is_vague(self.answers[place]) for place in places)
        return Counted(numbers, sum(place in self.searches for place in places), vague)


@dataclass(frozen=True, slots=True)
class Coverage(Cells):
    """The cells of the nation, every province and every place with a rule of its own."""

    are_all: bool  # the places with rules of their own


@dataclass(frozen=True, slots=True)
class Vouched:
    """How well all rules that are in force are vouched for."""

    evidence: Counter[str]
    verified: int
    unverified: int
    conditions: int
    wordless: int  # of these, whose words in the source nobody wrote down


def standing_of(found: Applicable) -> Standing:
    """The standing of one cell. Reads what `checks.with_checks` adds."""
    if standing := OF_STATE.get(found.state):
        return Standing(standing)
    if found.policy is None:
        return Standing.NONE
    return Standing.INHERITED if found.is_inherited else Standing.OWN


def is_vague(found: Applicable) -> bool:
    """Whether a rule from above tells most people of the place nothing: of the nation's rules
    those without the number that is asked for, rules for some people, and open ones."""
    if found.policy is None or standing_of(found) != Standing.INHERITED:
        return False
    is_principle = found.state == State.RULE and found.policy.region.level == Region.Level.NATION
    is_for_some = bool(getattr(found.policy, column("covers", SOURCE)))
    return is_principle or is_for_some or found.state == State.UNCLEAR


def coverage(
    scenarios: Collection[Scenario], *, on: dt.date, at: dt.datetime, most: int | None = None
) -> Coverage:
    """Every cell of a day, as known at an instant. With `most`: of more places than that the nation
    and the provinces alone. Three queries, four with `most`."""
    found, are_all = _counted_regions(on, at, most)
    cells = cells_of(found, scenarios, on=on, at=at)
    return Coverage(cells.regions, cells.scenarios, cells.answers, cells.searches, are_all=are_all)


@cached(LRUCache(4), key=lambda published, on, at: (published, on), lock=threading.Lock())
def vouched(published: str, on: dt.date, at: dt.datetime) -> Vouched:
    """How well what is in force is vouched for, in a state of publication (`events.token`): counted
    once, as it reads every rule of the country. `at` is now: an earlier time is not told apart.
    Three queries, then none."""
    in_force = Policy.objects.live(at).in_force(on)
    evidence = dict(in_force.order_by().values_list("evidence").annotate(number=Count("pk")))
    verified = _verified(in_force, at)
    unverified = sum(evidence.values()) - verified
    return Vouched(Counter(evidence), verified, unverified, **_conditions_of(in_force))


def cells_of(
    regions: Collection[Region], scenarios: Collection[Scenario], *, on: dt.date, at: dt.datetime
) -> Cells:
    """The cells of regions with their lineage; rules without their texts. Two queries."""
    answers = applicable_policies(regions, scenarios, on=on, at=at, bare=True)
    looked_for = absences(regions, scenarios, until=timezone.localdate(at))
    searches = {
        place: each
        for place, each in looked_for.items()
        if standing_of(answers[place]) == Standing.NONE
    }
    return Cells(tuple(regions), tuple(scenarios), answers, searches)


def all_cells(scenarios: Collection[Scenario], *, on: dt.date, at: dt.datetime) -> Iterator[Cells]:
    """The cells of the nation, every province and every place with a rule of its own, in the order
    of codes; those of `AT_ONCE` regions are in memory together. Two queries for these, and one."""
    regions = _wide_and_own(on=on, at=at)
    for start in range(0, len(regions), AT_ONCE):
        yield cells_of(regions[start : start + AT_ONCE], scenarios, on=on, at=at)


def cells_of_provinces(scenarios: Collection[Scenario], *, on: dt.date, at: dt.datetime) -> Cells:
    """The cells whose numbers the page opens with. Three queries."""
    provinces = with_lineage(Region.objects.filter(PROVINCES)).order_by("code")
    return cells_of(list(provinces), scenarios, on=on, at=at)


def _counted_regions(on: dt.date, at: dt.datetime, most: int | None) -> tuple[list[Region], bool]:
    """The nation, the provinces and the places with a rule of their own, or without these where
    they are more than `most`, which is asked before any is read; whether these are all."""
    if most is None:
        return _wide_and_own(on=on, at=at), True
    in_force = Policy.objects.live(at).in_force(on)
    narrow = in_force.exclude(region__level__in=WIDE).filter(region__successor=None)
    places = narrow.order_by().values_list("region", flat=True).distinct()
    keys = list(places[: most + 1])
    are_all = len(keys) <= most
    return _wide_and(keys=keys if are_all else []), are_all


@Composed
def _wide_and(keys: Given) -> QuerySet[Region]:
    return _today().filter(Q(level__in=WIDE) | Q(pk__in=keys))


@Composed
def _wide_and_own(on: Given, at: Given) -> QuerySet[Region]:
    """Those and all with a rule of their own: of each place its first is enough."""
    in_force = Policy.objects.live(at).in_force(on).order_by()
    own = Q(Exists(in_force.filter(region=OuterRef("pk"))))
    return _today().filter(Q(level__in=WIDE) | own)


def _today() -> QuerySet[Region]:
    return with_lineage(Region.objects.filter(successor=None)).order_by("code")


def _conditions_of(policies: QuerySet[Policy]) -> dict[str, int]:
    """How many conditions policies have; rows of before have no sentence and are not counted."""
    rows = Condition.objects.filter(Exists(policies.order_by().filter(pk=OuterRef("policy"))))
    return rows.exclude(**{column("text", SOURCE): ""}).aggregate(
        conditions=Count("pk"), wordless=Count("pk", filter=Q(quote=""))
    )


def _verified(policies: QuerySet[Policy], at: dt.datetime) -> int:
    """Of how many policies all citations are verified. Looked at are those alone of whose code
    anything was ever recorded."""
    recorded = policies.filter(code__in=Verification.objects.order_by().values("code"))
    rows = with_checks(recorded, at).order_by().rewrite(False)  # type: ignore[attr-defined]
    return sum(since is not None for since in rows.values_list("verified_since", flat=True))
