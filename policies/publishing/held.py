"""Holds what a verb acts on, so that what it asks stays true until it is done."""

from __future__ import annotations

from django.db import connection, models

from policies.models import Edition, Region
from policies.models.canonical import load_content
from policies.models.edition import WORKFLOW_COLUMNS

ADDRESSES = 6203  # any number: who holds it gives addresses of the site away


def hold_addresses(kind: type[models.Model]) -> None:
    """Let nobody else give an address away until the transaction ends, if this kind of row has one.

    To be called before any row is held, as everybody does: then nobody waits in a circle.
    """
    if hasattr(kind, "address_pattern") or {"slug", "path"} & _columns(kind):
        hold_every_address()


def hold_every_address() -> None:
    """Let nobody else give an address away until the transaction ends.

    Who asks whether an address is taken then hears of everybody who took it. SQLite has one writer.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADDRESSES])


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


def _columns(kind: type[models.Model]) -> set[str]:
    return {field.name for field in kind._meta.concrete_fields}


def _with_places(model: type[Edition]) -> models.QuerySet[Edition]:
    """Editions with the rows that they name, and every level above their region."""
    named = [
        f"{link.name}__parent__parent__parent" if link.related_model is Region else link.name
        for link in model._meta.concrete_fields
        if link.is_relation and link.name not in WORKFLOW_COLUMNS
    ]
    rows: models.QuerySet[Edition] = model._base_manager.all()
    return rows.select_related(*named) if named else rows
