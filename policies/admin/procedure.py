"""办理: how it is done."""

from __future__ import annotations

from django.contrib import admin

from policies.admin.edition.form import FILTERS, LATER_FILTERS, PUBLICATION, EditionAdmin
from policies.admin.inlines import ProcedureCitationInline, RequirementInline, StepInline
from policies.admin.translated import in_every_language
from policies.models import Procedure


@admin.register(Procedure)
class ProcedureAdmin(EditionAdmin):
    desk_rank = 20
    list_filter = (
        *FILTERS,
        "channel",
        "evidence",
        "region__level",
        "scenario",
        *LATER_FILTERS,
    )
    list_select_related = ("author", "region", "scenario")
    search_fields = (
        "=code",
        "item_code",
        *in_every_language("item_name", "place", "region__name", "scenario__name"),
        "=region__code",
        "region__pinyin",
        "=scenario__code",
    )
    autocomplete_fields = ("region", "scenario", "phone", "complaints_phone")
    inlines = (ProcedureCitationInline, StepInline, RequirementInline)
    fieldsets = (
        (None, {"fields": ("region", "scenario", "channel", "item_name", "item_code", "evidence")}),
        ("谁、在哪里", {"fields": ("who_may_apply", "handled_by", "place", "hours", "phone")}),
        ("网上", {"fields": ("entrance_url", "offline_help")}),
        (
            "时限和结果",
            {
                "fields": (
                    ("statutory_days", "promised_days", "visits"),
                    "fee",
                    "result",
                    "complaints_phone",
                )
            },
        ),
        PUBLICATION,
    )
