"""Guides: what a citizen reads before going to the counter."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from policies.models import Citation, Edition, EditionChild, Scenario
from policies.models.translated import source_text_present


class Guide(Edition):
    """A printable explanation of one subject."""

    parts: ClassVar = ("citations",)
    address_pattern: ClassVar = "^/guides/{slug}/$"

    slug = models.SlugField("地址", max_length=80, help_text="地址的一部分，发布后不改。")
    title = models.CharField("标题", max_length=80)
    summary = models.TextField("三句话摘要")
    body = models.TextField("正文", help_text="可以用 Markdown，标题从 ## 开始。")
    scenarios = models.ManyToManyField(
        Scenario, blank=True, related_name="guides", verbose_name="情形"
    )
    position = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta(Edition.Meta):
        verbose_name = "指南"
        verbose_name_plural = "指南"
        ordering = ["position", "slug"]
        indexes = [models.Index(fields=["slug"], name="guides_guide_slug")]
        constraints = [
            *Edition.Meta.constraints,
            source_text_present("guides_guide", "title", "summary", "body"),
        ]

    def title_for_editors(self) -> str:
        return str(self.title)


class GuideCitation(Citation, EditionChild):
    """The passage a guide rests on."""

    parent_link = "guide"
    guide = models.ForeignKey(Guide, models.CASCADE, related_name="citations", verbose_name="指南")

    class Meta(Citation.Meta):
        abstract = False
