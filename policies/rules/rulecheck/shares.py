"""Shares of a whole, however they are written: 七成, 八折, 一半, 三分之一, 百分之七十, 2/3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

DIGIT = {each: number for number, each in enumerate("〇一二三四五六七八九")} | {"两": 2, "零": 0}
TEN, HUNDRED = Decimal(10), Decimal(100)
NUMERAL = "[〇零一二两三四五六七八九十百千]+"
SHARE = re.compile(
    rf"(?P<parts>(?<!{NUMERAL[:-1]}){NUMERAL})分之(?P<number>{NUMERAL}|\d+(?:\.\d+)?)"
    r"|(?<![第十])(?P<tenths>[一二两三四五六七八九]|\d(?:\.\d)?)成(?P<more>[一二三四五六七八九半]?)"
    r"(?![不为立员了功份本交品长年套批双就果绩熟因宫])"
    r"|(?P<off>[一二三四五六七八九]{1,2}|\d{1,2}(?:\.\d)?)折(?![叠旧合算抵页痕返回])"
    r"|(?P<half>一半|半数|对半|各半|减半|过半)"
    r"|翻(?P<times>[一两三四]?)番"
    r"|(?<![\d/.])(?P<over>\d{1,2})/(?P<under>[1-9]\d{0,2})(?![/\d]|\s*小时)"
)


def shares(text: str) -> Iterator[tuple[int, str, Decimal]]:
    """Where each share of a text stands, its words, and how many per cent it is.

    24/7 is none: more than the whole is no share."""
    for match in SHARE.finditer(text):
        if match["over"] and int(match["over"]) > int(match["under"]):
            continue
        yield match.start(), match.group(), _percent(match)


def _percent(match: re.Match[str]) -> Decimal:
    if match["parts"]:
        return _number(match["number"]) / (_number(match["parts"]) or 1) * HUNDRED
    if match["tenths"]:
        more = Decimal(5) if match["more"] == "半" else _number(match["more"] or "零")
        return _number(match["tenths"]) * TEN + more
    if match["off"]:
        off = _number(match["off"])
        return off * TEN if off < TEN else off
    if match["over"]:
        return Decimal(match["over"]) / Decimal(match["under"]) * HUNDRED
    return HUNDRED / 2 if match["half"] else HUNDRED * 2 ** int(_number(match["times"] or "一"))


def _number(written: str) -> Decimal:
    """In digits, or in Chinese numerals: 百 of 百分之 alone, and 八五 of 八五折."""
    if written[0].isdigit():
        return Decimal(written)
    if not set(written) <= DIGIT.keys():
        return _with_tens(written)
    return Decimal("".join(str(DIGIT[each]) for each in written))


def _with_tens(written: str) -> Decimal:
    total, ones = 0, 0
    for each in written:
        if each in DIGIT:
            ones = DIGIT[each]
        else:
            total, ones = total + (ones or 1) * {"十": 10, "百": 100, "千": 1000}[each], 0
    return Decimal(total + ones)
