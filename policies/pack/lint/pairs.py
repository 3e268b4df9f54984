"""Chinese beside its English: line by line, and sentence by sentence where both have as many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policies.languages import SOURCE
from policies.pack.files import Finding
from policies.pack.lint.checked import ENGLISH, Checked, Text
from policies.references import WRITTEN

ADDRESS = re.compile(r"\]\([^)]*\)|https?://\S+|[a-z.]+\.gov\.cn")
NUMBER_OF = re.compile(r"\b(?:No|art)\.(?= ?\d)")  # the stop of "No. 735" ends no sentence
# Sentences end at a stop; where the two have as many only so, not at semicolons.
ENDS = (
    (r"[^。；！？?]+[。；！？?]*[”）]?", r"(?<=[.;!?])[”)]?\s+"),
    (r"[^。！？?]+[。！？?]*[”）]?", r"(?<=[.!?])[”)]?\s+"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence or a line in Chinese and the same in English, without references and addresses."""

    text: Text
    at: int
    chinese: str
    english: str

    def finding(self, message: str) -> Finding:
        return self.text.finding(message, self.at)


def sentences(checked: Checked) -> Iterator[Pair]:
    """Sentence beside sentence where a line has as many in English, else the line."""
    for pair in lines(checked):
        for chinese, english in side_by_side(pair.chinese, pair.english):
            yield Pair(pair.text, pair.at, chinese, english)


def lines(checked: Checked) -> Iterator[Pair]:
    """Line beside line where there are as many in English, else the texts as they are."""
    for text in checked.texts:
        english = text.in_other(ENGLISH) if text.language == SOURCE else ""
        here, said = _lines(text.text), [line for _at, line in _lines(english)]
        if len(here) == len(said):
            yield from (
                Pair(text, at, line, there) for (at, line), there in zip(here, said, strict=True)
            )
        elif english:
            yield Pair(text, 0, _plain(text.text), _plain(english))


def side_by_side(chinese: str, english: str) -> list[tuple[str, str]]:
    """The sentences of two texts in pairs; the texts themselves where one has more."""
    for ends, gaps in ENDS:
        here = [each for each in re.findall(ends, chinese) if _has_words(each)]
        there = [each for each in re.split(gaps, english) if _has_words(each)]
        if len(here) == len(there):
            return list(zip(here, there, strict=True))
    return [(chinese, english)]


def _has_words(sentence: str) -> bool:
    return re.search(r"\w", sentence) is not None


def _lines(text: str) -> list[tuple[int, str]]:
    found = re.finditer(r"[^\n]*\S[^\n]*", text)
    return [(each.start(), _plain(each.group())) for each in found]


def _plain(text: str) -> str:
    return NUMBER_OF.sub("Number", ADDRESS.sub(" ", WRITTEN.sub(" ", text)))
