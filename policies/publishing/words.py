"""What changed between two texts, word by word; in Chinese, character by character.

Pure: two texts go in, pieces come out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import takewhile

WORD = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)
SENTENCE = re.compile(r"[^。！？；.!?\n]*[。！？；.!?\n]+|[^。！？；.!?\n]+")
PATIENCE = 1_000_000  # comparisons at most; of longer texts whole sentences are compared


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    TAKEN_OUT = "out"
    PUT_IN = "in"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text, and what became of them."""

    text: str
    kind: Kind

    @property
    def element(self) -> str:
        """The element of HTML that says so."""
        return {Kind.TAKEN_OUT: "del", Kind.PUT_IN: "ins"}.get(self.kind, "span")


def word_differences(before: str, after: str) -> list[Piece]:
    """The pieces that make the one text into the other, in order; none of them is empty.

    What is the same or taken out is the text before; what is the same or put in, the text after.
    """
    was, now = WORD.findall(before), WORD.findall(after)
    start = _shared(was, now)
    end = _shared(was[start:][::-1], now[start:][::-1])
    if (len(was) - start - end) * (len(now) - start - end) > PATIENCE:
        return _pieces(SENTENCE.findall(before), SENTENCE.findall(after))
    head, tail = "".join(was[:start]), "".join(was[len(was) - end :])
    middle = _pieces(was[start : len(was) - end], now[start : len(now) - end])
    found = [Piece(head, Kind.SAME), *middle, Piece(tail, Kind.SAME)]
    return [piece for piece in found if piece.text]


def _shared(these: list[str], those: list[str]) -> int:
    """How many words two texts share at their start."""
    pairs = zip(these, those, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _pieces(was: list[str], now: list[str]) -> list[Piece]:
    found = []
    for tag, was_from, was_to, now_from, now_to in SequenceMatcher(
        None, was, now, autojunk=False
    ).get_opcodes():
        out, into = "".join(was[was_from:was_to]), "".join(now[now_from:now_to])
        if tag == "equal":
            found.append(Piece(out, Kind.SAME))
        else:
            found += [Piece(out, Kind.TAKEN_OUT), Piece(into, Kind.PUT_IN)]
    return [piece for piece in found if piece.text]
