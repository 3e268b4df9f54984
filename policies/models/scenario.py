"""What happened to the citizen, or what the citizen wants to do."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.addresses import SCENARIO_CODE
from policies.models.plain import FromPack, PublicRow
from policies.models.translated import source_text_present

# What addresses of answers take: a capital or an underscore would leave a place without its page.
CODE_IN_ADDRESSES = RegexValidator(rf"^{SCENARIO_CODE}\Z", "代码只用小写字母、数字和连字符。")


class Scenario(FromPack, PublicRow):
    """A situation in which people ask about their personal account."""

    address_pattern: ClassVar = "^(/regions/[0-9]+|/scenarios)/{code}/$"

    class Kind(models.TextChoices):
        WITHDRAW = "withdraw", _("取出来")
        USE = "use", _("用起来")
        MOVE = "move", _("转到别处")
        RULE = "rule", _("规则是什么")

    code = models.SlugField(
        "代码",
        max_length=40,
        unique=True,
        validators=[CODE_IN_ADDRESSES],
        help_text="地址的一部分，发布后不改。",
    )
    kind = models.CharField("类别", max_length=10, choices=Kind)
    name = models.CharField("名称", max_length=60)
    question = models.CharField("市民的问法", max_length=160)
    summary = models.TextField("简介", blank=True)
    position = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = "情形"
        verbose_name_plural = "情形"
        ordering = ["position", "code"]
        constraints = [source_text_present("policies_scenario", "name", "question")]

    def __str__(self) -> str:
        return f"{self.name_zh_hans}（{self.get_kind_display()}）"  # type: ignore[attr-defined]
