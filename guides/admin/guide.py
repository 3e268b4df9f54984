"""指南."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin

from guides.models import Guide, GuideCitation
from policies.admin.editions import FILTERS, LATER_FILTERS, PUBLICATION, EditionAdmin
from policies.admin.inlines import CitationInline
from policies.admin.translated import in_every_language


class GuideCitationInline(CitationInline):
    model = GuideCitation


@admin.register(Guide)
class GuideAdmin(EditionAdmin):
    list_filter: ClassVar = (*FILTERS, "scenarios", *LATER_FILTERS)
    search_fields: ClassVar = ("=code", "slug", *in_every_language("title", "summary", "body"))
    autocomplete_fields: ClassVar = ("scenarios",)
    inlines: ClassVar = (GuideCitationInline,)
    fieldsets: ClassVar = (
        (None, {"fields": ("slug", "title", "summary", "body")}),
        ("归类", {"fields": ("scenarios", "position")}),
        PUBLICATION,
    )
