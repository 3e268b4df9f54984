"""材料和电话."""

from __future__ import annotations

from django.contrib import admin

from policies.admin.edition.translations import TranslationState
from policies.admin.shared.admin import SharedAdmin
from policies.admin.translated import TranslatedAdmin, in_every_language
from policies.models import Contact, Material


@admin.register(Material)
class MaterialAdmin(SharedAdmin, TranslatedAdmin):
    desk_rank = 40
    list_display = ("name_zh_hans", "name_en", "code")
    list_filter = (TranslationState,)
    search_fields = ("code", *in_every_language("name", "how_to_get"))
    fields = ("code", "name", "how_to_get")


@admin.register(Contact)
class ContactAdmin(SharedAdmin, TranslatedAdmin):
    desk_rank = 50
    list_display = ("name_zh_hans", "phone", "region", "code")
    list_filter = ("region__level", TranslationState)
    list_select_related = ("region",)
    search_fields = ("code", "phone", *in_every_language("name", "scope", "region__name"))
    autocomplete_fields = ("region",)
    fields = ("code", "name", "phone", "region", "scope")
