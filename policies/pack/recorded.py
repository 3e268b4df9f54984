"""Whether what the content quotes stands word for word in what the research recorded."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from policies.folding import simplified
from policies.pack.files import Finding
from policies.pack.parts import parts
from policies.pack.refusals import PackRow

FILES = ("regional_facts", "regional_facts_2", "national_facts", "passages")
ANY = ""  # what was recorded of documents that have no code of ours
READINGS = re.compile(r"\([a-zɡà-ǿ]+\)")  # pinyin that a copied page puts behind a character
FORMS = str.maketrans("，；：（）。帐", ",;:().账", " “”\"‘’'\n")
LEFT_OUT = "…"
EXACTLY = (
    "字和标点都要一样；不算的只有：繁简、全角半角、引号、空格和换行、括号里的拼音、“帐”和“账”。"
    "略去的地方写“…”。"
)
Recorded = Mapping[str, list[str]]


def read_recorded(folder: Path) -> Recorded:
    """The excerpts of a folder of research by the code of their source. OSError without them."""
    found: dict[str, list[str]] = {ANY: []}
    for name in FILES:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                words = row.get("excerpt") or row["evidence_excerpt"]
                found.setdefault(row.get("source", ANY), []).append(plain(words))
    return found


def plain(words: str) -> str:
    """Words in one form: simplified characters, half-width signs, no quotation marks."""
    return simplified(READINGS.sub("", words)).translate(FORMS)


def is_recorded(source: str, quote: str, recorded: Recorded) -> bool:
    """Whether each part of a quote (… leaves words out) stands in one excerpt of its source."""
    excerpts = (*recorded[ANY], *recorded.get(source, ()))
    said = [part for part in plain(quote).split(LEFT_OUT) if part]
    return bool(said) and all(any(part in each for each in excerpts) for part in said)


def unrecorded(rows: Iterable[PackRow], recorded: Recorded) -> Iterator[Finding]:
    """The quotes that the research holds in no such words."""
    for row in rows:
        for part in parts(row):
            source, quote = part.content.get("source"), part.content.get("quote")
            if source and quote and not is_recorded(str(source), str(quote), recorded):
                message = f"{source} 的调研记录里没有这些原话：“{quote}”。{EXACTLY}"
                yield part.finding("quote", message)
