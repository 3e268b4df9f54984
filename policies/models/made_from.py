"""What a translation was made from, how, and whether that is still so.

Pure: a text, its source and the mark kept beside it go in, what is true of it comes out. A mark
holds two fingerprints. That of the source tells that the source was changed since; that of the
translation itself tells that somebody has written a new one since.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db import models

from policies.languages import LANGUAGES
from policies.traditional import TRADITIONAL, to_traditional

FINGERPRINT: Final = (
    16  # hexadecimal digits of SHA-256: no two texts of a site share them by chance
)
# How a language is made from the source without a person; the others are written.
CONVERTERS: Final[Mapping[str, Callable[[str], str]]] = {TRADITIONAL: to_traditional}
# The languages that are made from the source, in whatever way.
TARGETS: Final = tuple(language.code for language in LANGUAGES[1:])


class Standing(models.TextChoices):
    """What is true of a translation, in the words that editors see."""

    CONVERTED = "converted", "转换"
    WRITTEN = "written", "人工写的"
    OUT_OF_DATE = "out_of_date", "过期（原文已改）"
    MISSING = "missing", "缺"


@dataclass(frozen=True, slots=True)
class Mark:
    """How a translation was made, the fingerprint of its source then, and its own."""

    how: Standing
    source: str
    text: str

    @classmethod
    def read(cls, stored: str | None) -> Mark | None:
        """The mark that a row keeps; None if nobody noted one."""
        if not stored:
            return None
        how, source, text = stored.split()
        return cls(Standing(how), source, text)

    def __str__(self) -> str:
        return f"{self.how.value} {self.source} {self.text}"

    def is_of(self, text: str) -> bool:
        """Whether the translation is still the one that was marked."""
        return self.text == fingerprint(text)


def fingerprint(text: str) -> str:
    """Names the words of a text, however its blanks, line ends and characters are put together."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(words.encode()).hexdigest()[:FINGERPRINT]


def standing(language: str, source: str, text: str, mark: Mark | None) -> Standing | None:
    """What is true of a translation; None where neither it nor its source says anything.

    One without a mark, or changed by a hand that leaves none, is what it looks like: a conversion
    if it equals that of today's source, else written for it.
    """
    if not text:
        return Standing.MISSING if source else None
    if mark and mark.is_of(text):
        if mark.source == fingerprint(source):
            return mark.how
        by_hand = Standing.OUT_OF_DATE
    else:
        by_hand = Standing.WRITTEN
    return Standing.CONVERTED if _is_conversion(language, source, text) else by_hand


def is_of_today(language: str, source: str, text: str, mark: Mark | None) -> bool:
    """Whether a translation may be shown as what the source says today.

    The same question as `standing` with fewer fingerprints: pages ask it of every text.
    """
    if mark is None or mark.source == fingerprint(source) or not mark.is_of(text):
        return bool(text)
    return bool(text) and _is_conversion(language, source, text)


def settled(language: str, source: str, text: str, mark: Mark | None) -> tuple[str, Mark | None]:
    """The translation as it is to be stored, and its mark.

    A conversion that nobody touched is made again, and one is made where there is none. What a
    person wrote stays as it is: with its mark if only the source changed, with a new one if it
    was written anew.
    """
    if language in CONVERTERS and (not text or _is_untouched_conversion(text, mark)):
        text = CONVERTERS[language](source)
    now = standing(language, source, text, mark)
    if now is None or now == Standing.MISSING:
        return text, None
    if now == Standing.OUT_OF_DATE:
        return text, mark
    return text, Mark(now, fingerprint(source), fingerprint(text))


def still_right(source: str, text: str) -> Mark:
    """The mark of a written translation that a person read beside today's source."""
    return Mark(Standing.WRITTEN, fingerprint(source), fingerprint(text))


def _is_conversion(language: str, source: str, text: str) -> bool:
    return language in CONVERTERS and text == CONVERTERS[language](source)


def _is_untouched_conversion(text: str, mark: Mark | None) -> bool:
    return mark is not None and mark.how == Standing.CONVERTED and mark.is_of(text)
