"""问答."""

from __future__ import annotations

from django.contrib import admin

from guides.models import Faq, FaqCitation
from policies.admin.edition.form import FILTERS, LATER_FILTERS, PUBLICATION, EditionAdmin
from policies.admin.inlines import CitationInline
from policies.admin.translated import in_every_language


class FaqCitationInline(CitationInline):
    model = FaqCitation


@admin.register(Faq)
class FaqAdmin(EditionAdmin):
    desk_rank = 20
    list_filter = (*FILTERS, "evidence", "region__level", "scenario", *LATER_FILTERS)
    search_fields = (
        "=code",
        "slug",
        *in_every_language("question", "answer", "region__name"),
        "region__pinyin",
    )
    autocomplete_fields = ("region", "scenario")
    inlines = (FaqCitationInline,)
    fieldsets = (
        (None, {"fields": ("slug", "question", "answer", "evidence")}),
        ("归类", {"fields": ("region", "scenario")}),
        PUBLICATION,
    )
