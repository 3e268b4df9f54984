"""Which places a text means: divisions of today, of before, and areas that have no code."""

from __future__ import annotations

from dataclasses import dataclass

from policies.folding import bare
from policies.models import Region
from policies.place_search.areas import city_before, has_another_scheme, lies_within, without_corps
from policies.place_search.former import Former, formerly_named
from policies.place_search.regions import Found, search_regions


@dataclass(frozen=True, slots=True)
class Meant:
    """The keys of the regions that a text names and of those that it may mean, best first.

    `formers`: divisions of before with this name; what they became is among the sure ones.
    `is_area`: it names an area without a code, and the sure ones are the divisions it lies in.
    `has_another_scheme`: it names a place where the employee insurance of the mainland does not
    run; then nothing is found.
    """

    sure: tuple[int, ...] = ()
    guessed: tuple[int, ...] = ()
    formers: tuple[Former, ...] = ()
    is_area: bool = False
    has_another_scheme: bool = False


def places_meant(query: str, published: str, *, guesses: bool = True) -> Meant:
    """The places that a text means, in a state of publication, guessed ones only if wanted: one
    query for an area, else two for each state, then none."""
    if has_another_scheme(query):
        return Meant(has_another_scheme=True)
    found = search_regions(query, published, guesses=guesses)
    if not found.sure and (beside := without_corps(query)) != bare(query):
        found = search_regions(beside, published, guesses=False)
    formers = formerly_named(query, published)
    if not found.sure and not formers and (around := _around(query, published)):
        return Meant(around, is_area=True)
    became = [key for former in formers for key in former.became]
    sure = tuple(dict.fromkeys([*found.sure, *became]))
    return Meant(sure, () if sure else found.guessed, tuple(formers))


def _around(query: str, published: str) -> tuple[int, ...]:
    """The divisions that an area lies in; none for what is no area."""
    if codes := lies_within(query):
        found = Region.objects.filter(code__in=codes).order_by("code")
        return tuple(found.values_list("pk", flat=True))
    city = city_before(query)
    return _named(search_regions(city, published), city) if city else ()


def _named(found: Found, city: str) -> tuple[int, ...]:
    """What is named, not only begun, by the text before the kind of an area."""
    return found.sure[:1] if len(bare(city)) > 1 else ()
