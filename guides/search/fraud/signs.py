"""What a fraud has to say, by what it is for: the groups of words in `signs.txt`.

Words of a fraud change; what it has to do does not: it offers what no office gives, asks for what
no office takes, leads away from the counter, and hurries.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

from guides.search.fraud.telling import is_meant

FILE = Path(__file__).resolve().parent / "signs.txt"
HEAD = re.compile(r"@(?P<part>[A-Z]+)$|\[(?P<sign>[a-z]+)\]")


@functools.cache
def signs() -> dict[str, re.Pattern[str]]:
    """Each sign with its words."""
    parts: dict[str, list[str]] = {}
    words: list[str] = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if head := HEAD.match(line):
            words = parts.setdefault(head["part"] or head["sign"], [])
        elif not line.startswith("#"):
            words.extend(line.split())
    joined = {name: f"(?:{'|'.join(each)})" for name, each in parts.items()}
    for name in [name for name in joined if name.isupper()]:
        part = joined.pop(name)
        joined = {sign: each.replace(name, part) for sign, each in joined.items()}
    return {sign: re.compile(each) for sign, each in joined.items()}


def signs_of(text: str) -> list[str]:
    """The signs that a told text shows and means."""
    return [name for name, words in signs().items() if is_meant(words, text)]
