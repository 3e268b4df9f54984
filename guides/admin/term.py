"""名词和旧地址."""

from __future__ import annotations

from django.contrib import admin

from guides.models import OldAddress, Term
from policies.admin.saving.form import NoWordLost
from policies.admin.translated import CalmFields, FixedCodeAdmin, TranslatedAdmin, in_every_language


@admin.register(Term)
class TermAdmin(FixedCodeAdmin, TranslatedAdmin):
    desk_rank = 40
    fixed_after_creation = ("slug",)
    list_display = ("name_zh_hans", "name_en", "slug")
    search_fields = ("slug", *in_every_language("name", "definition"))
    fields = ("slug", "name", "definition")


@admin.register(OldAddress)
class OldAddressAdmin(NoWordLost, CalmFields, admin.ModelAdmin[OldAddress]):
    desk_rank = 60
    list_display = ("path", "became", "gone_because")
    search_fields = ("path", "became", "gone_because")
