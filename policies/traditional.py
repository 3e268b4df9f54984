"""Traditional Chinese made from Simplified: characters and quotation marks, never names.

What a screen, a form or a counter shows stands as it is shown: a citizen looks for it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

import opencc

TRADITIONAL = "zh-hant"
# “…” is a name where somebody is told to open, press or look for it, or where it is said to be an
# app; an item that counters deal with; the title of a form.
TOLD = ("打开", "进入", "点", "点击", "选", "搜索", "找", "找到", "开通", "绑定")
SHOWN_IN = re.compile(r"(?:微信)?公众号|APP|小程序|移动端|平台|专区|手机软件|页面|一栏|的“")
AND_NEXT = re.compile(r"(?:的|、|，?或者)?")
ITEM = re.compile(r"个人账户一次性支取$")
QUOTED = re.compile(r"“(?P<words>[^“”]*)”|《[^《》]*表》")
# What its readers call these, where no screen is named; the mainland's terms of the rules stay.
OWN_WORDS = {"打印": "列印", "登錄": "登入", "搜索": "搜尋"}
MARKS = str.maketrans("“”‘’", "「」『』")


@functools.cache
def _converter() -> Callable[[str], str]:
    convert: Callable[[str], str] = opencc.OpenCC("s2tw").convert
    return convert


def names(text: str) -> Iterator[tuple[int, int]]:
    """Where names stand that are shown as they are: their starts and ends, without marks."""
    end_of_name = None
    for match in QUOTED.finditer(text):
        words = match["words"]
        if words is None:
            yield match.start() + 1, match.end() - 1
        elif (
            text.endswith(TOLD, 0, match.start())
            or (end_of_name and AND_NEXT.fullmatch(text, end_of_name, match.start()))
            or SHOWN_IN.match(text, match.end())
            or ITEM.search(words)
        ):
            end_of_name = match.end()
            yield match.start("words"), match.end("words")


@functools.lru_cache(maxsize=8192)
def to_traditional(text: str) -> str:
    """Traditional Chinese of a text: characters (OpenCC s2tw keeps the mainland's terms), quotation
    marks and three words. Names that a screen, a form or a counter shows stay as they are."""
    made, at = [], 0
    for start, end in names(text):
        made += [_converted(text[at:start]), text[start:end]]
        at = end
    return "".join([*made, _converted(text[at:])])


def _converted(text: str) -> str:
    made = _converter()(text).translate(MARKS)
    for mainlands, own in OWN_WORDS.items():
        made = made.replace(mainlands, own)
    return made
