"""反馈: the reader's words stay as they are, the reply is ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qs, urlencode, urlsplit

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from guides.models import Feedback
from policies.admin.translated import TranslatedAdmin, in_every_language
from policies.rules.rulebook import DONT_KNOW

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldsetSpec


@admin.register(Feedback)
class FeedbackAdmin(TranslatedAdmin):
    desk_rank = 50
    list_display = ("received_at", "reason", "address", "edition", "state", "answered")
    list_filter = ("state", "reason")
    date_hierarchy = "received_at"
    search_fields = ("address", "edition", "part", "text", *in_every_language("reply"))
    readonly_fields = ("received_at", "address", "edition", "part", "reason", "text", "as_case")
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

    def get_fieldsets(self, request: HttpRequest, obj: Feedback | None = None) -> _FieldsetSpec:
        """What is shown; the way to a case only to who may write one."""
        shown = list(super().get_fieldsets(request, obj))
        may = cast(User, request.user).has_perm("policies.add_expectedcase")
        return [*shown, ("验证用例", {"fields": ("as_case",)})] if may else shown

    @admin.display(description="已答复", boolean=True)
    def answered(self, feedback: Feedback) -> bool:
        return bool(feedback.reply_zh_hans)  # type: ignore[attr-defined]

    @admin.display(description="自查的结果不对？")
    def as_case(self, feedback: Feedback) -> str:
        """Where a report on a result of the wizard becomes a case."""
        if not is_result(feedback.address):
            return "只有自查结果页的反馈能写成验证用例。"
        said = {
            "reported": feedback.address,
            "on": timezone.localdate(feedback.received_at).isoformat(),
            "why_zh_hans": feedback.text,
            "proposal_why": f"读者反馈：{feedback.text or feedback.get_reason_display()}",
        }
        address = f"{reverse('admin:policies_expectedcase_add')}?{urlencode(said)}"
        return format_html('<a class="button" href="{}">写成验证用例</a>', address)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


def is_result(address: str) -> bool:
    """Whether an address is the wizard's, with a place and what happened there."""
    found = urlsplit(address)
    given = parse_qs(found.query)
    is_sure = given.get("e", [DONT_KNOW]) != [DONT_KNOW]
    return found.path.endswith("/check/") and "r" in given and is_sure
