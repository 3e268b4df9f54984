"""Finds what became of a division by a name that it had."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from policies.composed import Composed, Given
from policies.folding import bare
from policies.languages import SOURCE
from policies.models import FormerDivision, Region
from policies.models.translated import column, columns
from policies.place_search.regions import six_digits
from policies.place_search.spelling import Place, parts_of, place_named, spells, stem
from policies.rules.regions import with_lineage

NAME = column("name", SOURCE)
ABOVE = ("became__parent", "became__parent__parent")


@dataclass(frozen=True, slots=True)
class Former:
    """A name of before, and the keys of the divisions that it became: first the one that bears the
    name still (永年区 of 永年县)."""

    code: str
    name: str
    became: tuple[int, ...]
    path: tuple[Place, ...]  # itself, then what stands above what it became


def formerly_named(query: str, published: str) -> list[Former]:
    """The divisions of before with this very name, with or without its kind or the names above it,
    or with this code.

    Nothing is guessed. One query for a state of publication, then none.
    """
    wanted = bare(query)
    if wanted.isdigit():
        code = six_digits(wanted)
        return [each for each in all_formers(published) if each.code[:6] == code]
    written = _written(published)
    likely = {place for part in parts_of(wanted) for place in written.get(part, ())}
    formers = all_formers(published)
    return [formers[place] for place in sorted(likely) if spells(wanted, formers[place].path)]


def of_code(code: str) -> list[Region]:
    """The region with a six-digit code; if there is none, those that the division with this code
    of before became. With their lineage, in one query."""
    found = _called(code=code, before=f"{code}-")
    return [each for each in found if each.code == code] or found


@Composed
def _called(code: Given, before: Given) -> QuerySet[Region]:
    """The regions with a code, or that became of what had a code with this beginning."""
    became = FormerDivision.objects.filter(code__startswith=before).values("became")
    return with_lineage(Region.objects.filter(Q(code=code) | Q(pk__in=became))).order_by("code")


@functools.lru_cache(maxsize=2)
def _written(published: str) -> dict[str, list[int]]:
    """By each way to write a division of before its places among all of them."""
    written: dict[str, list[int]] = {}
    for place, former in enumerate(all_formers(published)):
        for way in former.path[0].ways:
            written.setdefault(way, []).append(place)
    return written


@functools.lru_cache(maxsize=2)
def all_formers(published: str) -> tuple[Former, ...]:
    """Every division of before, in a state of publication: one query, then none."""
    above = [f"{each}__{field}" for each in ABOVE for field in ("level", NAME)]
    formers: dict[str, Former] = {}
    kept = ("code", "became", f"became__{NAME}")
    rows = FormerDivision.objects.rewrite(False).order_by("code", "became__code")  # type: ignore[attr-defined]
    spoken = columns("name")
    for code, key, today, *values in rows.values_list(*kept, *spoken, *above):
        name, *others = values[: len(spoken)]
        levels = values[len(spoken) :]
        pairs = zip(levels[::2], levels[1::2], strict=True)
        names = [name, *(each for level, each in pairs if each and level != Region.Level.NATION)]
        latin = " ".join(each.partition(" ")[0] for each in others if each and each.isascii())
        path = tuple(place_named((each,), latin if each is name else "", "", "") for each in names)
        first = formers.get(code, Former(code, name, (), path))
        became = (key, *first.became) if stem(today) == stem(name) else (*first.became, key)
        formers[code] = replace(first, became=became)
    return tuple(formers.values())
