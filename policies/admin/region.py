"""地区和情形: what everything else points to."""

from __future__ import annotations

from django.contrib import admin

from policies.admin.edition.translations import TranslationState
from policies.admin.shared.admin import SharedAdmin
from policies.admin.translated import TranslatedAdmin, in_every_language
from policies.models import Region, Scenario


@admin.register(Region)
class RegionAdmin(SharedAdmin, TranslatedAdmin):
    desk_rank = 100
    list_display = ("code", "name_zh_hans", "name_en", "level", "parent", "successor")
    list_display_links = ("code", "name_zh_hans")
    list_filter = ("level", TranslationState)
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
class ScenarioAdmin(SharedAdmin, TranslatedAdmin):
    desk_rank = 90
    list_display = ("name_zh_hans", "code", "kind", "question_zh_hans", "position")
    list_filter = ("kind", TranslationState)
    search_fields = ("code", *in_every_language("name", "question"))
    fields = ("code", "kind", "name", "question", "summary", "position")
