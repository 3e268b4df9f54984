"""How texts and what people type are made alike before they are compared: the one folding."""

from __future__ import annotations

import functools
import unicodedata

import opencc

UMLAUT = "u\u0308"  # of pinyin, typed as v


@functools.lru_cache(maxsize=1)
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@functools.lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """A text in one width, in small letters without marks on them, in simplified characters."""
    parts = unicodedata.normalize("NFKD", text).lower().replace(UMLAUT, "v")
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return simplified(unicodedata.normalize("NFC", plain))


def simplified(text: str) -> str:
    """A text in simplified characters."""
    converted: str = _to_simplified().convert(text)
    return converted


def bare(text: str) -> str:
    """A folded text without blanks and marks: letters, characters and digits alone."""
    return "".join(each for each in folded(text) if each.isalnum())
