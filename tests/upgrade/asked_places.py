"""How pages of release 2f4f2af ask for the place since then: not what they say, so it is left out
on both sides."""

from __future__ import annotations

import re
from typing import Any

# A link to the list of places before; the search for the place and the list of provinces now.
ASKING = re.compile(
    "(?:选参保地看答案|選參保地看答案|Choose your place and see the answer) |"
    "(?:在哪里参加职工医保？直接看那里的答案|在哪裡參加職工醫保？直接看那裡的答案|"
    r"Where are you insured\? Go straight to the answer there) "
    "(?:.*?)(?:按省份选|按省份選|Choose by province) "
)


FRONT = re.compile(r"/(?:zh-hans|zh-hant|en)/")


def without_asking_for_places(address: str, page: dict[str, Any]) -> dict[str, Any]:
    """A page without the words that ask for the place; other languages keep what was typed. The
    front page was made anew: its address, languages and title are kept."""
    if FRONT.fullmatch(address):
        page |= {"text": "the front page", "h1": [], "hooks": []}
    if "/search/?q=" in address:  # weighed anew, and with ways to see less (ADR 0077)
        page["text"] = "what was found"
        page["hooks"] = [each for each in page["hooks"] if "data-fallback" not in each]
    if "/scenarios/" in address and isinstance(page.get("text"), str):
        page["text"] = ASKING.sub("", page["text"])
    if "/regions/?q=" in address:
        page["hreflang"] = [each[:1] for each in page.get("hreflang", ())]
    return page
