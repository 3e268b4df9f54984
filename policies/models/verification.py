"""What was found when somebody read a source again: dated, signed, kept for ever."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q

from policies.models.append_only import AppendOnly
from policies.models.edition.codes import CODE_LENGTH
from policies.models.source import LOCATOR_LENGTH, QUOTE_LENGTH, Source
from policies.models.translated import TranslatedModel


@dataclass(frozen=True, slots=True)
class Passage:
    """What a verification is about: the passage of a source that a permanent code rests on.

    It belongs to the code, not to one edition: the next edition that cites the same words of the
    same source keeps it, one that cites others does not.
    """

    code: str
    source_id: int
    locator: str
    quote: str


class Verification(AppendOnly, TranslatedModel):
    """One reading of a passage. The newest of a passage, by day, is what pages show."""

    class Result(models.TextChoices):
        UNCHANGED = "unchanged", "没有变化"
        CHANGED = "changed", "原文变了"
        GONE = "gone", "原文没有了"
        CANNOT_OPEN = "cannot_open", "打不开"

    code = models.CharField("永久代码", max_length=CODE_LENGTH, editable=False)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="verifications", verbose_name="依据"
    )
    locator = models.CharField("条款", max_length=LOCATOR_LENGTH, editable=False)
    quote = models.CharField("原文摘录", max_length=QUOTE_LENGTH, blank=True, editable=False)
    day = models.DateField("核对日期")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="核对人"
    )
    result = models.CharField("结果", max_length=12, choices=Result)
    note = models.TextField("说明", blank=True)
    at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = "核对记录"
        verbose_name_plural = "核对记录"
        ordering = ["-day", "-pk"]
        default_permissions = ("add", "view")
        indexes = [
            models.Index(fields=["code", "source"], name="policies_verification_of"),
        ]
        constraints = [
            models.CheckConstraint(
                name="policies_verification_known_result",
                condition=Q(result__in=["unchanged", "changed", "gone", "cannot_open"]),
                violation_error_message="没有这种核对结果。",
            ),
            models.CheckConstraint(
                name="policies_verification_says_what_changed",
                condition=~Q(result="changed") | ~Q(note=""),
                violation_error_message="请写明原文变了什么。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.source.title} {self.locator} · {self.get_result_display()}"

    @property
    def passage(self) -> Passage:
        """What was read."""
        return Passage(self.code, self.source_id, self.locator, self.quote)
