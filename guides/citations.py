"""The citations of guides, answers and fact-checks, as the source list takes them."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Collection
from typing import cast

from policies.composed import Composed, Given
from policies.models import Edition, EditionChild
from policies.models.canonical import part_model
from policies.rules.checks import with_newest_record
from policies.rules.citations import CITED, Cited, Row, Rows


def cited_by(editions: Collection[Edition], *, at: dt.datetime) -> dict[int, list[Cited]]:
    """The citations of editions of one kind with their sources and what is known of them at an
    instant, by the edition's key. One query."""
    found: dict[int, list[Cited]] = {}
    for model in {type(edition) for edition in editions}:
        known = _citations_of(model)(owners=[edition.pk for edition in editions], at=at)
        for key, *values in known:
            found.setdefault(key, []).append(Cited(*values))
    return found


@functools.cache
def _citations_of(model: type[Edition]) -> Composed[Row]:
    """The citations of editions of a kind: the edition's key, then `CITED`."""
    citations = cast(type[EditionChild], part_model(model, "citations"))
    owner = f"{citations.parent_link}_id"

    def query(owners: Given, at: Given) -> Rows:
        rows = citations.objects.filter(**{f"{owner}__in": owners}).order_by("pk")
        return with_newest_record(rows, at).values_list(owner, *CITED)

    return Composed(query)
