"""Whether English is set as English: its quotation marks, gaps and stops.

For content, and by the tests for the catalogue of the interface and for pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policies.pack.files import Finding
from policies.pack.lint import words
from policies.pack.lint.checked import ENGLISH, Checked

# A straight mark (names of places have one, and no other: Xi'an), a gap within, a gap or none where
# there is one in Chinese, a stop or a word said twice, a sentence begun small, a Chinese mark.
ODD = re.compile(
    r"[A-Za-z]'(?:s|t|re|ll|ve|d)\b|\b[A-Z][a-z]+’(?!(?:s|t|re|ll|ve|d)\b)[a-z]+|s'(?= )"
    r"|(?:^|[\s(])\"\w|\S {2,}\S|\.\.(?!\.)|[,;:]{2}"
    r"|\w [,;:.!?](?:\s|$)|\(\s|\w\s\)|[a-z]{2}[.!?] [a-z]|\w[,;][A-Za-z]|[a-z]{2}[.?!][A-Z]"
    r"|\b([A-Za-z]+) \1\b|[，。；：！？、（）「」]"
)

LISTS = {"in_prose"}  # words in a row, with the mark between them that the file has


def odd_english(text: str) -> re.Match[str] | None:
    """The first thing in an English text that is not set as English, what is quoted left out."""
    return ODD.search(words.BRACKETED.sub(_kept, text))


def _kept(match: re.Match[str]) -> str:
    """Chinese between brackets or marks is quoted; English there is read as well."""
    return "Q" * len(match.group()) if words.HAN.search(match.group()) else match.group()


def set_otherwise(checked: Checked) -> Iterator[Finding]:
    """English text with a straight mark, a gap too many, a stop said twice or a mark of Chinese."""
    for text in checked.texts:
        is_prose = text.language == ENGLISH and text.name not in LISTS
        if is_prose and (odd := odd_english(text.text)):
            yield text.finding(f"英文排版：“{odd.group()}”。", odd.start())
