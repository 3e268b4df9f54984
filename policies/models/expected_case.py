"""Cases whose results editors know; a change of rules is checked against them."""

from typing import ClassVar

from django.db import models

from policies.models.plain import FromPack, SharedRow
from policies.models.region import Region
from policies.models.scenario import Scenario


class ExpectedCase(FromPack, SharedRow):
    """A citizen's answers on a day in a region, and the outcomes they must lead to."""

    fixed: ClassVar = frozenset()

    region = models.ForeignKey(
        Region, models.CASCADE, related_name="expected_cases", verbose_name="参保地"
    )
    event = models.ForeignKey(Scenario, models.PROTECT, related_name="+", verbose_name="情形")
    on = models.DateField("日期")
    answers = models.JSONField("回答", default=dict, blank=True)
    outcomes = models.JSONField("应得结果")
    why = models.TextField("为什么", blank=True)

    class Meta:
        verbose_name = "验证用例"
        verbose_name_plural = "验证用例"
        ordering = ["region__code", "pk"]

    def __str__(self) -> str:
        return f"{self.region} · {self.event} · {self.on}"
