"""What a program found when it opened the sources: its own notes, no text and nothing public."""

from __future__ import annotations

from django.db import models

from policies.models.source import QUOTE_LENGTH, Source


class LinkCheck(models.Model):
    """One attempt to open a source on a day: a source that has one that day is not asked again."""

    class Outcome(models.TextChoices):
        WORKS = "works", "可以打开"
        MOVED = "moved", "已经搬走"
        BLOCKED = "blocked", "拒绝程序访问"
        TIMED_OUT = "timed_out", "没有回答"
        GONE = "gone", "不在那里"

    source = models.ForeignKey(Source, models.CASCADE, related_name="+", verbose_name="依据")
    day = models.DateField("日期")
    outcome = models.CharField("结果", max_length=10, choices=Outcome)
    status = models.PositiveSmallIntegerField("状态码", null=True, blank=True)
    url = models.CharField("最后的网址", max_length=2000, blank=True, editable=False)
    etag = models.CharField(max_length=400, blank=True, editable=False)
    last_modified = models.CharField(max_length=80, blank=True, editable=False)
    text_sha256 = models.CharField("可读文字的校验值", max_length=64, blank=True, editable=False)
    note = models.CharField("说明", max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = "链接检查"
        verbose_name_plural = "链接检查"
        ordering = ["-day", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["source", "day"], name="policies_linkcheck_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.source} {self.get_outcome_display()}"


class CitedSentence(models.Model):
    """A quote in the readable text of its source: where it stood, and since when it does not."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="+", verbose_name="依据")
    quote = models.CharField("原文摘录", max_length=QUOTE_LENGTH, editable=False)
    before = models.CharField("前文", max_length=40, blank=True, editable=False)
    after = models.CharField("后文", max_length=40, blank=True, editable=False)
    state = models.CharField("找到没有", max_length=10, editable=False)
    found_on = models.DateField("最近找到", null=True, blank=True)
    lost_on = models.DateField("从哪天起找不到", null=True, blank=True)

    class Meta:
        verbose_name = "引用的句子"
        verbose_name_plural = "引用的句子"
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["source", "quote"], name="policies_citedsentence_once")
        ]

    def __str__(self) -> str:
        return f"{self.source}：{self.quote}"
