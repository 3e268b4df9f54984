"""Which situations a message speaks of, by its words: where no fact-check is like it, the rules on
what it speaks of are the next best thing. Nothing is said of whether it is true."""

from __future__ import annotations

import re

from guides.search.fraud import is_about_insurance
from guides.search.fraud.telling import told

MOST = 3
# By the code of the situation, the more telling first.
WORDS = {
    "death": "去世|死了|死亡|身故|继承|遗产|老人走了|passed away|died|inherit",
    "settle-abroad": "出国|出境|移民|外籍|定居|入籍|abroad|emigrat",
    "enlist": "当兵|参军|入伍|退伍|enlist",
    "family-sharing": "共济|给家人用|绑定家人|亲情账户|family",
    "transfer": "换(?:了)?城市|换工作|换地方|转到(?:外省|新)|转移接续|transfer",
    "leave-employee-scheme": "辞职|离职|断缴|停保|退保|quit",
    "years-for-retirement": "缴满|交满|缴费年限|补缴|退休.{0,8}年",
    "monthly-credit": "划入|划钱|划了|返钱|清零|个人账户取消|账户取消|充公|归国家",
    "pharmacy": "药店|买药|囤药|pharmacy",
    "care-elsewhere": "异地|外地看病|跨省看病",
    "commercial-insurance": "商业保险|惠民保|商业健康险",
    "cash-out-fraud": "借给|转借|套现|变现|返现|收购",
    "cash-while-insured": "取现|提现|现金|取出|提出来|取款|cash|withdraw",
}
MATTERS = {code: re.compile(words) for code, words in WORDS.items()}


def matters(message: str) -> list[str]:
    """The codes of the situations that a message about insurance speaks of."""
    if not is_about_insurance(message):
        return []
    text = told(message)
    return [code for code, words in MATTERS.items() if words.search(text)][:MOST]
