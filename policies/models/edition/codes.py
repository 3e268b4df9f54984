"""Permanent codes: what every kind of edition shares for ever."""

from __future__ import annotations

import functools
import secrets

from django.apps import apps
from django.db import models

from policies.composed import Composed, Given

CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 5
CODE_PATTERN = f"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}"


class PermanentlyCoded(models.Model):
    """A row whose code stands in addresses for ever and is shared by all editions of one thing."""

    code = models.CharField("永久代码", max_length=CODE_LENGTH, editable=False)

    class Meta:
        abstract = True


def code_is_used(code: str) -> bool:
    """Whether any kind of edition already has this code. One query."""
    return bool(_with_code()(code=code))


@functools.cache
def _with_code() -> Composed[tuple[str]]:
    """The editions of every kind with a code; known once every kind of edition is."""
    kinds = [model for model in apps.get_models() if issubclass(model, PermanentlyCoded)]

    def query(code: Given) -> models.QuerySet[models.Model, tuple[str]]:
        found = [model._base_manager.filter(code=code).values_list("code") for model in kinds]
        return found[0].order_by().union(*(each.order_by() for each in found[1:]))

    return Composed(query)


def unused_code() -> str:
    """A permanent code that no edition of any kind has."""
    while True:
        code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        if not code_is_used(code):
            return code
