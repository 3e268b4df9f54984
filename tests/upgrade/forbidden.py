"""What the pages of rules that nobody can qualify for no longer hold."""

from __future__ import annotations

import re
from typing import Any

TO_QUALIFY = (
    r"(查我(在\S+?)?符合不符合|Check whether I qualify(: .+?)?) (?=不是这里|不是這裡|Not here)"
)
NO_PROCEDURE = (
    r"(没有记录到\S+的办理步骤 .*?代办的人。|沒有記錄到\S+的辦理步驟 .*?代辦的人。"
    r"|No procedure [^.]*?recorded.*?do it for you\.) "
)


def without_a_way_to_qualify(page: dict[str, Any]) -> dict[str, Any]:
    """The page of what is forbidden or only stated: no button that asks whether one qualifies, and
    no word on papers and counters that nobody recorded."""
    page["text"], count = re.subn(NO_PROCEDURE, "", re.sub(TO_QUALIFY, "", page["text"]))
    if count:
        last = max(i for i, each in enumerate(page["hooks"]) if each == {"data-kind": "info"})
        page["hooks"] = page["hooks"][:last] + page["hooks"][last + 1 :]
    return page
