"""Traditional Chinese made from Simplified."""

from __future__ import annotations

import functools
from collections.abc import Callable

import opencc

TRADITIONAL = "zh-hant"


@functools.cache
def _converter() -> Callable[[str], str]:
    convert: Callable[[str], str] = opencc.OpenCC("s2tw").convert
    return convert


@functools.lru_cache(maxsize=8192)
def to_traditional(text: str) -> str:
    """Traditional Chinese of a text, characters only (OpenCC s2tw keeps the mainland's terms)."""
    return _converter()(text)
