"""Addresses live for ever: what each former address became."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q


class OldAddress(models.Model):
    """A former address, without its language: it redirects for ever, or says why it is gone."""

    path = models.CharField(
        "旧地址",
        max_length=200,
        unique=True,
        validators=[RegexValidator(r"^/.*/$", "以 / 开头和结尾，不含语言。")],
        help_text="不含语言，例如 /guides/old-name/",
    )
    became = models.CharField("现在的地址", max_length=200, blank=True, help_text="不含语言。")
    gone_because = models.CharField("为什么没有了", max_length=200, blank=True)

    class Meta:
        verbose_name = "旧地址"
        verbose_name_plural = "旧地址"
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                name="guides_oldaddress_moved_or_gone",
                condition=(Q(became="") & ~Q(gone_because=""))
                | (~Q(became="") & Q(gone_because="")),
                violation_error_message="要么写现在的地址，要么写为什么没有了。",
            )
        ]

    def __str__(self) -> str:
        return str(self.path)
