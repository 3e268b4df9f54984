"""反馈: the reader's words stay as they are, the reply is ours."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin
from django.http import HttpRequest

from guides.models import Feedback
from policies.admin.translated import TranslatedAdmin, in_every_language


@admin.register(Feedback)
class FeedbackAdmin(TranslatedAdmin):
    list_display: ClassVar = ("received_at", "reason", "address", "edition", "state", "answered")
    list_filter: ClassVar = ("state", "reason")
    date_hierarchy = "received_at"
    search_fields: ClassVar = ("address", "edition", "part", "text", *in_every_language("reply"))
    readonly_fields: ClassVar = ("received_at", "address", "edition", "part", "reason", "text")
    fieldsets: ClassVar = (
        (
            "读者写的",
            {
                "fields": ("received_at", "address", "edition", "part", "reason", "text"),
                "description": "身份证号、卡号、电话号码在存入之前就换成了“＊＊＊”，这里没有、别处也没有原文。",
            },
        ),
        ("我们的处理", {"fields": ("state", "reply")}),
    )

    @admin.display(description="已答复", boolean=True)
    def answered(self, feedback: Feedback) -> bool:
        return bool(feedback.reply_zh_hans)  # type: ignore[attr-defined]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
