"""What readers report, with numbers that could name a person masked before they are stored."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.models.translated import TranslatedModel

# Identity numbers have 18 digits (the last may be X), bank cards 16 to 19, mobile phones 11 and
# land lines 7 or more; people break them up with signs of all kinds and write them in characters.
# Short ones (12393) stay.
NUMERALS = "一二三四五六七八九零〇幺壹贰叁肆伍陆柒捌玖貳參陸"
DIGIT = rf"[\d{NUMERALS}]"
BREAK = r"[\W_]{0,3}"
PERSONAL_NUMBER = re.compile(rf"{DIGIT}(?:{BREAK}{DIGIT}){{6,}}(?:[Xx](?![A-Za-z]))?")
# Rows of digits that name nobody: days with or without the time, years, hotlines, one after
# another, perhaps followed by a word like 一直; and prices.
YEAR = r"(?:19[4-9]|20[0-4])\d"
TIME = r"[ T]{1,2}[0-2]?\d:[0-5]\d(?::[0-5]\d)?"
DAY = rf"{YEAR}[-/.](?:0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12]\d|3[01])(?:{TIME})?)?"
PUBLIC = rf"(?:{DAY}|{YEAR}|110|12393|12345|96110|12377|12333)"
PUBLIC_ROW = re.compile(
    rf"{PUBLIC}(?:[\W_]{{1,3}}{PUBLIC})*(?:[\W_]{{1,3}}[{NUMERALS}])?", re.ASCII
)
AMOUNT = r"(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,5})(?:\.\d{1,2})?"
PRICE = re.compile(rf"{AMOUNT}(?: ?[-~—、至到] ?{AMOUNT})?", re.ASCII)
CURRENCY = re.compile(r"\s?[元块]")
REGION_CODES = re.compile(r"(?<==)([1-6]\d{5}(?:(?:,|%2C)[1-6]\d{5})*)(?![\d%,])", re.ASCII)
MASK = "＊＊＊"
A_DAY = dt.timedelta(days=1)


def mask_personal_numbers(text: str) -> str:
    """The text with every run of seven or more digits replaced, in whatever way it is written.

    Days like 2026-11-22, years, prices and the hotlines we name are kept.
    """
    plain = [unicodedata.normalize("NFKC", sign) for sign in text]
    origin = [place for place, signs in enumerate(plain) for _sign in signs]
    joined = "".join(plain)
    kept, done = [], 0
    for found in PERSONAL_NUMBER.finditer(joined):
        if _names_nobody(found):
            continue
        start, end = origin[found.start()], origin[found.end() - 1] + 1
        kept += [text[done:start], MASK]
        done = end
    return "".join([*kept, text[done:]])


def mask_in_address(address: str) -> str:
    """An address without personal numbers; lists of region codes in its query are kept."""
    parts = REGION_CODES.split(address)
    return "".join(
        part if number % 2 else mask_personal_numbers(part) for number, part in enumerate(parts)
    )


def _names_nobody(found: re.Match[str]) -> bool:
    """Whether a row of digits is made of days, years and hotlines, or is a price."""
    if PUBLIC_ROW.fullmatch(found.group()):
        return True
    is_price = CURRENCY.match(found.string, found.end()) is not None
    return is_price and PRICE.fullmatch(found.group()) is not None


class Feedback(TranslatedModel):
    """A report on one sentence or cell of a page."""

    class Reason(models.TextChoices):
        WRONG = "wrong", _("内容有错")
        OUTDATED = "outdated", _("已经过时")
        NOT_FOLLOWED = "not_followed", _("窗口不是这样办的")
        UNCLEAR = "unclear", _("看不懂")
        OTHER = "other", _("其他")

    class State(models.TextChoices):
        NEW = "new", _("未处理")
        CHECKING = "checking", _("核对中")
        CHANGED = "changed", _("已改正")
        KEPT = "kept", _("核对后不改")

    address = models.CharField("页面地址", max_length=400)
    edition = models.CharField("版本", max_length=12, blank=True)
    part = models.CharField("指的是哪一句", max_length=200, blank=True)
    reason = models.CharField("原因", max_length=12, choices=Reason)
    text = models.TextField("说明", blank=True, max_length=2000)
    state = models.CharField("状态", max_length=10, choices=State, default=State.NEW)
    reply = models.TextField("处理说明", blank=True, help_text="只有编辑看得到。")
    received_at = models.DateTimeField("收到时间", auto_now_add=True)

    class Meta:
        verbose_name = "反馈"
        verbose_name_plural = "反馈"
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} {self.address}"

    def was_sent_before(self, now: dt.datetime) -> bool:
        """Whether the same was reported within a day: a form sent twice, or a program's copy. Reads
        the report as it would be stored."""
        self._mask()
        same = {name: getattr(self, name) for name in ("address", "part", "reason", "text")}
        return Feedback.objects.filter(received_at__gt=now - A_DAY, **same).exists()

    def save(self, *args: object, **kwargs: object) -> None:
        """Store the report; personal numbers are masked before anything reaches the database."""
        self._mask()
        super().save(*args, **kwargs)

    def _mask(self) -> None:
        self.address = mask_in_address(self.address)
        self.part = mask_personal_numbers(self.part)
        self.text = mask_personal_numbers(self.text)
