"""The words that the lint of content looks for; nothing here is for citizens to read."""

from __future__ import annotations

import re

# A day instead of these: "now" is wrong as soon as it is printed.
UNDATED = ("目前", "近日", "今年", "最近")
# This is an information site, never a government site.
CLAIMS_OFFICE = ("官方网站", "权威发布")

# Ways to lose money, and what must stand in the same paragraph.
RISK = {
    "zh-hans": re.compile(r"套现|返现|代办|套取|提现中介|黑中介|代取|代提|刷卡换|换现金|换成现金"),
    "en": re.compile(r"\bcash(?:ed|ing)?[- ]?out\b|\bcash[- ]?back\b|\bbrokers?\b", re.IGNORECASE),
}
LEGALITY = {
    "zh-hans": re.compile(
        r"违法|不合法|违规|骗|不得|不能|不可以|不要|禁止|犯罪|刑|罚|举报|追究|没有依据"
    ),
    "en": re.compile(
        r"illegal|unlawful|fraud|scam|crim|prohibit|forbid|not allowed|must not|may not|cannot"
        r"|not lawful|punish|penalt|fine[sd]?\b|offence|no basis|do not|never|report",
        re.IGNORECASE,
    ),
}

# How an advertisement wants to be reached.
HANDLE = re.compile(
    r"微信号|微信[：:]|加微|[Vv]信|(?<![A-Za-z])(?:QQ|[Vv][Xx]|TX)(?![A-Za-z])"
    r"|(?<!\d)(?:\+?86[- ]?)?1[3-9]\d{9}(?!\d)"
)
# Names and numbers of the advertisements studied: first character, length and the start of the
# SHA-256, so that the list of what must never be printed does not print it.
NEVER = (
    ("1", 10, "63ffee909a44be62"),
    ("出", 4, "dfa5a70087638a83"),
    ("p", 6, "380cfad93fe47cdb"),
    ("有", 5, "7ff51cbce953741d"),
)

# What looks like a telephone number of an office.
PHONE = re.compile(
    r"(?<![\d.,/〔-])(?:12[0-9]{3}|9[56]\d{3}|400[- ]?\d{3}[- ]?\d{4}|0\d{2,3}-\d{7,8})"
    r"(?!\d|[.,]\d|\s*(?:元|万|人|yuan|RMB|号))"
    r"|(?<=拨打)\s?1\d{2}(?!\d)|(?<=打)\s?1(?:10|19|20)(?!\d)"
)

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
BRACKETED = re.compile(
    r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|“[^“”]*”|‘[^‘’]*’|《[^《》]*》|`[^`]*`"
)
LINK = re.compile(r"\]\(([^)\s]*)\)|(?:https?://|www\.)[^\s)）]+")
