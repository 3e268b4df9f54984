"""That an editor read what a citizen would read whose answer a rule does not accept."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from policies.models.append_only import AppendOnly
from policies.models.edition.codes import CODE_LENGTH
from policies.models.made_from import FINGERPRINT
from policies.models.translated import TranslatedModel


class SignOff(AppendOnly, TranslatedModel):
    """One row of a rule's table, ticked: this answer leads to this sentence, and that is true.

    It belongs to the code, not to one edition: whatever leaves answer and sentence as they are
    keeps it, another sentence loses it. Question and option are named by their codes, which never
    change.
    """

    code = models.CharField("永久代码", max_length=CODE_LENGTH, editable=False)
    question = models.CharField("问题", max_length=12, editable=False)
    option = models.CharField("选项", max_length=12, editable=False)
    is_unclear = models.BooleanField("依据没有说", editable=False)
    sentence = models.TextField("读到的那一句", editable=False)
    fingerprint = models.CharField("那一句的校验值", max_length=FINGERPRINT, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="看过的人"
    )
    day = models.DateField("哪一天看的")

    class Meta:
        verbose_name = "签核"
        verbose_name_plural = "签核：谁看过哪一句"
        ordering = ["-day", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["code", "question", "option", "is_unclear", "fingerprint"],
                name="policies_signoff_once_a_sentence",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.question}={self.option} · {self.sentence}"
