"""What references in prose stand for on a day, as known at an instant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass, field

from django.db.models import QuerySet

from policies.composed import Composed, Given
from policies.models import Region, Scenario
from policies.references import Reference, placed
from policies.rules.applicability import Applicable, applicable_policies
from policies.rules.regions import MOST_LISTED, TOO_MANY, WIDE, having_rules, with_lineage


@dataclass(frozen=True, slots=True)
class Referred:
    """The rules that some references stand for."""

    rules: dict[Reference, Applicable] = field(default_factory=dict)
    own: dict[str, list[Applicable]] = field(default_factory=dict)  # by the scenario's code
    regions: frozenset[str] = frozenset()  # of those that are named, the codes that are there
    scenarios: frozenset[str] = frozenset()
    are_all: bool = True  # in `own`; where they are too many, the provinces alone

    def places(self, reference: Reference) -> list[Applicable]:
        """The rule that a reference names, or that of every place with one of its own, in the
        order of their codes; nothing where there is none."""
        if not reference.region:
            return self.own.get(reference.scenario, [])
        found = self.rules.get(reference)
        return [found] if found and found.policy else []


def dead(text: str, known: Referred) -> Iterator[tuple[int, str]]:
    """References of a text, by position, to what is there and says nothing on the day."""
    for at, reference in placed(text):
        is_there = reference.scenario in known.scenarios and (
            not reference.region or reference.region in known.regions
        )
        is_seen = known.are_all or reference.region
        if not is_there or not is_seen:
            continue
        found = known.rules.get(reference)
        if not known.places(reference):
            yield at, _why_dead(reference, found)
        elif found and _rests_on_another(found):
            yield at, f"引用“{reference}”的规定已经不用了，那里是上级地区的规定。请改写这一句。"


def _rests_on_another(found: Applicable) -> bool:
    """Whether a nearer rule than the one that holds ended: what was written of it is not what the
    level above says. Below one that was withdrawn nothing holds."""
    return found.is_inherited and any(
        found.policy and each.region_id != found.policy.region_id for each in found.former
    )


def _why_dead(reference: Reference, found: Applicable | None) -> str:
    why = f"那里是“{found.state.label}”" if found else "没有一个地方有自己的规定"
    return f"引用“{reference}”没有在用的规定：{why}。请改引用，或者改写这一句。"


def referred(
    references: Collection[Reference],
    scenarios: Iterable[Scenario],
    *,
    on: dt.date,
    at: dt.datetime,
) -> Referred:
    """The rules that references stand for; of a situation for which too many places have their own,
    the provinces'. Two queries, whatever their number, three with those of every place; none for
    none."""
    if not references:
        return Referred()
    asked = {each.scenario for each in references}
    about = [each for each in scenarios if each.code in asked]
    of_places = [each for each in about if Reference(each.code) in references]
    regions, are_all = _regions({each.region for each in references}, of_places, on, at)
    found = applicable_policies(regions, about, on=on, at=at).values()
    return Referred(
        {Reference(each.scenario.code, each.region.code): each for each in found},
        {
            scenario.code: [each for each in found if _is_own(each, scenario)]
            for scenario in of_places
        },
        regions=frozenset(region.code for region in regions),
        scenarios=frozenset(scenario.code for scenario in about),
        are_all=are_all,
    )


def names_of(
    references: Collection[Reference], scenarios: Iterable[Scenario], *, on: dt.date
) -> Referred:
    """The places and situations that references name, without what the rules there say: enough for
    their bare names. One query, whatever is recorded; none for none."""
    named = [each for each in references if each.region]
    regions = {each.code: each for each in _named(codes={each.region for each in named})}
    about = {each.code: each for each in scenarios}
    return Referred(
        {
            each: Applicable(regions[each.region], about[each.scenario], on, None)
            for each in named
            if each.region in regions and each.scenario in about
        }
    )


@Composed
def _named(codes: Given) -> QuerySet[Region]:
    return with_lineage(_today(codes))


def _regions(
    codes: Set[str], of_places: Collection[Scenario], on: dt.date, at: dt.datetime
) -> tuple[list[Region], bool]:
    """The regions that are named, and those with rules of their own for scenarios or, where these
    are too many to list, the wide ones of them; whether these are all. So many are asked for by
    their keys: of a country none is read to learn that it is too many."""
    scenarios = [each.pk for each in of_places]
    own = _own(scenarios=scenarios, on=on, at=at) if scenarios else []
    if len(own) <= MOST_LISTED:
        return _named_and(codes=codes, keys=own), True
    return _named_and_wide(codes=codes, scenarios=scenarios, on=on, at=at), False


@Composed
def _own(scenarios: Given, on: Given, at: Given) -> QuerySet[Region, int]:
    own = having_rules(scenarios, on, at, None, most=TOO_MANY).order_by()
    return own.values_list("pk", flat=True)[:TOO_MANY]


@Composed
def _named_and(codes: Given, keys: Given) -> QuerySet[Region]:
    return with_lineage(_today(codes) | Region.objects.filter(pk__in=keys)).order_by("code")


@Composed
def _named_and_wide(codes: Given, scenarios: Given, on: Given, at: Given) -> QuerySet[Region]:
    own = having_rules(scenarios, on, at, [*WIDE])
    return with_lineage(_today(codes) | own).order_by("code")


def _today(codes: Given) -> QuerySet[Region]:
    return Region.objects.filter(code__in=codes, successor=None)


def _is_own(found: Applicable, scenario: Scenario) -> bool:
    """Whether it is a place's own rule for the scenario; the nation is no place among others."""
    is_there = found.policy is not None and not found.is_inherited
    is_place = found.region.level != Region.Level.NATION
    return is_there and is_place and found.scenario.pk == scenario.pk
