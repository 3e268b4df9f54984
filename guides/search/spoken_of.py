"""What a query speaks of, whatever words it is said with (`spoken_of.txt`)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from guides.search.happenings import tells_of_a_death, tells_of_a_move

FILE = Path(__file__).resolve().parent / "spoken_of.txt"
HEAD = re.compile(r"\[([a-z]+)\]")
DIED, MOVED = "died", "move"


def spoken_of(text: str) -> Iterator[str]:
    """The names of what a folded text speaks of."""
    closed = "".join(text.split())
    for name, said in _said().items():
        if said.search(closed):
            yield name
    if tells_of_a_death(text):
        yield DIED
    if tells_of_a_move(text):
        yield MOVED


@functools.cache
def _said() -> dict[str, re.Pattern[str]]:
    words: dict[str, list[str]] = {}
    name = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if head := HEAD.fullmatch(line):
            name = head[1]
        elif line and not line.startswith("#"):
            words.setdefault(name, []).extend(line.split())
    return {name: re.compile("|".join(each)) for name, each in words.items()}
