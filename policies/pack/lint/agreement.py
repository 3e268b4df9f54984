"""Whether a text says the same in every language: its numbers, its noes, its musts and mays.

Numbers are compared as sets. A no and a must are looked for in the whole text, since languages
order their sentences as they like: one that says "must not" nowhere does not say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from policies.languages import SOURCE
from policies.pack.files import Finding
from policies.pack.lint.checked import ENGLISH, Checked, Text
from policies.references import WRITTEN, references
from policies.rules.rulecheck.measures import MANY, NUMERAL, value

ADDRESS = re.compile(r"\]\([^)]*\)|https?://\S+|[a-z.]+\.gov\.cn")
IN_DIGITS = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*([万亿]?)")
MONTHS = "January February March April May June July August September October November December"
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
CARDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
SAID = {
    word.lower(): Decimal(number)
    for words in (MONTHS, ORDINALS, CARDINALS)
    for number, word in enumerate(words.split(), 1)
} | {"thirty": Decimal(30), "once": Decimal(1), "twice": Decimal(2), "half": Decimal("0.5")}
WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A line in Chinese and the same in English, without references and addresses."""

    text: Text
    at: int
    chinese: str
    english: str

    def finding(self, message: str) -> Finding:
        return self.text.finding(message, self.at)


def other_numbers(checked: Checked) -> Iterator[Finding]:
    """A number that stands in one language only."""
    for pair in _pairs(checked):
        here, there = _digits(pair.chinese), _digits(pair.english)
        missing = here - there - _words(pair.english)
        added = there - here - _numerals(pair.chinese)
        if missing or added:
            only = f"{_list(missing, '只在中文')}{_list(added, '只在英文')}"
            yield pair.finding(f"数字和英文不一样：{only}")


def other_references(checked: Checked) -> Iterator[Finding]:
    """A rule that is referred to in one language only."""
    for text in checked.texts:
        english = text.in_other(ENGLISH) if text.language == SOURCE else ""
        for only in references([text.text]) ^ references([english]) if english else ():
            yield text.finding(f"引用“{only}”只在一种语言里。", max(text.text.find(str(only)), 0))


def _pairs(checked: Checked) -> Iterator[Pair]:
    """Line beside line where there are as many in English, else the texts as they are."""
    for text in checked.texts:
        english = text.in_other(ENGLISH) if text.language == SOURCE else ""
        lines, said = _lines(text.text), [line for _at, line in _lines(english)]
        if len(lines) == len(said):
            yield from (
                Pair(text, at, line, there) for (at, line), there in zip(lines, said, strict=True)
            )
        elif english:
            yield Pair(text, 0, _plain(text.text), _plain(english))


def _lines(text: str) -> list[tuple[int, str]]:
    found = re.finditer(r"[^\n]*\S[^\n]*", text)
    return [(each.start(), _plain(each.group())) for each in found]


def _plain(text: str) -> str:
    return ADDRESS.sub(" ", WRITTEN.sub(" ", text))


def _digits(text: str) -> set[Decimal]:
    return {
        Decimal(number.replace(",", "")) * MANY[many] for number, many in IN_DIGITS.findall(text)
    }


def _words(english: str) -> set[Decimal]:
    return {SAID[word] for word in map(str.lower, WORD.findall(english)) if word in SAID}


def _numerals(chinese: str) -> set[Decimal]:
    found = re.finditer(rf"({NUMERAL})([万亿]?)", chinese)
    return {value(each.group(1)) * MANY[each.group(2)] for each in found}


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
        re.compile(r"不得(?!不)|(?<!能)不能|不可以|禁止|不准|不许"),
        _words_of(r"must not\b|may not\b|cannot\b|can['’]t\b|prohibit|forbid|forbad"),
        _words_of(
            NO + r"|prohibit|forbid|forbad|ban\b|bans\b|banned\b|only\b|refus|exclu|impossible"
            r"|illegal"
        ),
        re.compile(r"不|没|无|未|禁|别|勿|只"),
    ),
    Force(
        "应当、必须",
        re.compile(r"应当|应该|必须|不得不"),
        _words_of(r"must\b(?! not)|shall\b(?! not)|(?<!never )(?<!nothing )ha(?:ve|s) to\b"),
        _words_of(
            r"must\b|shall\b|should\b|ha(?:ve|s) to\b|needs?\b|requir|(?:is|are|be) to\b|oblig"
            r"|duty\b|compulsory"
        ),
        re.compile(r"应|须|必|(?<![主重])要|(?<![取获])得|需|(?<!原)先|责令|限"),
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
        re.compile(r"可|能|准|许|会|让|得|有权|随时|吗|由|请|或者|怎|哪|想|是否|行|给|探索|替"),
    ),
)


ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
OWN_ONLY = re.compile("只|仅")


def other_force(checked: Checked) -> Iterator[Finding]:
    """A no, a must or a may that stands in one language only."""
    for pair in _pairs(checked):
        for force in FORCES:
            # "Only" stands for 只 where there is one, and for a no only where there is none.
            english = ONLY.sub("", pair.english) if OWN_ONLY.search(pair.chinese) else pair.english
            if (said := force.chinese.search(pair.chinese)) and not force.rendered.search(english):
                yield pair.finding(f"“{said.group()}”（{force.name}）在英文里没有。")
            if (said := force.english.search(pair.english)) and not force.from_chinese.search(
                pair.chinese
            ):
                yield pair.finding(f"英文的“{said.group()}”（{force.name}）在中文里没有。")
