"""Addresses that were public once: nothing new takes one without a word."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.db import models

# What stood at addresses of this pattern (without their language), in words; empty for nothing.
Former = Callable[[str], tuple[str, str] | None]
_former: list[Former] = []


def ask_of_former(former: Former) -> None:
    """From now on ask this of every address that is taken: the address, and what became of it."""
    _former.append(former)


def taken_before(row: models.Model) -> list[str]:
    """Why this row cannot have the address that its name gives it: another thing had it before.

    The kind of row says in `address_pattern` which addresses its name gives it.
    """
    pattern: str = getattr(type(row), "address_pattern", "")
    if not pattern:
        return []
    names = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    written = pattern.format(**{name: re.escape(str(value)) for name, value in names.items()})
    return [
        f"地址 {found[0]} 以前公布过，{found[1]}，旧链接还会来。请换一个名字；"
        f"确实要收回这个地址，请先建议删除旧地址“{found[0]}”、写明原因，批准之后再来。"
        for former in _former
        if (found := former(written))
    ]
