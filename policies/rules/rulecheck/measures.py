"""Numbers with a unit: what nobody may say in prose without words of a source that hold it.

Digits and Chinese numerals alike. None is what names a day, a document, an article or a telephone,
what somebody else said (between “ and ”), and what Chinese counts without digits (两地, 三件事),
but for papers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from policies.rules.rulecheck.shares import shares

# Units by what they measure. Two figures are the same where number and measure are.
UNITS = {
    "money": "元|圆|块钱|块(?=[，。；、！？]|$)|角钱|分钱",
    "percent": "%|％|个百分点",
    "permille": "‰",
    "day": "个?工作日|个?自然日|天|日",
    "week": "个?星期|个?礼拜|周(?![岁年边转期围末一二三四五六日])",
    "month": "个月",
    "quarter": "个季度",
    "year": "年",
    "age": "周?岁",
    "minute": "分钟",
    "hour": "个?小时|个?钟头",
    "multiple": "倍",
    "count": "份|种|项|人|名|家|次|台|张|笔|件|个统筹地区|期(?![间限待末初中满货])",
}
# What is said in another unit: 15年 is 180个月.
SAME = {
    "permille": ("percent", Decimal("0.1")), "week": ("day", Decimal(7)),
    "quarter": ("month", Decimal(3)), "year": ("month", Decimal(12)),
    "hour": ("minute", Decimal(60)),
}  # fmt: skip
UNIT = "|".join(f"(?P<{measure}>{written})" for measure, written in UNITS.items())
# A number is read from its first figure: from each of a long row it would cost the square of it.
DIGITS = r"(?<!\d)(?<!\d,)\d[\d,]*(?:\.\d+)?"
NUMERAL = "[〇零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟廿卅]+"
FIGURE = re.compile(
    rf"(?P<number>{DIGITS}|(?<!{NUMERAL[:-1]}){NUMERAL}|(?<![上下前后])半)\s*"
    rf"(?P<many>[万亿千百kKwW]?)\s*[多余来几]?(?:{UNIT})(?P<half>半?)(?!性)"
)
# What makes 一 a number: 一个月内, 满一年.
LIMIT = re.compile("(?:以|之)?[内上下]|[以之]?[前后]")
LIMITED = re.compile("(?:满|超过|至少|最多|不足|限|晚|迟)$")
LONG, OTHER = {"week", "month", "quarter", "hour"}, re.compile("[上下前后哪某另每任这那头同]$")
# A number whose unit stands before it or is left out: ¥300, 每月五百, 1.5万.
BARE = re.compile(
    rf"(?:[¥￥]|RMB|人民币|每[人月年天次])\s*(?P<number>{DIGITS}|{NUMERAL})(?P<many>[万亿千百kKwW]?)"
    rf"(?=[，。；、！？\s]|$)"
    rf"|(?P<large>{DIGITS}|(?<!{NUMERAL[:-1]}){NUMERAL[:-1]}*[一二两三四五六七八九十])(?P<of>[万亿])"
    rf"(?![一多余来几]|\s*(?:{'|'.join(UNITS.values())}))"
)
# What is opened is looked for so far: of marks that are never closed each would be to the end.
NO_FIGURE = re.compile(
    r"“[^”]{0,500}”|\[\[.{0,500}?\]\]|\]\([^)]{0,500}\)|《[^》]{0,500}》|〔\d{4}〕\s*\d+\s*号"
    r"|第[〇零一二两三四五六七八九十百千\d]+[条款项章节号期批版年]"
    r"|\d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?)?|\d{1,2}\s*月\s*\d{1,2}\s*[日号]"
    r"|月\s*\d{1,2}\s*[日号]|[〇零一二三四五六七八九]{4}年"
)
ONES = {
    each: number
    for row in ("零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖")
    for number, each in enumerate(row)
} | {"两": 2}
TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000, "廿": 20, "卅": 30}
MANY = {
    "": 1, "百": 100, "千": 1000, "k": 1000, "K": 1000, "万": 10_000, "w": 10_000, "W": 10_000,
    "亿": 100_000_000,
}  # fmt: skip
HALF = Decimal("0.5")
NUMBER = "number"  # of what is not said


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
        of = str(next(name for name in UNITS if match[name]))
        if not ones and _is_any_one(plain, match, of):
            continue
        if of == "count" and not _counts(plain, match):
            continue
        number = value(match["number"]) * MANY[match["many"]] + (HALF if match["half"] else 0)
        base, times = SAME.get(of, (of, Decimal(1)))
        yield Written(match.start(), match.group(), Measure(number * times, base))
    for match in BARE.finditer(plain):
        many = MANY[match["many"] or match["of"] or ""]
        number = value(match["number"] or match["large"]) * many
        yield Written(match.start(), match.group(), Measure(number, NUMBER))
    for at, words, percent in shares(plain):
        yield Written(at, words, Measure(percent, "percent"))


def _is_any_one(text: str, match: re.Match[str], of: str) -> bool:
    """Whether a one counts nothing: "one year" is some year, "within one year" is a limit."""
    if match["number"] != "一" or match["many"] or match["half"] or of == "multiple":
        return False
    if of == "money":
        return not match[of].endswith(("元", "圆"))
    before = text[: match.start()]
    if of in LONG:
        return bool(OTHER.search(before))
    return not LIMIT.match(text, match.end()) and not LIMITED.search(before)


def unquoted(text: str, quotes: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Figures of a text, by position, that no quote holds: what is wrong, in an editor's words."""
    held = {each.measure for quote in quotes for each in figures(quote, ones=True)}
    numbers = {each.number for each in held}
    for each in figures(text):
        is_held = each.measure in held
        if each.measure.of == NUMBER or Measure(each.measure.number, NUMBER) in held:
            is_held = each.measure.number in numbers
        if not is_held:
            yield (
                each.at,
                (
                    f"“{each.words}”在引用的摘录里没有：请在依据里摘录写有这个数的原话，没有就不写这个数。"
                ),
            )


def value(written: str) -> Decimal:
    """What a number says, in digits or in Chinese numerals up to some thousands."""
    if written == "半":
        return HALF
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
    """Whether a count is a figure: in digits, above ten, or of papers."""
    number = match["number"]
    return number[0].isdigit() or len(number) > 1 or text.startswith("材料", match.end())
