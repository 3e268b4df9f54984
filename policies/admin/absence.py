"""查找记录: what was looked for, when and where, and not found."""

from __future__ import annotations

from django.contrib import admin

from policies.admin.edition.translations import TranslationState
from policies.admin.shared.admin import SharedAdmin
from policies.admin.translated import TranslatedAdmin, in_every_language
from policies.models import Absence


@admin.register(Absence)
class AbsenceAdmin(SharedAdmin, TranslatedAdmin):
    desk_rank = 55
    list_display = ("code", "region", "looked_on", "record")
    list_filter = ("scenarios", "region__level", TranslationState)
    list_select_related = ("region",)
    search_fields = ("code", "record", *in_every_language("region__name", "where", "asked"))
    autocomplete_fields = ("region", "scenarios")
    fields = ("code", "region", "looked_on", "where", "asked", "record", "scenarios")
