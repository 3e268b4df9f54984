"""Finding a cited sentence in a text. Pure: no rows, no network, no clock."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

AROUND = 12  # characters before and after that tell one place from another


class Found(StrEnum):
    """Whether the sentence stands in the text: in one place, in several, or not any more."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quote with what stood before and after it when it was found in one place."""

    quote: str
    before: str = ""
    after: str = ""


def anchored(text: str, anchor: Anchor) -> tuple[Found, Anchor]:
    """Whether the anchor's quote stands in a text, and the anchor with its surroundings there.

    Blanks, line ends and the width of characters do not count. Of several places the one with the
    known surroundings is taken. A quote of punctuation alone is found nowhere.
    """
    plain, quote = _plain(text), _plain(anchor.quote)
    places = _places(plain, quote) if any(map(str.isalnum, quote)) else []
    if len(places) > 1 and (anchor.before or anchor.after):
        known = (_plain(anchor.before), _plain(anchor.after))
        places = [place for place in places if _around(plain, place, quote) == known] or places
    if not places:
        return Found.GONE, anchor
    if len(places) > 1:
        return Found.AMBIGUOUS, anchor
    before, after = _around(plain, places[0], quote)
    return Found.FOUND, Anchor(anchor.quote, before, after)


def _places(text: str, quote: str) -> list[int]:
    found, place = [], text.find(quote)
    while place != -1:
        found.append(place)
        place = text.find(quote, place + 1)
    return found


def _around(text: str, place: int, quote: str) -> tuple[str, str]:
    """The characters before and after a place, cut at the nearest punctuation."""
    end = place + len(quote)
    before = _until_punctuation(text[max(0, place - AROUND) : place][::-1])[::-1]
    return before, _until_punctuation(text[end : end + AROUND])


def _until_punctuation(text: str) -> str:
    for number, character in enumerate(text):
        if unicodedata.category(character).startswith("P"):
            return text[:number]
    return text


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
