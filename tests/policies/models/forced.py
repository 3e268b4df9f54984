"""Columns stored past every method of the model, as a slip of the hand in SQL would."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError
from django.db.models import Model

from policies.publishing.shared.permits import permitted


def force(row: Model, **columns: Any) -> None:
    """Store columns past every method of the model, as a slip of the hand in SQL would."""
    with permitted("a slip"):
        type(row)._base_manager.filter(pk=row.pk).update(**columns)


def refused(row: Model, **columns: Any) -> bool:
    try:
        force(row, **columns)
    except IntegrityError:
        return True
    return False
