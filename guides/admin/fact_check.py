"""辟谣."""

from __future__ import annotations

from django.contrib import admin

from guides.models import FactCheck, FactCheckCitation
from policies.admin.edition.form import FILTERS, LATER_FILTERS, PUBLICATION, EditionAdmin
from policies.admin.inlines import CitationInline
from policies.admin.translated import in_every_language


class FactCheckCitationInline(CitationInline):
    model = FactCheckCitation


@admin.register(FactCheck)
class FactCheckAdmin(EditionAdmin):
    desk_rank = 30
    list_filter = (*FILTERS, "verdict", "instead", *LATER_FILTERS)
    search_fields = ("=code", "slug", "seen_in", *in_every_language("claim", "truth", "finding"))
    autocomplete_fields = ("instead", "regions")
    inlines = (FactCheckCitationInline,)
    fieldsets = (
        (None, {"fields": ("slug", "claim", "verdict", "truth", "finding")}),
        ("背景", {"fields": ("seen_in", "instead", "regions")}),
        PUBLICATION,
    )
