"""What was looked for and not found: an absence with its evidence."""

from __future__ import annotations

from django.db import models

from policies.models.plain import FromPack, PublicRow
from policies.models.region import Region
from policies.models.scenario import Scenario
from policies.models.translated import source_text_present


class Absence(FromPack, PublicRow):
    """That on a day somebody looked for the rules of a place and found none for some situations.

    It says nothing of what applies: pages show it where no rule is recorded, and it stays when one
    is found later.
    """

    code = models.SlugField(
        "代码", max_length=60, unique=True, help_text="地区代码和查找日期，例如 440300-2026-11-22。"
    )
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="absences", verbose_name="查的是哪里的规定"
    )
    looked_on = models.DateField("哪一天查的")
    where = models.TextField("在哪里查的", help_text="一句话，写给公众看。")
    asked = models.TextField("问的是什么", help_text="一句话，写给公众看。")
    record = models.CharField(
        "查找的底稿", max_length=120, help_text="写着这次查找的文件，例如 regional_facts.csv。"
    )
    scenarios: models.ManyToManyField[Scenario, models.Model] = models.ManyToManyField(
        Scenario, related_name="absences", verbose_name="没有找到规定的情形"
    )

    class Meta:
        verbose_name = "查找记录"
        verbose_name_plural = "查找记录"
        ordering = ["code"]
        constraints = [source_text_present("policies_absence", "where", "asked")]

    def __str__(self) -> str:
        return f"{self.region} · {self.looked_on}"
