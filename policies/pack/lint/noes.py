"""Whether a plain no stands in both languages: 不, 没, 未 … beside not, no, without …

Counted sentence by sentence: what says no in one language needs words in the other that may stand
for it. What is written like a no and is none, and what each language says otherwise, is told here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policies.pack.files import Finding
from policies.pack.lint.checked import Checked
from policies.pack.lint.pairs import sentences

NO = re.compile(r"[不没无未非勿别否]")
# Questions, and words that are written with one of these and deny nothing.
NEVER_A_NO = re.compile(
    r"(\w)[不没]有?\1|有没有|[是能可与]否|[区性特级类个辨]别|别(?=人|的|处|市|省)|非常|未成年|未来|不动产|不断|差不多|不得不"
    r"|没收|无障碍|无[锡极为棣]|未央|非农"
)
# Measures, ties and the end of a question: English says them with a no or without.
NO_OR_NOT = re.compile(
    r"不仅|不但|不只|[不无]论"
    r"|不管(?=.{0,6}(?:什么|怎|哪|谁|多))|不超过|不低于|不高于|不少|不久|不同|拿不准"
    r"|(?<=[^\W还也都并])没有?(?=[，。？、！]|$)"
)
# What Chinese says with a no and English need not.
OTHERWISE = tuple(
    (re.compile(chinese), re.compile(rf"\b(?:{english})\b", re.IGNORECASE))
    for chinese, english in (
        ("不收费|不收", "free"),
        ("没有?用完|没有?结|没有?报销", "left|open|still"),
        ("不够|不足|没有?达到|没有?缴满", "still|too|below|short|then|when|less"),
        ("没有?变", "same"),
        ("不一致|前后不一|不一样", "differs?|changed"),
        ("收不了(?=的原因)", "reason"),
        ("转不走，才算", "told so"),
        ("也就是不再", "no longer"),
        ("不再", "leaves?|leaving"),
        ("不满", "under"),
        ("不能超过", "limit"),
        ("不(?:要)?找", "away"),
        ("不(?:要)?理", "ignore"),
        ("不确定|说不清|不清楚", "doubt|unsure"),
        ("不是本人", "else|other"),
        ("会没有|关系没了", "vanish|gone"),
        ("没问题|还不", "otherwise|all is well"),
        ("还没", "before|yet|until"),
        ("先.*不要先|不要先", "before|first"),
    )
)
ENGLISH_NO = re.compile(
    r"\b(?:not|no|never|none|neither|nobody|nothing|nowhere|without|cannot|\w+n[’']t)\b",
    re.IGNORECASE,
)
# What else of English says no, or stands for one.
ENGLISH_FOR_NO = re.compile(
    r"\b(?:not|nor?|never|none|neither|nobody|nothing|nowhere|without|cannot|\w+n[’']t"
    r"|un(?!ion|i[tv]|d?er|til|less)\w+|unless"
    r"|in(?:valid|complete|eligible|correct|sufficient|active|applicable)\w*|illegal\w*|impossible"
    r"|dis(?!t|c|p)\w+|non\w*"
    r"|fail\w*|refus\w*|lack\w*|miss\w*|too (?:few|little|short|late|early|small)|except\w*"
    r"|exclu\w+|outside|instead of|rather than|wrong\w*|silent|empty|forb[ia]d\w*|prohibit\w*"
    r"|ban(?:s|ned)?|\w{2,}less)\b",
    re.IGNORECASE,
)
CHINESE_FOR_NO = re.compile(r"[不没无未非勿别否禁欠零失免停]|以外|除了")
LIST = re.compile(r"\b(?:or|and|nor)\b|,", re.IGNORECASE)  # one no for several things


def other_noes(checked: Checked) -> Iterator[Finding]:
    """A sentence that says no in one language only, or more often than the other can."""
    for pair in sentences(checked):
        for only in noes_of_one(pair.chinese, pair.english):
            yield pair.finding(f"{only}没有：“{pair.chinese.strip()[:20]}”。")


def noes_of_one(chinese: str, english: str) -> Iterator[str]:
    """What says no in one of two sentences, with nothing in the other that may stand for it."""
    may_say_no = NEVER_A_NO.sub("_", chinese)
    says_no = NO.findall(_without_said_otherwise(NO_OR_NOT.sub("_", may_say_no), english))
    stand_for = len(ENGLISH_FOR_NO.findall(english))
    if len(says_no) > stand_for and not (stand_for and LIST.search(english)):
        yield f"中文的“{says_no[-1]}”在英文里"
    said = ENGLISH_NO.findall(english)
    if len(said) > len(CHINESE_FOR_NO.findall(may_say_no)):
        yield f"英文的“{said[-1]}”在中文里"


def _without_said_otherwise(chinese: str, english: str) -> str:
    for phrase, said in OTHERWISE:
        chinese = phrase.sub("_", chinese) if said.search(english) else chinese
    return chinese
