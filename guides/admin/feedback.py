"""反馈: the reader's words stay as they are, the reply is ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qs, urlencode

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from guides.models import Feedback
from guides.reported import Sentence, plain, sentences_at
from policies.addresses import parts_of
from policies.admin.translated import TranslatedAdmin, in_every_language
from policies.languages import CODES
from policies.models.translated import column
from policies.rules.rulebook import DONT_KNOW
from policies.speech import Speech

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldsetSpec


SENT = ("received_at", "address", "edition", "part", "reason", "text")


@admin.register(Feedback)
class FeedbackAdmin(TranslatedAdmin):
    desk_rank = 50
    list_display = ("received_at", "reason", "address", "edition", "state", "answered")
    list_filter = ("state", "reason", "received_at")
    search_fields = ("address", "edition", "part", "text", *in_every_language("reply"))
    readonly_fields = (*SENT, "as_case", "as_reply")
    fieldsets = (
        (
            "读者写的",
            {
                "fields": SENT,
                "description": "证件号、卡号、电话号码存入前已换成“＊＊＊”，哪里都没有原文。",
            },
        ),
        ("我们的处理", {"fields": ("state", "reply")}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Feedback | None = None) -> _FieldsetSpec:
        """What is shown; the way to a case only to who may write one."""
        shown = list(super().get_fieldsets(request, obj))
        user = cast(User, request.user)
        if user.has_perm("guides.add_publicreply"):
            shown.append(("公开答复", {"fields": ("as_reply",)}))
        if user.has_perm("policies.add_expectedcase"):
            shown.append(("验证用例", {"fields": ("as_case",)}))
        return shown

    @admin.display(description="已答复", boolean=True)
    def answered(self, feedback: Feedback) -> bool:
        return bool(feedback.reply_zh_hans)  # type: ignore[attr-defined]

    @admin.display(description="要让读者在那一句看到？")
    def as_reply(self, feedback: Feedback) -> str:
        """Where a report on a sentence of an answer becomes a public reply."""
        if not (found := reported_sentence(feedback)):
            return "只有回答页上还在的那一句能公开答复；页面或者句子对不上。"
        said = {
            "slug": f"reply-{feedback.pk}",
            "path": found.page,
            "proposal_why": f"读者反馈：{feedback.get_reason_display()}",
            **{column("sentence", code): text for code, text in found.texts.items()},
        }
        address = f"{reverse('admin:guides_publicreply_add')}?{urlencode(said)}"
        return format_html('<a class="button" href="{}">写公开答复</a>', address)

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


def reported_sentence(feedback: Feedback) -> Sentence | None:
    """The sentence that a report means, if the page that it names says it now."""
    language = feedback.address.removeprefix("/").partition("/")[0]
    if language not in CODES:
        return None
    said = sentences_at(feedback.address, timezone.now(), Speech(language))
    return next((each for each in said if plain(each.text) == plain(feedback.part)), None)


def is_result(address: str) -> bool:
    """Whether an address is the wizard's, with a place and what happened there."""
    found = parts_of(address)
    given = parse_qs(found.query)
    is_sure = given.get("e", [DONT_KNOW]) != [DONT_KNOW]
    return found.path.endswith("/check/") and "r" in given and is_sure
