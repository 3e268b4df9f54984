"""References to rules in prose: `[[policy:440100:commercial-insurance]]` is the rule of a place for
a situation, `[[places:settle-abroad]]` every place with a rule of its own for it.

What stands there is asked anew for every reader, so that prose never says what a rule no longer
does. Pure: no ORM, no request, no clock.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from policies.addresses import SCENARIO_CODE

# Of brackets that are never closed each would be looked for to the end of the text.
WRITTEN = re.compile(r"\[\[(.{0,500}?)\]\]", re.DOTALL)
RULE = re.compile(rf"policy:([0-9]{{6}}):({SCENARIO_CODE})")
PLACES = re.compile(f"places:({SCENARIO_CODE})")
# What was meant as one: with other brackets or half of them, or with none.
MEANT = re.compile(r"[\[［【(（]\s*(?:policy|places)\s*[:：]|policy[:：]\d{6}", re.IGNORECASE)
REFUSED_HERE = "这一栏不能写引用，请写到正文、回答或者查证结果里。"
FORMS = "[[policy:地区代码:情形代码]] 或者 [[places:情形代码]]"


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """The rule of a place for a scenario; without a region, all places with their own."""

    scenario: str
    region: str = ""

    def __str__(self) -> str:
        """As it is written."""
        where = f"policy:{self.region}" if self.region else "places"
        return f"[[{where}:{self.scenario}]]"


def references(texts: Iterable[str]) -> set[Reference]:
    """Every reference that can be read in some texts."""
    return {reference for text in texts for _at, reference in placed(text)}


def placed(text: str) -> Iterator[tuple[int, Reference]]:
    """The references that can be read in a text, by position."""
    for match in WRITTEN.finditer(text):
        if reference := _read(match.group(1)):
            yield match.start(), reference


def replaced(text: str, said: Callable[[Reference], str]) -> str:
    """A text with what each reference stands for; what cannot be read is left out."""

    def words(match: re.Match[str]) -> str:
        reference = _read(match.group(1))
        return said(reference) if reference else ""

    return WRITTEN.sub(words, text)


def faults(
    text: str, regions: Collection[str], scenarios: Collection[str]
) -> Iterator[tuple[int, str]]:
    """References that lead nowhere, by position: what is wrong, in an editor's words."""
    for match in WRITTEN.finditer(text):
        reference = _read(match.group(1))
        if reference is None:
            yield match.start(), f"引用“{match.group()}”读不懂，应为 {FORMS}。"
            continue
        if reference.region and reference.region not in regions:
            said = f"没有代码为 {reference.region} 的地区，或者它已经并入别处"
            yield match.start(), f"引用“{match.group()}”：{said}。"
        if reference.scenario not in scenarios:
            yield match.start(), f"引用“{match.group()}”：没有情形“{reference.scenario}”。"
    for match in MEANT.finditer(WRITTEN.sub(lambda each: " " * len(each.group()), text)):
        yield match.start(), f"“{match.group()}”像是引用，读不懂，应为 {FORMS}。"


def _read(written: str) -> Reference | None:
    if rule := RULE.fullmatch(written):
        return Reference(rule.group(2), rule.group(1))
    places = PLACES.fullmatch(written)
    return Reference(places.group(1)) if places else None
