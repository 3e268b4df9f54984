"""地区和情形: what everything else points to."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from policies.admin.translated import (
    FixedCodeAdmin,
    NoBulkDeletion,
    TranslatedAdmin,
    in_every_language,
)
from policies.models import Region, Scenario


@admin.register(Region)
class RegionAdmin(FixedCodeAdmin, TranslatedAdmin):
    desk_rank = 100
    list_display = ("code", "name_zh_hans", "name_en", "level", "parent", "successor")
    list_display_links = ("code", "name_zh_hans")
    list_filter = ("level",)
    list_select_related = ("parent", "successor")
    search_fields = ("code", *in_every_language("name"), "pinyin", "initials", "aliases")
    autocomplete_fields = ("parent", "successor")
    fields = (
        "code",
        "name",
        "level",
        "parent",
        "pinyin",
        "initials",
        "aliases",
        "successor",
    )


@admin.register(Scenario)
class ScenarioAdmin(NoBulkDeletion, FixedCodeAdmin, TranslatedAdmin):
    desk_rank = 90
    list_display = ("name_zh_hans", "code", "kind", "question_zh_hans", "position")
    list_filter = ("kind",)
    search_fields = ("code", *in_every_language("name", "question"))
    fields = ("code", "kind", "name", "question", "summary", "position")

    def has_delete_permission(self, request: HttpRequest, obj: Scenario | None = None) -> bool:
        """Not while a guide names it: the database keeps what a published one names."""
        links = [link for link in obj._meta.related_objects if link.many_to_many] if obj else []
        is_named = any(getattr(obj, link.get_accessor_name() or "").exists() for link in links)
        return not is_named and super().has_delete_permission(request, obj)
