"""公开答复: what readers are told at the sentence that was reported."""

from __future__ import annotations

from django.contrib import admin

from guides.models import PublicReply
from policies.admin.edition.translations import TranslationState
from policies.admin.shared.admin import SharedAdmin
from policies.admin.translated import TranslatedAdmin, in_every_language


@admin.register(PublicReply)
class PublicReplyAdmin(SharedAdmin, TranslatedAdmin):
    desk_rank = 55
    fixed_after_creation = ("slug",)
    list_display = ("path", "sentence_zh_hans", "text_zh_hans")
    list_filter = (TranslationState,)
    search_fields = ("slug", "path", *in_every_language("sentence", "text"))
    fields = ("slug", "path", "sentence", "text")
