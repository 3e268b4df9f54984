"""地区和情形: what everything else points to."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin

from policies.admin.translated import FixedCodeAdmin, TranslatedAdmin, in_every_language
from policies.models import Region, Scenario


@admin.register(Region)
class RegionAdmin(FixedCodeAdmin, TranslatedAdmin):
    list_display: ClassVar = ("code", "name_zh_hans", "name_en", "level", "parent", "successor")
    list_display_links: ClassVar = ("code", "name_zh_hans")
    list_filter: ClassVar = ("level",)
    list_select_related: ClassVar = ("parent", "successor")
    search_fields: ClassVar = ("code", *in_every_language("name"), "pinyin", "initials", "aliases")
    autocomplete_fields: ClassVar = ("parent", "successor")
    fields: ClassVar = (
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
class ScenarioAdmin(FixedCodeAdmin, TranslatedAdmin):
    list_display: ClassVar = ("name_zh_hans", "code", "kind", "question_zh_hans", "position")
    list_filter: ClassVar = ("kind",)
    search_fields: ClassVar = ("code", *in_every_language("name", "question"))
    fields: ClassVar = ("code", "kind", "name", "question", "summary", "position")
