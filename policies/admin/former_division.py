"""旧地名: what a division was called, and what became of it."""

from __future__ import annotations

from django.contrib import admin

from policies.admin.edition.translations import TranslationState
from policies.admin.shared.admin import SharedAdmin
from policies.admin.translated import TranslatedAdmin, in_every_language
from policies.models import FormerDivision


@admin.register(FormerDivision)
class FormerDivisionAdmin(SharedAdmin, TranslatedAdmin):
    desk_rank = 102
    list_display = ("code", "name_zh_hans", "level", "known_from", "known_until")
    list_filter = ("level", TranslationState)
    search_fields = ("code", *in_every_language("name", "became__name"))
    autocomplete_fields = ("became",)
    fields = ("code", "name", "level", "known_from", "known_until", "became", "source")
