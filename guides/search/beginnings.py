"""How a text begins, for the list of what was found."""

from __future__ import annotations

import functools

from policies import prose
from policies.speech import Said

LENGTH = 90  # of Chinese; Latin letters are narrower
REMEMBERED = 2048


def beginning(text: Said) -> Said:
    """The beginning of a text without the marks of Markdown."""
    return Said(_plain(str(text), text.lang), text.lang)


@functools.lru_cache(maxsize=REMEMBERED)
def _plain(text: str, lang: str) -> str:
    plain = prose.plain(text)
    longest = LENGTH if lang or not plain.isascii() else 2 * LENGTH
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"
