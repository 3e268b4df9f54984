"""指南."""

from __future__ import annotations

from django.contrib import admin

from guides.models import Guide, GuideCitation
from policies.admin.edition.form import FILTERS, LATER_FILTERS, PUBLICATION, EditionAdmin
from policies.admin.inlines import CitationInline
from policies.admin.translated import in_every_language


class GuideCitationInline(CitationInline):
    model = GuideCitation


@admin.register(Guide)
class GuideAdmin(EditionAdmin):
    desk_rank = 10
    list_filter = (*FILTERS, "scenarios", *LATER_FILTERS)
    search_fields = ("=code", "slug", *in_every_language("title", "summary", "body"))
    autocomplete_fields = ("scenarios",)
    inlines = (GuideCitationInline,)
    fieldsets = (
        (None, {"fields": ("slug", "title", "summary", "body")}),
        ("归类", {"fields": ("scenarios", "position")}),
        PUBLICATION,
    )
