"""Long lists a page at a time, and what narrows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404
from django.utils.translation import gettext as _

Row = TypeVar("Row")
PAGE_NUMBER = re.compile(r"[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a select."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a page of a long list stands; an address is None where there is no such page."""

    number: int
    total: int
    previous_url: str | None
    next_url: str | None


def page_or_404(found: Sequence[Row], number: str, size: int) -> Page[Row]:
    """The page of a number, the first without one; `size` is how many rows it has. Raises Http404
    if there is none such."""
    if number and not PAGE_NUMBER.fullmatch(number):
        raise Http404(_("没有这一页"))
    try:
        return Paginator(found, size).page(int(number or 1))
    except EmptyPage as error:
        raise Http404(_("没有这一页")) from error


def page_query(question: str, number: int) -> str:
    """The query of one page of what a query asks for; the first needs no number."""
    parts = [question, f"page={number}" if number > 1 else ""]
    return "&".join(part for part in parts if part)


def pages_around(number: int, total: int, address: Callable[[int], str]) -> Pages:
    """Where a page stands among all of them. `address`: of the page of a number."""
    return Pages(
        number,
        total,
        previous_url=address(number - 1) if number > 1 else None,
        next_url=address(number + 1) if number < total else None,
    )
