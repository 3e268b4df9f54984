"""The citations of guides, answers and fact-checks, as the source list takes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import cast

from policies.models import Edition, EditionChild
from policies.models.canonical import part_model
from policies.rules.checks import with_newest_record
from policies.rules.citations import CITED, Cited


def cited_by(editions: Collection[Edition], *, at: dt.datetime) -> dict[int, list[Cited]]:
    """The citations of editions of one kind with their sources and what is known of them at an
    instant, by the edition's key. One query."""
    found: dict[int, list[Cited]] = {}
    for model in {type(edition) for edition in editions}:
        citations = cast(type[EditionChild], part_model(model, "citations"))
        owner = f"{citations.parent_link}_id"
        rows = citations.objects.filter(**{f"{owner}__in": [edition.pk for edition in editions]})
        known = with_newest_record(rows.order_by("pk"), at)
        for key, *values in known.values_list(owner, *CITED):
            found.setdefault(key, []).append(Cited(*values))
    return found
