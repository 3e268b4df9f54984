"""Claims that go around, and what is true of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from policies.models import Citation, Edition, EditionChild, Region, Scenario
from policies.models.translated import source_text_present


class FactCheck(Edition):
    """A claim in our own words, the verdict, and the lawful way instead."""

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("属实")
        REGIONAL = "regional", _("只在部分地区属实")
        OUTDATED = "outdated", _("已经过时")
        UNSUPPORTED = "unsupported", _("查无依据")
        CONTRADICTED = "contradicted", _("与规定不符")
        SCAM = "scam", _("骗局")

    parts: ClassVar = ("citations",)
    address_pattern: ClassVar = "^/fact-checks/{slug}/$"

    slug = models.SlugField("地址", max_length=80, help_text="地址的一部分，发布后不改。")
    claim = models.CharField("说法", max_length=200, help_text="用我们自己的话写，不照抄。")
    truth = models.CharField(
        "实情",
        max_length=120,
        blank=True,
        help_text="一句话，页面用它做标题：先让人记住真的，不是假的。留空：标题是那个说法。",
    )
    verdict = models.CharField("结论", max_length=12, choices=Verdict)
    finding = models.TextField("查证结果", help_text="可以用 Markdown。")
    seen_in = models.CharField("在哪里见到", max_length=120, blank=True)
    instead = models.ForeignKey(
        Scenario,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fact_checks",
        verbose_name="合法的办法",
    )
    regions = models.ManyToManyField(
        Region,
        blank=True,
        related_name="fact_checks",
        verbose_name="说的是哪里",
        help_text="只说一个地方的才填；留空：说的是全国。",
    )

    class Meta(Edition.Meta):
        verbose_name = "辟谣"
        verbose_name_plural = "辟谣"
        ordering = [F("instead__position").asc(nulls_last=True), "slug"]
        indexes = [models.Index(fields=["slug"], name="guides_factcheck_slug")]
        constraints = [
            *Edition.Meta.constraints,
            source_text_present("guides_factcheck", "claim", "finding"),
        ]

    def title_for_editors(self) -> str:
        return str(self.claim)


class FactCheckCitation(Citation, EditionChild):
    """The passage a finding rests on."""

    parent_link = "fact_check"
    fact_check = models.ForeignKey(
        FactCheck, models.CASCADE, related_name="citations", verbose_name="辟谣"
    )

    class Meta(Citation.Meta):
        abstract = False
