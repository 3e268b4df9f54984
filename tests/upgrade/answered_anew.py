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
# Part of an address: what it called things, and what it calls them now.
RENAMED = (
    (".atom", "医保个账问路", "医保账户问路"),
    (".atom", "醫保個賬問路", "醫保賬戶問路"),
    ("en/about/", "^About this site", "About"),
    ("en/about/", "has run out", "has expired"),
    ("/about/", "按([参參])保地和情形回答", r"按\1保地和遇到的事回答"),
    ("hans/privacy/", "自查时的回答", "“查一查”里的回答"),
    ("hant/privacy/", "自查時的回答", "“查一查”裡的回答"),
    ("/privacy/", "自查([结結])果", r"“查一查”的\1果"),
    ("hans/scenarios/", "哪种情形", "什么事"),
    ("hant/scenarios/", "哪種情形", "什麼事"),
    ("/scenarios/", "的，用自查一步", "的，用“查一查”，一步"),
    ("/search/", "情形、[词詞]都行", "遇到的事都行"),
    # No level stands above the nation.
    (
        "/regions/100000/",
        r"全[国國]有 \d+ [项項]自己的[规規]定。.*?哪一[级級]的。"
        r"|Nationwide: \d+ rules of its own\..*?which\.",
        "",
    ),
    # Nobody asks whether one qualifies for what is forbidden.
    ("/scenarios/cash-out-fraud/", "查我符合不符合 |Check whether I qualify ", ""),
    # The sentences of the page are there to choose from.
    ("hans/feedback/?", "可以不填。抄下", "选"),
    ("hant/feedback/?", "可以不填。抄下", "選"),
    ("en/feedback/?", "Optional. Copy the sentence and we will", "Choose the sentence; we"),
    # A list of guides names them, without what each is about.
    ("/guides/", r"(\S+ 第 \d 版，醫保個人帳戶。) \1", r"\1"),
    ("/guides/", r" \S+ 第 \d 版，医保个人账户的summary。| 先問。再備。後去。", ""),
    ("/guides/", r" \S+, version \d: summary of the account\.", ""),
)

# Below its heading an answer calls its place by its own name, without those above it.
PLACES_ABOVE = re.compile(
    r"((?<=\s在)|(?<=\s[没沒]有[记記][录錄]到)|(?<=\s)(?![没沒]有[记記]))\S+[省市州盟区區]"
    r"(?=\S{2,}(怎[么麼][办辦]|的[办辦]理步[骤驟]|的全部情形)\s)"
)


def recorded_answer(address: str, pages: dict[str, Page]) -> Page:
    """What an address is to answer: of the pages recorded then, its own or the one that stands for
    it now."""
    page = copy.deepcopy(pages[address])
    if "/check/?" in address and UNKNOWN in address:
        return copy.deepcopy(pages[page["location"]])  # not sent elsewhere for a strange parameter
    if "/regions/" in address and address.endswith(BAD_DAY):
        # The page of today says at the field that the day cannot be read.
        page = copy.deepcopy(pages[address.removesuffix(BAD_DAY)]) | {"status": page["status"]}
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
    for part, was, now in (*((part, words, "") for part, words in LATER_WORDS), *RENAMED):
        if part in address:
            page["text"] = re.sub(was, now, page["text"])
            if "h1" in page:
                page["h1"] = [re.sub(was, now, title) for title in page["h1"]]
    if "/regions/" in address:
        page["text"] = PLACES_ABOVE.sub("", page["text"])
    return page
