"""The other way round: not what a place asks for, but who can, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policies.models import Policy
from policies.rules.applicability import Applicable
from policies.rules.state import State
from policies.rules.ways import Rows, by_way
from policies.speech import Said
from policies.views.page import Reader
from policies.views.values.region import answer_url_on

PROMISES = (State.YES, State.CONDITIONAL, State.DEPENDS)


@dataclass(frozen=True, slots=True)
class Place:
    """A place whose rule says so, with its answer."""

    name: Said
    url: str


@dataclass(frozen=True, slots=True)
class Who:
    """Those for whom all these sentences hold, and the places where that is enough."""

    sentences: list[Said]
    places: list[Place]


def who_can(found: Iterable[Applicable], rows: Mapping[int, Rows], reader: Reader) -> list[Who]:
    """Everybody who can by the rows of these rules (by key), those of most places first.

    A rule whose rows are not known, or that is in doubt, promises nobody anything.
    """
    groups: dict[tuple[str, ...], Who] = {}
    for each in found:
        if each.policy is None or each.state not in PROMISES:
            continue
        place = Place(
            reader.speech.of(each.region, "name"),
            answer_url_on(each.region, each.scenario, reader.days),
        )
        for sentences in _ways(each.policy, rows, reader):
            key = tuple(map(str, sentences))
            groups.setdefault(key, Who(sentences, [])).places.append(place)
    return sorted(groups.values(), key=lambda who: -len(who.places))


def _ways(policy: Policy, rows: Mapping[int, Rows], reader: Reader) -> list[list[Said]]:
    """Each way of a rule as its sentences; none of one of before, whose rows have none."""
    grouped = by_way(rows.get(policy.pk, ()))
    ways = [(*grouped.always, *way) for way in grouped.ways] or [grouped.always]
    said = [[_open(reader.speech.of(row, "text")) for row in way] for way in ways]
    return [sentences for sentences in said if sentences and all(sentences)]


def _open(sentence: Said) -> Said:
    """A sentence without its full stop: others follow."""
    return Said(sentence.rstrip("。."), sentence.lang)
