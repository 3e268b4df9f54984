"""Whether a query asks for an office itself: its number, its address, when it is open."""

from __future__ import annotations

import re

OFFICE = re.compile(
    "(?:医保|社保|医疗保障|人社)(?:局|中心|所|处|窗口|大厅|服务|经办|部门)|大厅|经办机构|服务中心"
    "|insurance (?:office|bureau|cent(?:er|re))"
)
ASKED_OF_IT = re.compile(
    "电话|座机|号码|热线|地址|在哪|哪里|哪儿|哪个地方|怎么走|怎么去|几点|上班|下班|开门|关门|办公"
    "|周[一二三四五六日末]|星期|礼拜|午休|phone|address|where|open|hours"
)
# Whom an office rings up, or somebody who says he is one, asks of that call.
CALLED = re.compile("接到|收到|打来|来电|自称|[说让叫要喊]我|骗|真的|假的|called|scam")


def asks_for_an_office(query: str) -> bool:
    """Whether a folded query asks how an office is reached."""
    asked = OFFICE.search(query) and ASKED_OF_IT.search(query)
    return bool(asked) and not CALLED.search(query)
