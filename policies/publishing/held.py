"""Holds an edition while a verb acts on it."""

from __future__ import annotations

from django.db import models

from policies.models import Edition, Region
from policies.models.canonical import load_content
from policies.models.edition import WORKFLOW_COLUMNS


def hold(edition: Edition) -> None:
    """Lock the rows of a code and read this one again: what was loaded before may be stale.

    Two approvals at once therefore see each other; the second finds nothing left to approve. All
    that the text reads is loaded too: a fixed number of queries, however much there is of it.
    """
    model = type(edition)
    rows = model._base_manager.select_for_update().filter(code=edition.code)
    list(rows.order_by("pk").values_list("pk", flat=True))
    edition.refresh_from_db(from_queryset=_with_places(model))
    load_content([edition], WORKFLOW_COLUMNS)


def _with_places(model: type[Edition]) -> models.QuerySet[Edition]:
    """Editions with the rows that they name, and every level above their region."""
    named = [
        f"{link.name}__parent__parent__parent" if link.related_model is Region else link.name
        for link in model._meta.concrete_fields
        if link.is_relation and link.name not in WORKFLOW_COLUMNS
    ]
    rows: models.QuerySet[Edition] = model._base_manager.all()
    return rows.select_related(*named) if named else rows
