"""辟谣."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin

from guides.models import FactCheck, FactCheckCitation
from policies.admin.editions import FILTERS, LATER_FILTERS, PUBLICATION, EditionAdmin
from policies.admin.inlines import CitationInline
from policies.admin.translated import in_every_language


class FactCheckCitationInline(CitationInline):
    model = FactCheckCitation


@admin.register(FactCheck)
class FactCheckAdmin(EditionAdmin):
    list_filter: ClassVar = (*FILTERS, "verdict", "instead", *LATER_FILTERS)
    search_fields: ClassVar = ("=code", "slug", "seen_in", *in_every_language("claim", "finding"))
    autocomplete_fields: ClassVar = ("instead",)
    inlines: ClassVar = (FactCheckCitationInline,)
    fieldsets: ClassVar = (
        (None, {"fields": ("slug", "claim", "verdict", "finding")}),
        ("背景", {"fields": ("seen_in", "instead")}),
        PUBLICATION,
    )
