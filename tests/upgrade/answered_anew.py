"""Addresses of release 2f4f2af that answer another thing since then, on purpose: each with its
reason."""

from __future__ import annotations

import copy
import re
from typing import Any

Page = dict[str, Any]

UNKNOWN = "foo=1&"  # a parameter that no page knows
BAD_DAY = "?on=2026-13-01"
WITHDRAWN = "/regions/440000/family-sharing/?known_on=2026-11-24"
LATER_WORDS = (
    ("/scenarios/", "各地对比|各地對比|Compare places"),  # says where it leads
    # A day of verification stands once, beside the source that two editions cite.
    ("on=2022-08-31", r"核实于 2026年11月21日|核實於 2026年11月21日|Verified on Nov\. 21, 2026"),
    ("on=2027-01-01", r"核实于 2026年11月23日|核實於 2026年11月23日|Verified on Nov\. 23, 2026"),
    # The list tells the year of a document, its page the day.
    ("/sources/", r"(?<=· 2021)(年12月\d+日|-12-\d+)"),
    # The number stands above, with its name and without what it is for.
    ("known_on=2026-11-18", "问医保的事。|問醫保的事。"),
)

# Below its heading an answer calls its place by its own name, without those above it.
PLACES_ABOVE = re.compile(
    r"((?<=\s在)|(?<=\s[没沒]有[记記][录錄]到)|(?<=\s))\S+[省市州盟区區]"
    r"(?=\S{2,}(怎[么麼][办辦]|的[办辦]理步[骤驟]|的全部情形)\s)"
)


def recorded_answer(address: str, pages: dict[str, Page]) -> Page:
    """What an address is to answer: of the pages recorded then, its own or the one that stands for
    it now."""
    page = pages[address]
    if "/check/?" in address and UNKNOWN in address:
        return copy.deepcopy(pages[page["location"]])  # not sent elsewhere for a strange parameter
    if "/regions/" in address and address.endswith(BAD_DAY):
        # The page of today says at the field that the day cannot be read.
        return copy.deepcopy(pages[address.removesuffix(BAD_DAY)]) | {"status": page["status"]}
    return answered(address, page)


def answered(address: str, page: Page) -> Page:
    """The same page with what is answered otherwise."""
    if address.endswith(WITHDRAWN):  # a rule withdrawn by then was said to be none
        page |= {"text": "", "hooks": []}
    if "job=employer" in address:
        # What can be changed is known of each option, not of the condition (ADR 0069).
        page["hooks"] = [
            each | {"data-outcome": "conditional", "data-kind": "conditional"}
            if each.get("data-outcome") == "no"
            else each
            for each in page.get("hooks", ())
        ]
    for part, words in LATER_WORDS:
        if part in address:
            page["text"] = re.sub(words, "", page["text"])
    if "/regions/" in address:
        page["text"] = PLACES_ABOVE.sub("", page["text"])
    return page
