"""The ledger of instants at which what is published changes, and of what was done with editions."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from policies.models.append_only import AppendOnly
from policies.models.translated import TranslatedModel


class PublicationEvent(models.Model):
    """At this instant something public changed; the newest passed event names the site's state."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField("时间", db_index=True)
    subject = models.CharField("什么变了", max_length=60)
    counted = models.BooleanField("已计入", default=False, editable=False)

    class Meta:
        verbose_name = "发布记录"
        verbose_name_plural = "发布记录"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["at"], condition=Q(counted=False), name="policies_event_uncounted")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.subject}"


class PublicationState(models.Model):
    """The one row that holds how many events have passed and been counted."""

    serial = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.serial)


class Transition(AppendOnly, TranslatedModel):
    """One verb that was used on an edition: by whom, when, with which words. Never changed.

    The edition is named by code and version: a draft may be deleted, what was done with it stays.
    """

    class Verb(models.TextChoices):
        REVISE = "revise", "建草稿"
        SUBMIT = "submit", "提交审核"
        REJECT = "reject", "退回"
        APPROVE = "approve", "批准"
        FORCE = "force", "一个人发布"
        COUNTERSIGN = "countersign", "补核"
        KEEP = "keep", "保留定时的一版"
        CALL_OFF = "call_off", "叫停"
        WITHDRAW = "withdraw", "撤回"

    code = models.CharField("永久代码", max_length=5, db_index=True, editable=False)
    version = models.PositiveIntegerField("版本")
    verb = models.CharField("做了什么", max_length=12, choices=Verb)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="谁做的",
    )
    at = models.DateTimeField("时间")
    note = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = "登记"
        verbose_name_plural = "登记：谁做了什么"
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.code} 第 {self.version} 版：{self.get_verb_display()}"


class Acknowledgement(AppendOnly, TranslatedModel):
    """What the author of a rule wrote, on submitting it, about what rulecheck does not forbid.

    Who and when stand in the entry of the register that it belongs to. Never changed.
    """

    entry = models.OneToOneField(
        Transition, models.PROTECT, related_name="acknowledgement", verbose_name="提交"
    )
    text = models.TextField("书面说明")
    # What was found, as it read then: kind, message, and the link of a journey that shows it.
    findings = models.JSONField("规则检查当时的发现")

    class Meta:
        verbose_name = "书面说明"
        verbose_name_plural = "书面说明"
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="policies_acknowledgement_says_something",
                condition=~Q(text=""),
                violation_error_message="请写明为什么这样也对。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry}：{self.text}"

    @property
    def shown(self) -> list[dict[str, str]]:
        """What was found, each with the query of its journey besides its link."""
        return [{**each, "query": each["link"].partition("?")[2]} for each in self.findings]
