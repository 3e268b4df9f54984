"""How it is done: where, with which papers, in how many days."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from policies.models.edition import Edition, EditionChild
from policies.models.material import Contact, Material
from policies.models.policy import Evidence
from policies.models.region import Region
from policies.models.scenario import Scenario
from policies.models.source import Citation, require_official_address
from policies.models.translated import source_text_present

ONLINE_CHANNELS = ("app", "mini_program", "website")


class Procedure(Edition):
    """A way to get it done in a region: the elements of a government service guide."""

    class Channel(models.TextChoices):
        COUNTER = "counter", _("窗口")
        APP = "app", _("手机应用")
        MINI_PROGRAM = "mini_program", _("小程序")
        WEBSITE = "website", _("网站")
        BANK = "bank", _("银行")
        ATM = "atm", _("自动取款机")
        KIOSK = "kiosk", _("自助终端")
        PROXY = "proxy", _("代办")
        EMPLOYER = "employer", _("单位")
        POST = "post", _("邮寄")

    parts: ClassVar = ("citations", "steps", "requirements")

    region = models.ForeignKey(
        Region, models.PROTECT, related_name="procedures", verbose_name="地区"
    )
    scenario = models.ForeignKey(
        Scenario, models.PROTECT, related_name="procedures", verbose_name="情形"
    )
    channel = models.CharField("办理渠道", max_length=12, choices=Channel)
    item_name = models.CharField(
        "官方事项名称", max_length=120, blank=True, help_text="没有见到就留空。"
    )
    item_code = models.CharField(
        "事项编码", max_length=40, blank=True, help_text="没有见到就留空。"
    )
    who_may_apply = models.TextField("谁可以申请", blank=True)
    handled_by = models.CharField("受理机关", max_length=160, blank=True)
    place = models.TextField("办理地点", blank=True)
    hours = models.CharField("办理时间", max_length=160, blank=True)
    phone = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="procedures",
        verbose_name="咨询电话",
    )
    entrance_url = models.URLField(
        "官方入口", max_length=400, blank=True, validators=[require_official_address]
    )
    statutory_days = models.PositiveSmallIntegerField("法定时限（工作日）", null=True, blank=True)
    promised_days = models.PositiveSmallIntegerField("承诺时限（工作日）", null=True, blank=True)
    fee = models.CharField("收费", max_length=120, blank=True)
    visits = models.PositiveSmallIntegerField("到现场次数", null=True, blank=True)
    result = models.CharField("办理结果", max_length=200, blank=True)
    complaints_phone = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="complaint_procedures",
        verbose_name="监督电话",
    )
    offline_help = models.TextField(
        "线下帮助", blank=True, help_text="只能网上办的，要写明到哪里可以找人帮忙。"
    )
    evidence = models.CharField("证据", max_length=12, choices=Evidence)

    class Meta(Edition.Meta):
        verbose_name = "办理"
        verbose_name_plural = "办理"
        ordering = ["region__code", "scenario__position", "channel", "pk"]
        indexes = [models.Index(fields=["region", "scenario"], name="policies_procedure_place")]
        constraints = [
            *Edition.Meta.constraints,
            models.CheckConstraint(
                name="policies_procedure_online_names_offline_help",
                condition=~Q(channel__in=ONLINE_CHANNELS)
                | (Q(offline_help_zh_hans__isnull=False) & ~Q(offline_help_zh_hans="")),
                violation_error_message="网上办理的渠道要写明线下帮助。",
            ),
        ]

    def title_for_editors(self) -> str:
        return f"{self.region.name} · {self.scenario.name} · {self.get_channel_display()}"


class ProcedureCitation(Citation, EditionChild):
    """The passage a procedure rests on."""

    parent_link = "procedure"
    procedure = models.ForeignKey(
        Procedure, models.CASCADE, related_name="citations", verbose_name="办理"
    )

    class Meta(Citation.Meta):
        abstract = False


class Step(EditionChild):
    """One thing to do, in order."""

    parent_link = "procedure"
    procedure = models.ForeignKey(
        Procedure, models.CASCADE, related_name="steps", verbose_name="办理"
    )
    position = models.PositiveSmallIntegerField("顺序", default=1)
    text = models.TextField("做什么")

    class Meta:
        verbose_name = "步骤"
        verbose_name_plural = "步骤"
        ordering = ["position", "pk"]
        constraints = [source_text_present("policies_step", "text")]

    def __str__(self) -> str:
        return f"{self.position}. {self.text}"


class Requirement(EditionChild):
    """One paper to bring; rows with the same `any_of` stand for each other."""

    parent_link = "procedure"
    procedure = models.ForeignKey(
        Procedure, models.CASCADE, related_name="requirements", verbose_name="办理"
    )
    material = models.ForeignKey(
        Material, models.PROTECT, related_name="requirements", verbose_name="材料"
    )
    originals = models.PositiveSmallIntegerField("原件份数", null=True, blank=True)
    copies = models.PositiveSmallIntegerField("复印件份数", null=True, blank=True)
    when = models.CharField("什么时候要", max_length=160, blank=True, help_text="留空：总是要。")
    any_of = models.SlugField("任选一组", max_length=30, blank=True)

    class Meta:
        verbose_name = "要带的材料"
        verbose_name_plural = "要带的材料"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "material", "any_of"],
                name="policies_requirement_material_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.material)
