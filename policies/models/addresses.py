"""Addresses that were public once: nothing new takes one without a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from django.db import models

# What stood at addresses of this pattern (without their language), in words; empty for nothing.
Former = Callable[[str], tuple[str, str] | None]
_former: list[Former] = []
AT_ONCE = 200  # addresses asked of at once


def ask_of_former(former: Former) -> None:
    """From now on ask this of every address that is taken: the address, and what became of it."""
    _former.append(former)


def taken_before(row: models.Model) -> list[str]:
    """Why this row cannot have the address that its name gives it: another thing had it before.

    The kind of row says in `address_pattern` which addresses its name gives it.
    """
    if not (written := _written(row)):
        return []
    return [
        f"地址 {found[0]} 以前公布过，{found[1]}，旧链接还会来。请换一个名字；"
        f"确实要收回这个地址，请先建议删除旧地址“{found[0]}”、写明原因，批准之后再来。"
        for former in _former
        if (found := former(written))
    ]


def any_taken_before(rows: Sequence[models.Model]) -> bool:
    """Whether one of these rows cannot have its address: a query for some hundred of them."""
    patterns = list(filter(None, map(_written, rows)))
    some = (patterns[start : start + AT_ONCE] for start in range(0, len(patterns), AT_ONCE))
    return any(former("|".join(each)) for each in some for former in _former)


def _written(row: models.Model) -> str:
    """The addresses that a row's name gives it, as a pattern; empty if its kind has none."""
    pattern: str = getattr(type(row), "address_pattern", "")
    names = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return pattern.format(**{name: re.escape(str(value)) for name, value in names.items()})
