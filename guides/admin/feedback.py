"""反馈: the reader's words stay as they are, the reply is ours."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from guides.models import Feedback
from policies.admin.translated import TranslatedAdmin, in_every_language


@admin.register(Feedback)
class FeedbackAdmin(TranslatedAdmin):
    desk_rank = 50
    list_display = ("received_at", "reason", "address", "edition", "state", "answered")
    list_filter = ("state", "reason")
    date_hierarchy = "received_at"
    search_fields = ("address", "edition", "part", "text", *in_every_language("reply"))
    readonly_fields = ("received_at", "address", "edition", "part", "reason", "text")
    fieldsets = (
        (
            "读者写的",
            {
                "fields": ("received_at", "address", "edition", "part", "reason", "text"),
                "description": "证件号、卡号、电话号码存入前已换成“＊＊＊”，哪里都没有原文。",
            },
        ),
        ("我们的处理", {"fields": ("state", "reply")}),
    )

    @admin.display(description="已答复", boolean=True)
    def answered(self, feedback: Feedback) -> bool:
        return bool(feedback.reply_zh_hans)  # type: ignore[attr-defined]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
