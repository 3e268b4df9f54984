"""What the long lists show: every live question and fact-check, read once for each state of
publication and kept in the process. Nobody changes these rows.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Prefetch

from guides.models import FactCheck, Faq
from guides.related import State
from policies.models import Region
from policies.models.translated import TranslatedModel, mostly_spoken_in
from policies.rules.regions import with_lineage

Row = TypeVar("Row", bound=TranslatedModel)


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """Rows in their order, and the languages that at least half of them are in."""

    rows: tuple[Row, ...]
    languages: frozenset[str]


def _listed(rows: Iterable[Row], *fields: str) -> Listed[Row]:
    found = tuple(rows)
    return Listed(found, mostly_spoken_in(found, *fields))


@functools.lru_cache(maxsize=2)
def live_questions(state: State) -> Listed[Faq]:
    """The questions in the order of situations, those about none last."""
    places = "region__parent__parent__parent"
    rows = Faq.objects.live(state.at).select_related(places, "scenario")
    return _listed(sorted(rows, key=_place_of))


def _place_of(faq: Faq) -> tuple[bool, int, str, str]:
    """Where a question stands; situations of the same position do not mix."""
    about = faq.scenario
    return (about is None, about.position if about else 0, about.code if about else "", faq.slug)


@functools.lru_cache(maxsize=2)
def live_checks(state: State, verdicts: Sequence[str]) -> Listed[FactCheck]:
    """The fact-checks with their places in the order of their verdicts, those with a verdict that
    nobody knows last."""
    places = Prefetch("regions", with_lineage(Region.objects.order_by("code")))
    rows = FactCheck.objects.live(state.at).select_related("instead").prefetch_related(places)
    order = {verdict: place for place, verdict in enumerate(verdicts)}
    in_order = sorted(rows, key=lambda each: (order.get(each.verdict, len(order)), each.slug))
    return _listed(in_order, "claim")
