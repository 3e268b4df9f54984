"""How far the roles of one person reach: where, for what, in which languages, to do what."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from policies.languages import LANGUAGES
from policies.models.region import Region
from policies.models.scenario import Scenario

LANGUAGE_CHOICES = [(language.code, language.name) for language in LANGUAGES]


class Duty(models.TextChoices):
    """What somebody may be there for, in the words of the office."""

    WRITE = "write", "撰写：新写、修改、提交、修订"
    APPROVE = "approve", "批准和退回"
    WITHDRAW = "withdraw", "撤回"
    VERIFY = "verify", "核对依据"


class Scope(models.Model):
    """One reach of one person; what a column leaves blank is not limited by it.

    Several rows add up. Whoever has none may do everywhere what their role says.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="scopes", verbose_name="谁"
    )
    regions = models.ManyToManyField(
        Region, blank=True, related_name="scopes", verbose_name="地区",
        help_text="连同下级地区。留空：不限地区，全国的内容也能改。",
    )  # fmt: skip
    scenarios: models.ManyToManyField[Scenario, models.Model] = models.ManyToManyField(
        Scenario,
        blank=True,
        related_name="scopes",
        verbose_name="情形",
        help_text="留空：不限情形。",
    )
    languages = models.JSONField(
        "语言", default=list, blank=True,
        help_text="勾选之后，只能改这些语言的文字，别的都不能改。都不勾：不限。",
    )  # fmt: skip
    duties = models.JSONField(
        "做什么", default=list, blank=True, help_text="都不勾：角色里有的都能做。"
    )

    class Meta:
        verbose_name = "职责范围"
        verbose_name_plural = "职责范围"
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user} 的职责范围"

    def clean(self) -> None:
        """Raise ValidationError for a language or a duty that there is not."""
        known = {"languages": dict(LANGUAGE_CHOICES), "duties": dict(Duty.choices)}
        for name, choices in known.items():
            given = getattr(self, name)
            if not isinstance(given, list) or not choices.keys() >= set(map(str, given)):
                raise ValidationError({name: "没有这个选项。"})
