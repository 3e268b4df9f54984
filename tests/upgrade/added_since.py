"""What pages say besides since release 2f4f2af: it is left out before they are compared."""

from __future__ import annotations

import re
from typing import Any

from tests.upgrade.forbidden import IN_CHINESE
from tests.upgrade.told_anew import is_told_anew

# Above a page of which something stands in Simplified Chinese.
PARTLY_TRANSLATED = (
    "本頁有些內容還沒有譯文，先顯示簡體中文原文。文字有出入時，以簡體中文為準。",
    "Some of this page has no translation yet .*? prevails\\.",
)
# What is there besides since then: in data, on the page about the site, with what one published.
ADDED = (
    ("/", IN_CHINESE),
    (
        "",
        r"((谁核对过|誰核對過|Checked by) )?(由一个人先发布，等第二个人核对。"
        r"|由一個人先發布，等第二個人核對。"
        r"|Published by one person; a second check is pending\.) ?",
    ),
    (
        "/about/",
        r"(已撤回，正在核对 本站|已撤回，正在核對 本站|Withdrawn, being checked This).*?"
        r"(顶替。|頂替。|in its place\.) ",
    ),
    (
        ".json",
        r', "(start_known|state|known_from|first_said|conditions)": (null|true|false|"[^"]*")',
    ),
    ("/data/fact-checks.json", r', "(regions|truth_[a-z_]+)": (\[\]|"")'),
    (
        ".csv",
        r"((,state)?,start_known,known_from(,conditions)?"
        r"|(,[a-z-]+)?,(true|false)?,[\d-]*(,[^,\r\n]*)?)(?=\r\n)",
    ),
    (
        "/about/",
        r"(那一天不清楚 不知道|Not known for that day ).*?(本站不猜。|not guess\.) ",
    ),
    (
        "/about/",
        r"(看情况 规定说|看情況 規定說|It depends The rules).*?(会问到。|會問到。|about them\.) ",
    ),
    ("/search/", r" (遇到了什么事？|遇到了什麼事？|What happened\?) .*"),
    (
        "/about/",
        r"(该重新核对了 到了|該重新核對了 到了|Review overdue The day).*?(公布。|公佈。|yet\.) ",
    ),
    (
        "/about/",
        r"(不清楚，先[问問] |Not clear, ask first ).*?([参參]保地。|insurance first\.) ",
    ),
    ("/guides/", r"(?<=[专專][题題] )\d+ 篇 |(?<=Topics )\d+ "),
    ("/scenarios/", r"(?<=\w )\d( 件)? "),
    ("/feedback/", rf"({'|'.join(PARTLY_TRANSLATED)}) "),
    (
        "/feedback/",
        r"(整页，或者|整頁，或者|The whole page, or).*?(?=怎么了|怎麼了|What is wrong)",
    ),
)


def without_what_was_added(address: str, page: dict[str, Any]) -> dict[str, Any]:
    """Today's page as it would be without what is there besides since then."""
    for ending, added in () if is_told_anew(address) else ADDED:
        if address.partition("?")[0].endswith(ending):
            page["text"] = re.sub(added, "", page["text"])
    badges = [
        {"data-kind": kind}
        for kind in ("unknown-day", "withdrawn", "overdue", "source-changed", "depends", "unclear")
    ]
    if "/feedback/" in address:  # its choice of sentences may hold one that is not translated
        badges.append({"data-fallback": ""})
    page["hooks"] = [each for each in page["hooks"] if each not in badges]
    return page
