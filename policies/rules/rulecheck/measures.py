"""Numbers with a unit: what nobody may say in prose without words of a source that hold it.

Digits and Chinese numerals alike, and shares without digits (一半, 三分之一, 七成, 半年). None is
what names a day, a document, an article or a telephone, what somebody else said (between “ and ”),
and what Chinese counts without digits (两地, 三件事), but for papers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

# Units by what they measure. Two figures are the same where number and measure are.
UNITS = {
    "money": "元",
    "percent": "%|％",
    "day": "个?工作日|个?自然日|天|日",
    "month": "个月",
    "year": "年",
    "age": "周?岁",
    "multiple": "倍",
    "count": "份|种|项|人|名|家|次|台|张|笔|件|个统筹地区",
}
UNIT = "|".join(f"(?P<{measure}>{written})" for measure, written in UNITS.items())
# A number is read from its first figure: from each of a long row it would cost the square of it.
DIGITS = r"(?<!\d)(?<!\d,)\d[\d,]*(?:\.\d+)?"
NUMERAL = "[〇零一二两三四五六七八九十百千]+"
FIGURE = re.compile(
    rf"(?P<number>{DIGITS}|(?<!{NUMERAL[:-1]}){NUMERAL})\s*(?P<many>[万亿]?)\s*(?:{UNIT})(?!性)"
)
PERCENT = re.compile(rf"百分之(?P<number>{NUMERAL})")
SHARE = re.compile(
    rf"一半|半数|减半|对半|(?P<parts>(?<!{NUMERAL[:-1]})(?!百){NUMERAL})分之(?P<number>{NUMERAL})"
    r"|(?P<tenths>[一二两三四五六七八九])成(?![年人立为功员分都交了就品])"
)
HALF = re.compile(r"(?<![上下前后一两])半(?:(?P<year>年)|(?P<month>个月)|(?P<day>天))")
NO_FIGURE = re.compile(
    r"“[^”]*”|\[\[.*?\]\]|\]\([^)]*\)|《[^》]*》|〔\d{4}〕\s*\d+\s*号"
    r"|第[〇零一二两三四五六七八九十百千\d]+[条款项章节号期批版年]"
    r"|\d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?)?|\d{1,2}\s*月\s*\d{1,2}\s*[日号]"
    r"|月\s*\d{1,2}\s*[日号]|[〇零一二三四五六七八九]{4}年"
)
ONES = {each: number for number, each in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
MANY = {"": 1, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and what it measures."""

    number: Decimal
    of: str


@dataclass(frozen=True, slots=True)
class Written:
    """A figure as it stands in a text."""

    at: int
    words: str
    measure: Measure


def figures(text: str, *, ones: bool = False) -> Iterator[Written]:
    """The numbers with a unit of a Chinese text, where they stand; `ones`: 一年, 一倍 too, which in
    plain speech mostly count nothing ("next year", "which day")."""
    plain = NO_FIGURE.sub(lambda match: "\0" * len(match.group()), text)
    for match in FIGURE.finditer(plain):
        of = str(match.lastgroup)
        if not ones and of != "money" and f"{match['number']}{match['many']}" == "一":
            continue
        if of == "count" and not _counts(plain, match):
            continue
        number = value(match.group("number")) * MANY[match.group("many")]
        yield Written(match.start(), match.group(), _measure(number, of))
    for match in PERCENT.finditer(plain):
        measure = Measure(value(match.group("number")), "percent")
        yield Written(match.start(), match.group(), measure)
    for match in SHARE.finditer(plain):
        yield Written(match.start(), match.group(), Measure(_share(match), "percent"))
    for match in HALF.finditer(plain):
        measure = _measure(Decimal("0.5"), str(match.lastgroup))
        yield Written(match.start(), match.group(), measure)


def _share(match: re.Match[str]) -> Decimal:
    """A share in hundredths; what names no number is a half."""
    if match["parts"]:
        return 100 * value(match["number"]) / max(value(match["parts"]), Decimal(1))
    return 10 * value(match["tenths"]) if match["tenths"] else Decimal(50)


def _measure(number: Decimal, of: str) -> Measure:
    """Years are twelve months, so that 180个月 holds 15年."""
    return Measure(number * 12, "month") if of == "year" else Measure(number, of)


def unquoted(text: str, quotes: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Figures of a text, by position, that no quote holds: what is wrong, in an editor's words."""
    held = {each.measure for quote in quotes for each in figures(quote, ones=True)}
    for each in figures(text):
        if each.measure not in held:
            yield (
                each.at,
                (
                    f"“{each.words}”在引用的摘录里没有：请在依据里摘录写有这个数的原话，没有就不写这个数。"
                ),
            )


def value(written: str) -> Decimal:
    """What a number says, in digits or in Chinese numerals up to some thousands."""
    if written[0].isdigit():
        return Decimal(written.replace(",", ""))
    total, ones = 0, 0
    for each in written:
        if each in TENS:
            total, ones = total + (ones or 1) * TENS[each], 0
        else:
            ones = ONES[each]
    return Decimal(total + ones)


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether a count is a figure: in digits, or of papers."""
    return match.group("number")[0].isdigit() or text.startswith("材料", match.end())
