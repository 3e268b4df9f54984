"""Documents that statements rest on, and the citation of a passage in one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.addresses import parts_of
from policies.models.plain import FromPack, PublicRow

OFFICIAL_DOMAIN = "gov.cn"
LOCATOR_LENGTH = 120
QUOTE_LENGTH = 80
NOT_SEEN = "条号未见"  # the locator of a passage whose article nobody has seen


def is_official_address(url: str) -> bool:
    """Whether an address is on gov.cn, the only domain whose addresses are rendered as links."""
    parts = parts_of(url)
    host = (parts.hostname or "").lower()
    return parts.scheme in ("http", "https") and host.endswith("." + OFFICIAL_DOMAIN)


def require_official_address(url: str) -> None:
    """Raise ValidationError unless the address is on gov.cn."""
    if not is_official_address(url):
        raise ValidationError("只收 gov.cn 的网址；转载页请写在备注里。")


class Source(FromPack, PublicRow):
    """A law, notice, guide or answer. It is cited itself, not the site that reprinted it."""

    address_pattern: ClassVar = "^/sources/{code}/$"

    class Kind(models.TextChoices):
        LAW = "law", _("法律")
        REGULATION = "regulation", _("法规规章")
        NOTICE = "notice", _("通知文件")
        SERVICE_GUIDE = "service_guide", _("办事指南")
        OFFICIAL_ANSWER = "official_answer", _("官方答复")
        PRESS = "press", _("新闻报道")
        OTHER = "other", _("其他")

    class LinkState(models.TextChoices):
        UNCHECKED = "unchecked", _("未检查")
        WORKS = "works", _("可以打开")
        MOVED = "moved", _("已经搬走")
        BLOCKED = "blocked", _("拒绝程序访问")
        TIMED_OUT = "timed_out", _("多次超时")
        GONE = "gone", _("已经消失")
        CHANGED = "changed", _("内容有变")

    # What a program notes about the address is nobody's text.
    not_content: ClassVar = FromPack.not_content | {"link_state"}
    noted: ClassVar = frozenset({"link_state", "retrieved_on", "sha256"})

    code = models.SlugField("代码", max_length=80, unique=True)
    title = models.CharField("标题", max_length=200)
    issuer = models.CharField("发布机关", max_length=120, blank=True)
    doc_number = models.CharField("文号", max_length=60, blank=True, help_text="没有见到就留空。")
    kind = models.CharField("种类", max_length=20, choices=Kind)
    url = models.URLField("网址", max_length=400, blank=True, validators=[require_official_address])
    issued_on = models.DateField("发布日期", null=True, blank=True)
    effective_from = models.DateField("施行日期", null=True, blank=True)
    effective_to = models.DateField("失效日期", null=True, blank=True)
    retrieved_on = models.DateField("查阅日期", null=True, blank=True)
    sha256 = models.CharField("存档校验值", max_length=64, blank=True)
    link_state = models.CharField(
        "链接状态", max_length=10, choices=LinkState, default=LinkState.UNCHECKED
    )
    notes = models.TextField("备注", blank=True, help_text="在哪里见到转载等，只给编辑看。")

    class Meta:
        verbose_name = "依据"
        verbose_name_plural = "依据"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="policies_source_ends_on_or_after_start",
                condition=Q(effective_to__isnull=True)
                | Q(effective_from__isnull=True)
                | Q(effective_to__gte=F("effective_from")),
                violation_error_message="失效日期不能早于施行日期。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.doc_number}）" if self.doc_number else self.title

    @property
    def link(self) -> str:
        """The address if it may be rendered as a link, else an empty string."""
        return self.url if is_official_address(self.url) else ""


class Citation(models.Model):
    """The passage of a source that a statement rests on; who read it again is a Verification.

    Article, quote and day belong to the source: of another one, nobody has said them yet.
    """

    said_of: ClassVar[Mapping[str, Mapping[str, object]]] = {
        "source": {"locator": NOT_SEEN, "quote": "", "seen_on": None}
    }

    source = models.ForeignKey(
        Source, models.PROTECT, related_name="%(class)ss", verbose_name="依据"
    )
    locator = models.CharField(
        "条款", max_length=LOCATOR_LENGTH, help_text="第几条；没见到写“条号未见”。"
    )
    quote = models.CharField("原文摘录", max_length=QUOTE_LENGTH, blank=True)
    seen_on = models.DateField("见到日期", null=True, blank=True)

    class Meta:
        abstract = True
        verbose_name = "引用"
        verbose_name_plural = "引用"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_has_locator",
                condition=~Q(locator=""),
                violation_error_message="引用要写明条款；没见到写“条号未见”。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source.title} {self.locator}"

    def clean(self) -> None:
        """Raise ValidationError for a day of seeing that has not come yet."""
        if self.seen_on and self.seen_on > timezone.localdate():
            raise ValidationError({"seen_on": _("这一天还没有到。")})
