"""Whether a text says the same in every language: its numbers, its musts and its mays.

Compared sentence by sentence, numbers as sets; a plain no is looked for in `noes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from policies.languages import SOURCE
from policies.pack.files import Finding
from policies.pack.lint.checked import ENGLISH, Checked
from policies.pack.lint.pairs import sentences
from policies.references import references
from policies.rules.rulecheck.measures import MANY, NUMERAL, value

IN_DIGITS = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*([万亿]?)")
MONTHS = "January February March April May June July August September October November December"
CARDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"


def _values(words: str) -> dict[str, Decimal]:
    return {word.lower(): Decimal(number) for number, word in enumerate(words.split(), 1)}


ONE = Decimal(1)  # said or left out as a language likes
COUNTED = _values(CARDINALS) | {"thirty": Decimal(30)}
SAID = COUNTED | _values(MONTHS) | _values(ORDINALS)
SAID |= {"once": ONE, "twice": Decimal(2), "both": Decimal(2)}
SAID |= {"neither": Decimal(2), "half": Decimal("0.5")}
# A numeral that counts (四种, 第三年), but for 这两种, 那五种: the English is "these".
COUNT = re.compile(
    rf"(?<![这那中])(?:第|(?<!{NUMERAL[:-1]})(?={NUMERAL}[份种项人名次张笔件倍天周个年岁类条]))"
    rf"({NUMERAL})"
)
WORD = re.compile(r"[A-Za-z]+")


def other_numbers(checked: Checked) -> Iterator[Finding]:
    """A number, in digits or in words, that stands in one language only."""
    for pair in sentences(checked):
        here, there = _digits(pair.chinese), _digits(pair.english)
        counted, told = _counted(pair.chinese) - {ONE}, _words(pair.english, COUNTED) - {ONE}
        missing = (here | counted) - there - _words(pair.english, SAID)
        added = (there | told) - here - _numerals(pair.chinese)
        if missing or added:
            only = f"{_list(missing, '只在中文')}{_list(added, '只在英文')}"
            yield pair.finding(f"数字和英文不一样：{only}")


def other_references(checked: Checked) -> Iterator[Finding]:
    """A rule that is referred to in one language only."""
    for text in checked.texts:
        english = text.in_other(ENGLISH) if text.language == SOURCE else ""
        for only in references([text.text]) ^ references([english]) if english else ():
            yield text.finding(f"引用“{only}”只在一种语言里。", max(text.text.find(str(only)), 0))


def _digits(text: str) -> set[Decimal]:
    return {
        Decimal(number.replace(",", "")) * MANY[many] for number, many in IN_DIGITS.findall(text)
    }


def _words(english: str, values: Mapping[str, Decimal]) -> set[Decimal]:
    return {values[word] for word in map(str.lower, WORD.findall(english)) if word in values}


def _numerals(chinese: str) -> set[Decimal]:
    found = re.finditer(rf"({NUMERAL})([万亿]?)", chinese)
    return {value(each.group(1)) * MANY[each.group(2)] for each in found}


def _counted(chinese: str) -> set[Decimal]:
    return {value(each) for each in COUNT.findall(chinese)}


def _list(numbers: set[Decimal], where: str) -> str:
    return f"{where}有 {'、'.join(str(each) for each in sorted(numbers))}。" if numbers else ""


@dataclass(frozen=True, slots=True)
class Force:
    """A way to bind a reader: how each language says it, and what of the other it may stand for."""

    name: str
    chinese: re.Pattern[str]
    english: re.Pattern[str]
    rendered: re.Pattern[str]  # what in English may stand for the Chinese
    from_chinese: re.Pattern[str]  # what in Chinese the English may stand for


def _words_of(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})", re.IGNORECASE)


NO = (
    r"not\b|\w+n['’]t\b|no\b|never\b|none\b|nor\b|neither\b|nobody\b|nothing\b|without\b|cannot\b"
    r"|un\w+"
)
FORCES = (
    Force(
        "不得、不能",
        re.compile(r"不得(?!不)|(?<!能)不能|不可以|禁止|(?<!拿)不准|不许"),
        _words_of(r"must not\b|may not\b|cannot\b|can['’]t\b|prohibit|forbid|forbad"),
        _words_of(
            NO + r"|prohibit|forbid|forbad|ban\b|bans\b|banned\b|only\b|refus|exclu|impossible"
            r"|illegal"
        ),
        re.compile(r"不|没|无|未|禁|别|勿|只"),
    ),
    Force(
        "应当、必须",
        re.compile(r"应当|应该|必须|不得不|要退回"),
        _words_of(r"must\b(?! not)|shall\b(?! not)|(?<!never )(?<!nothing )ha(?:ve|s) to\b"),
        _words_of(
            r"must\b|shall\b|should\b|ha(?:ve|s) to\b|needs?\b|requir|(?:is|are|be) to\b|oblig"
            r"|duty\b|compulsory"
        ),
        re.compile(r"应|须|必|(?<![主重])要|(?<![取获])得|需|责令|限"),
    ),
    Force(
        "可以、允许",
        # Of 可以 only what is told to be done with the money, and is not asked: of ways and places
        # English gives orders and states where Chinese says 可以.
        re.compile(
            r"允许|(?<!哪个产品)(?<!哪些产品)(?<![不是])可以"
            r"(?:申请(?!的)|支取(?!的)|提取|清算提取|继承|领|取(?!消)|给|用(?!哪)|付|买|缴|交)"
        ),
        _words_of(r"(?-i:may)\b(?! not)|can\b(?! not)|allow|(?<!residence )permit"),
        _words_of(r"may\b|can\b|could\b|allow|lets?\b|permi|possible"),
        re.compile(
            r"可|能|准|许|会|让|得|有权|随时|吗|由|请|或者|怎|哪|想|是否|行|给|探索|替"
            r"|限|最多|不超过|接受|有没有|无法"
        ),
    ),
    Force(
        "要不要、是否",
        # Other questions are told in too many ways.
        chinese=re.compile("要不要"),
        english=_words_of(r"whether\b"),
        rendered=re.compile(r"\b(?:whether|if|wh(?:at|ich|o|en)|need|not known)\b|\?", re.I),
        from_chinese=re.compile(r"不|没|否|吗|还是|哪|什么|怎|几|多少|谁|？|看|问"),
    ),
    Force(
        "个月",
        chinese=re.compile(r"\d个月"),
        english=re.compile(r"\d months?\b"),
        rendered=re.compile("month"),
        from_chinese=re.compile("月"),
    ),
    Force(
        "工作日",
        chinese=re.compile("工作日"),
        english=re.compile("working day"),
        rendered=re.compile("working day"),
        from_chinese=re.compile("工作日"),
    ),
)


ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
OWN_ONLY = re.compile("只|仅")


def other_force(checked: Checked) -> Iterator[Finding]:
    """A no, a must or a may that stands in one language only."""
    for pair in sentences(checked):
        for force in FORCES:
            # "Only" stands for 只 where there is one, and for a no only where there is none.
            english = ONLY.sub("", pair.english) if OWN_ONLY.search(pair.chinese) else pair.english
            if (said := force.chinese.search(pair.chinese)) and not force.rendered.search(english):
                yield pair.finding(f"“{said.group()}”（{force.name}）在英文里没有。")
            if (said := force.english.search(pair.english)) and not force.from_chinese.search(
                pair.chinese
            ):
                yield pair.finding(f"英文的“{said.group()}”（{force.name}）在中文里没有。")
