"""What is remembered of signing in: how often it failed, and what happened."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Tries(models.Model):
    """How often in a row something was tried in vain, by whom or from where.

    `key` says of what, as a keyed hash: a row names no account and no address.
    """

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    blocked_until = models.DateTimeField(null=True)
    # When somebody got in so; None where nobody has.
    succeeded_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}… {self.failures}"


class SignInRecord(models.Model):
    """Something that happened at the door, or was refused behind it. Never holds a password."""

    class What(models.TextChoices):
        SIGNED_IN = "signed_in", "登录成功"
        WRONG_PASSWORD = "wrong_password", "密码不对"
        WRONG_CODE = "wrong_code", "验证码不对"
        THROTTLED = "throttled", "试得太多"
        REFUSED = "refused", "被拒绝"
        RECOVERY_CODE = "recovery_code", "用恢复码登录"
        FACTOR_SET = "factor_set", "设置了第二步验证"
        CODES_RENEWED = "codes_renewed", "换了一批恢复码"
        FACTOR_RESET = "factor_reset", "重设了第二步验证"

    at = models.DateTimeField("最后一次", db_index=True)
    what = models.CharField("什么事", max_length=20, choices=What)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name="账号"
    )
    name = models.CharField("登录名", max_length=150, blank=True)
    address = models.CharField("来自", max_length=50, blank=True)
    where = models.CharField("在哪一页", max_length=200, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    times = models.PositiveIntegerField("次数", default=1)
    since = models.DateTimeField("第一次")

    class Meta:
        verbose_name = "登录记录"
        verbose_name_plural = "登录记录"
        ordering = ("-at", "-pk")
        # Rows are written by the site; the only right that can be given is to read them.
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.name}"
