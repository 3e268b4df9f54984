"""What pages say otherwise by their kind and language: forbidden matters, names and own words."""

from __future__ import annotations

import re
from typing import Any

TO_QUALIFY = r"(查我(在\S+?)?符合不符合|Check whether I qualify|Do I qualify in [^?]+\?) "
OFFICIAL = r"(官方事項名稱 \S+ 第 \d 版，)醫保個人帳戶。"
# Beside the English of an official name; taken from what pages say now.
IN_CHINESE = r"\( \S+ 第 \d 版，医保个人账户的item_name。 \) "
NO_PROCEDURE = (
    r"(没有记录到\S+的办理步骤 .*?代办的人。|沒有記錄到\S+的辦理步驟 .*?代辦的人。"
    r"|No procedure [^.]*?recorded.*?do it for you\.) "
)


TAIWANESE = (("搜索", "搜尋"), ("登錄", "登入"), ("打印", "列印"))

# Traditional has quotation marks of its own now; what was published before keeps the others.
ALIKE = str.maketrans("從「」", "从“”")


def without_a_way_to_qualify(page: dict[str, Any]) -> dict[str, Any]:
    """The page of what is forbidden or only stated: no button that asks whether one qualifies, and
    no word on papers and counters that nobody recorded."""
    page["text"], count = re.subn(NO_PROCEDURE, "", re.sub(TO_QUALIFY, "", page["text"]))
    if count:
        last = max(i for i, each in enumerate(page["hooks"]) if each == {"data-kind": "info"})
        page["hooks"] = page["hooks"][:last] + page["hooks"][last + 1 :]
    return page


def named_as_on_screens(address: str, page: dict[str, Any]) -> dict[str, Any]:
    """Official names in the characters of the counter; Traditional in its own words for search and
    for signing in."""
    if "/zh-hant/" in address:
        page["text"] = re.sub(OFFICIAL, r"\1医保个人账户的item_name。", page["text"])
        for then, now in TAIWANESE:
            page["text"] = page["text"].replace(then, now)
        if "h1" in page:
            headings = [each.replace("搜索", "搜尋") for each in page["h1"]]
            page["h1"] = [each.translate(str.maketrans("“”", "「」")) for each in headings]
    page["text"] = page["text"].replace("lose direct settlement", "lose online settlement")
    return page
