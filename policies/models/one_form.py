"""The one form in which texts of editors are compared, hashed and stored."""

from __future__ import annotations

import re
import unicodedata

# How other systems end a line: Windows, old Macs, mainframes, and what word processors paste.
LINE_END = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
# What nobody sees: controls, which no feed and no picture may hold; marks that turn the direction
# of all that follows or hide in a word; what is no character. Joiners stay.
UNSEEN = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def normalised(text: str) -> str:
    """A text in the one form in which texts are compared, hashed and stored.

    Characters are composed (NFC), what nobody sees is left out, lines end with LF, and no blanks
    stand at their ends or around the whole. What a browser makes of a text it was given (CRLF)
    therefore is that text.
    """
    seen = without_unseen(LINE_END.sub("\n", text))
    lines = unicodedata.normalize("NFC", seen).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def without_unseen(text: str) -> str:
    """A text without what nobody sees. What is stored has none of it since 2026-11; a published
    text of before keeps its bytes, and is cleaned where a format may not hold them."""
    return UNSEEN.sub("", text)
