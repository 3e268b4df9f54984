"""Changes of shared rows: proposed by one person, decided by another, kept for ever."""

from __future__ import annotations

import json

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from policies.models.canonical import Content
from policies.models.translated import TranslatedModel


class Proposal(TranslatedModel):
    """What somebody wants a shared row to say, and what became of it.

    `before` and `after` hold the canonical values of the fields it is about, one entry a language,
    as JSON. Approved ones are numbered and make a chain: `text` is what was hashed.
    """

    class Action(models.TextChoices):
        CREATE = "create", "新增"
        CHANGE = "change", "修改"
        DELETE = "delete", "删除"

    class State(models.TextChoices):
        OPEN = "open", "等批准"
        APPROVED = "approved", "已批准"
        REJECTED = "rejected", "没有批准"
        CALLED_OFF = "called_off", "作者撤回"

    kind = models.CharField("种类", max_length=60, editable=False)
    key = models.PositiveBigIntegerField("行号")
    code = models.CharField("代码", max_length=200, editable=False)
    name = models.CharField("哪一条", max_length=200, editable=False)
    place = models.CharField("地区代码", max_length=6, blank=True, editable=False)
    action = models.CharField("做什么", max_length=10, choices=Action)
    before = models.TextField("原来", editable=False)
    after = models.TextField("改成", editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人"
    )
    made_at = models.DateTimeField("提出时间")
    why = models.TextField("为什么")
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="处理人",
    )
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)
    note = models.TextField("处理意见", blank=True)
    only_wording = models.BooleanField("只是措辞", default=False)
    number = models.PositiveIntegerField("登记号", null=True, blank=True, unique=True)
    text = models.TextField("登记的原文", blank=True, editable=False)
    content_hash = models.CharField("校验值", max_length=64, blank=True, editable=False)
    previous_hash = models.CharField("上一条的校验值", max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "变更建议"
        verbose_name_plural = "变更建议"
        default_permissions = ("view", "approve")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["kind", "key"], name="policies_proposal_row")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(state="open"),
                name="policies_proposal_one_open_a_row",
                violation_error_message="这一条已经有一个建议在等批准。",
            ),
            models.CheckConstraint(
                name="policies_proposal_two_persons",
                condition=Q(state__in=["open", "called_off"]) | ~Q(decided_by=F("author")),
                violation_error_message="提出建议的人不能自己批准或退回。",
            ),
            models.CheckConstraint(
                name="policies_proposal_decided_at_and_by",
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state="open") & Q(decided_at__isnull=False) & Q(decided_by__isnull=False)),
                violation_error_message="处理人和处理时间要么都有，要么都没有。",
            ),
            models.CheckConstraint(
                name="policies_proposal_registered",
                condition=(Q(state="approved", number__isnull=False) & ~Q(content_hash=""))
                | (~Q(state="approved") & Q(number__isnull=True, content_hash="")),
                violation_error_message="批准了的建议要登记，没有批准的不登记。",
            ),
            models.CheckConstraint(
                name="policies_proposal_says_why",
                condition=~Q(why="") & (~Q(state="rejected") | ~Q(note="")),
                violation_error_message="建议要写明为什么，退回也要写明为什么。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}：{self.name}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def values_before(self) -> Content:
        """The values that it was made from, by field and language."""
        return _read(self.before)

    @property
    def values_after(self) -> Content:
        """The values that it asks for, by field and language."""
        return _read(self.after)


class Permit(models.Model):
    """While one of these is there, shared rows may change: in its own transaction alone.

    `never` points at a row that cannot be, and the database looks at that only when the transaction
    ends: a permit that was not taken back makes it fail. So nobody ever sees another's.
    """

    what_for = models.CharField(max_length=100, editable=False)
    never = models.ForeignKey("self", models.DO_NOTHING, default=0, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="policies_permit_is_never_committed", condition=Q(pk__gt=0, never=0)
            )
        ]

    def __str__(self) -> str:
        return self.what_for


def _read(text: str) -> Content:
    content: Content = json.loads(text)
    return content
