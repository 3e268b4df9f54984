"""What readers report, with numbers that could name a person masked before they are stored."""

from __future__ import annotations

import re
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.models.translated import TranslatedModel

# Identity numbers have 18 digits (the last may be X), bank cards 16 to 19, mobile phones 11 and
# land lines 7 or more; people break them up with spaces and hyphens. Short ones (12393) stay.
PERSONAL_NUMBER = re.compile(r"(?<![\d])(?:\d[ \-]?){6,}[\dXx](?![\dXx])")
MASK = "＊＊＊"


def mask_personal_numbers(text: str) -> str:
    """The text with every run of seven or more digits replaced, days like 2026-11-22 kept."""

    def replace(match: re.Match[str]) -> str:
        found = match.group()
        return found if re.fullmatch(r"(19|20)\d\d-\d\d-\d\d", found) else MASK

    return PERSONAL_NUMBER.sub(replace, text)


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
    reply = models.TextField("公开答复", blank=True)
    received_at = models.DateTimeField("收到时间", auto_now_add=True)

    class Meta:
        verbose_name = "反馈"
        verbose_name_plural = "反馈"
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} {self.address}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the report; personal numbers are masked before anything reaches the database."""
        self.address = mask_personal_numbers(self.address)
        self.part = mask_personal_numbers(self.part)
        self.text = mask_personal_numbers(self.text)
        super().save(*args, **kwargs)
