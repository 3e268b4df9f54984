"""The addresses of pages by their names: a page leads to fifty others and more. And the parts of an
address that somebody wrote."""

from __future__ import annotations

import functools
from urllib.parse import SplitResult, urlsplit

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

SCENARIO_CODE = "[a-z0-9-]{1,40}"  # as it stands in addresses and in prose


def address_of(name: str, *arguments: str | int) -> str:
    """The address of a page in the language of the moment. Raises NoReverseMatch."""
    return _address_of(get_language(), get_script_prefix(), name, arguments)


@functools.lru_cache(maxsize=4096)
def _address_of(
    _language: str | None, _prefix: str, name: str, arguments: tuple[str | int, ...]
) -> str:
    return reverse(name, args=arguments)


def parts_of(address: str) -> SplitResult:
    """The parts of an address that somebody wrote; all empty where it is none."""
    try:
        return urlsplit(address)
    except ValueError:  # as of "//["
        return SplitResult("", "", "", "", "")
