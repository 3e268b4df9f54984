"""The addresses of each public page of this app: those with rows of their own; and the rows by
which pages show regions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model, Q

from policies.languages import CODES
from policies.models import Policy, Procedure, Region, Scenario, Source
from policies.models.translated import spoken_in
from policies.public_page import Place, Shows
from policies.views.regions import region_languages

PROVINCES = Shows(Region, only=Q(level=Region.Level.PROVINCE))
TO_CHOOSE = Shows(Region, only=Q(level__in=(Region.Level.NATION, Region.Level.PROVINCE)))
OF_ANSWER = ("region__code", "scenario__code")
OF_ABSENCE = ("region__code", "scenarios__code")


def region_and_above(carrier: type[Model], *place: str, at: str = "region") -> Iterator[Shows]:
    """What shows a region by its full name, which names the levels above it but the nation."""
    yield Shows(carrier, (at,), place)
    for above in ("parent", "parent__parent"):
        path = above if at == "pk" else f"{at}__{above}"
        not_the_nation = ~Q(**{f"{path}__level": Region.Level.NATION})
        yield Shows(carrier, (path,), place, only=not_the_nation)


def regions(on: dt.date, at: dt.datetime) -> Iterable[Place]:
    """Regions with a rule or a procedure of their own. Three queries."""
    own = [code for (code,) in _own_rows(on, at, "region__code")]
    rules: dict[int, list[Policy]] = {}
    for rule in Policy.objects.live(at).in_force(on):
        rules.setdefault(rule.region_id, []).append(rule)
    return [
        Place((row.code,), languages=region_languages(row, rules.get(row.pk, [])))
        for row in Region.objects.filter(code__in=own).order_by("code")
    ]


def answers(on: dt.date, at: dt.datetime) -> Iterable[Place]:
    """Answers with a rule or a procedure of their own, and no inherited ones. Two queries."""
    rules = Policy.objects.live(at).in_force(on).select_related("region", "scenario")
    languages = {(rule.region.code, rule.scenario.code): spoken_in(rule) for rule in rules}
    changes: dict[tuple[str, str], dt.datetime] = {}
    for *place, changed in _own_rows(on, at, "region__code", "scenario__code", "publish_at"):
        region, scenario = place
        changes[region, scenario] = max(changed, changes.get((region, scenario), changed))
    return [
        Place(place, changed, languages.get(place, CODES))
        for place, changed in sorted(changes.items())
    ]


def coming(on: dt.date, at: dt.datetime) -> Iterable[Place]:
    """Where another rule takes effect later. One query."""
    rules = Policy.objects.live(at).filter(effective_from__gt=on, region__successor=None)
    places = rules.order_by("region__code", "scenario__code")
    return [Place(row) for row in places.values_list("region__code", "scenario__code").distinct()]


def _own_rows(on: dt.date, at: dt.datetime, *columns: str) -> Iterable[tuple[Any, ...]]:
    rules = Policy.objects.live(at).in_force(on)
    both = [
        rows.filter(region__successor=None).rewrite(False).order_by().values_list(*columns)  # type: ignore[union-attr]
        for rows in (rules, Procedure.objects.live(at))
    ]
    return both[0].union(both[1])  # type: ignore[no-any-return]


def scenarios(on: dt.date, at: dt.datetime) -> Iterable[Place]:
    return [Place((row.code,), languages=spoken_in(row)) for row in Scenario.objects.all()]


def sources(on: dt.date, at: dt.datetime) -> Iterable[Place]:
    return [Place(row) for row in Source.objects.order_by("code").values_list("code")]
