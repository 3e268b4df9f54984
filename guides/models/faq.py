"""Questions people ask, with cited answers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F

from policies.models import Citation, Edition, EditionChild, Evidence, Region, Scenario
from policies.models.translated import source_text_present

NO_SCENARIO = "other"


class Faq(Edition):
    """One question and its answer, for the country or for a region."""

    parts: ClassVar = ("citations",)

    slug = models.SlugField("锚点", max_length=80, help_text="地址的一部分，发布后不改。")
    question = models.CharField("问题", max_length=160)
    answer = models.TextField("回答", help_text="可以用 Markdown。")
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="faqs",
        verbose_name="地区",
        help_text="留空：全国。",
    )
    scenario = models.ForeignKey(
        Scenario, models.PROTECT, null=True, blank=True, related_name="faqs", verbose_name="情形"
    )
    evidence = models.CharField("证据", max_length=12, choices=Evidence)

    class Meta(Edition.Meta):
        verbose_name = "问答"
        verbose_name_plural = "问答"
        ordering = [F("scenario__position").asc(nulls_last=True), "slug"]
        constraints = [
            *Edition.Meta.constraints,
            source_text_present("guides_faq", "question", "answer"),
        ]

    @property
    def subject(self) -> str:
        """The situation it is about, as addresses name it. Reads `scenario`."""
        return self.scenario.code if self.scenario else NO_SCENARIO

    def title_for_editors(self) -> str:
        return str(self.question)


class FaqCitation(Citation, EditionChild):
    """The passage an answer rests on."""

    parent_link = "faq"
    faq = models.ForeignKey(Faq, models.CASCADE, related_name="citations", verbose_name="问答")

    class Meta(Citation.Meta):
        abstract = False
