"""What is weighed of a message: its signs, each two of them together, its characters in runs and
how they sound.

Every number counts as the same number, and every address that is no office's as the same address;
an office's is told as one letter already (`telling.py`).
"""

from __future__ import annotations

import math
import re
from itertools import combinations

from guides.search.fraud.signs import signs_of
from guides.search.sounds import sounds
from guides.search.words import CJK

ADDRESS = re.compile(
    r"https?://[^\u4e00-\u9fff，。]{1,200}|[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60})+(?:/[a-z0-9?=&_-]{0,60})?"
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*|\*+")
LATIN = re.compile("[a-z]{3,}")
LETTERS = 5
STRANGER = "§"
SIGN, SOUND = "*", "~"  # begin what is no run of characters
SINGLE = re.compile(f"[{CJK}]")
TOGETHER, FEWEST = 0.7, 20  # what two signs together are given; the runs of a short text


def features(text: str) -> dict[str, float]:
    """What a told text has, and how much of it: the runs of a long text count less each."""
    shown = signs_of(text)
    found = {SIGN + name: 1.0 for name in shown}
    found |= {f"{SIGN}{a}+{b}": TOGETHER for a, b in combinations(shown, 2)}
    runs = _runs(text)
    share = 2 / math.sqrt(max(len(runs), FEWEST))
    return found | dict.fromkeys(sorted(runs), share)


def of_sign(name: str, shown: list[str], weights: dict[str, float]) -> float:
    """What one of the signs that are shown adds: its own weight and half of each two with it."""
    pairs = (f"{SIGN}{a}+{b}" for a, b in combinations(shown, 2) if name in (a, b))
    return weights.get(SIGN + name, 0.0) + TOGETHER / 2 * sum(weights.get(p, 0.0) for p in pairs)


def _runs(text: str) -> set[str]:
    """One to three characters in a row; of Latin letters, which are told without blanks, five; and
    two syllables, however they are written (医保, 衣宝, yibao)."""
    plain = ADDRESS.sub(STRANGER, text)
    plain = NUMBER.sub("0", plain)
    pieces = LATIN.sub(" ", plain)
    runs = {pieces[at : at + size] for size in (2, 3) for at in range(len(pieces) - size + 1)}
    letters = LATIN.findall(plain)
    spelled = {each[at : at + LETTERS] for each in letters for at in range(len(each) - LETTERS + 1)}
    heard = {SOUND + pair for pair in sounds(plain)}
    return {each for each in runs if " " not in each} | spelled | heard | {*SINGLE.findall(plain)}
