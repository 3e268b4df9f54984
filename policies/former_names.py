"""Finds what became of a division by a name that it had."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

from django.db.models import Q

from policies.languages import SOURCE
from policies.models import FormerDivision, Region
from policies.models.translated import column
from policies.region_search import Place, bare, place_named, spells
from policies.rules.applicability import with_lineage

NAME = column("name", SOURCE)
ABOVE = ("became__parent", "became__parent__parent")


@dataclass(frozen=True, slots=True)
class Former:
    """A name of before, and the keys of the divisions that it became."""

    code: str
    name: str
    became: tuple[int, ...]
    path: tuple[Place, ...]  # itself, then what stands above what it became


def formerly_named(query: str, published: str) -> list[Former]:
    """The divisions of before with this very name, with or without its kind or the names above it.

    Nothing is guessed. One query for a state of publication, then none.
    """
    wanted = bare(query)
    return [each for each in _formers(published) if wanted and spells(wanted, each.path)]


def of_code(code: str) -> list[Region]:
    """The region with a six-digit code; if there is none, those that the division with this code
    of before became. With their lineage, in one query."""
    before = FormerDivision.objects.filter(code__startswith=f"{code}-")
    named = Q(code=code) | Q(pk__in=before.values("became"))
    found = list(with_lineage(Region.objects.filter(named)).order_by("code"))
    return [each for each in found if each.code == code] or found


@functools.lru_cache(maxsize=2)
def _formers(published: str) -> tuple[Former, ...]:
    above = [f"{each}__{field}" for each in ABOVE for field in ("level", NAME)]
    formers: dict[str, Former] = {}
    rows = FormerDivision.objects.rewrite(False).order_by("code", "became__code")  # type: ignore[attr-defined]
    for code, name, key, *levels in rows.values_list("code", NAME, "became", *above):
        pairs = zip(levels[::2], levels[1::2], strict=True)
        names = [name, *(each for level, each in pairs if each and level != Region.Level.NATION)]
        path = tuple(place_named((each,), "", "", "") for each in names)
        first = formers.get(code, Former(code, name, (), path))
        formers[code] = replace(first, became=(*first.became, key))
    return tuple(formers.values())
