"""Divisions of before that people still name, and what became of them."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models

from policies.models.plain import FromPack, PublicRow
from policies.models.region import Region
from policies.models.translated import source_text_present


class FormerDivision(FromPack, PublicRow):
    """A name that a division had: renamed, merged into another one, or divided among several.

    It is no place of insurance: no rule belongs to it, and no other division stands below it.
    """

    fixed: ClassVar = frozenset({"code"})

    code = models.CharField(
        "代码", max_length=11, unique=True,
        validators=[RegexValidator(r"^\d{6}-\d{4}$", "写成旧代码和最后见到的年份：310108-2013。")],
        help_text="旧行政区划代码和最后见到的年份，例如 310108-2013。",
    )  # fmt: skip
    name = models.CharField("旧名", max_length=60)
    level = models.CharField("层级", max_length=10, choices=Region.Level)
    known_from = models.PositiveSmallIntegerField("最早见于哪一年的代码表", null=True, blank=True)
    known_until = models.PositiveSmallIntegerField("最后见于哪一年的代码表")
    became = models.ManyToManyField(
        Region,
        related_name="formerly",
        verbose_name="现在是哪里",
        help_text="改名、并入填一个；分成几块的填几个，由读者自己选。",
    )
    source = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "旧地名"
        verbose_name_plural = "旧地名"
        ordering = ["code"]
        constraints = [
            source_text_present("policies_formerdivision", "name"),
            models.CheckConstraint(
                name="policies_formerdivision_years_in_order",
                condition=models.Q(known_from__isnull=True)
                | models.Q(known_from__lte=models.F("known_until")),
                violation_error_message="最早的年份不能晚于最后的年份。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.code}"
