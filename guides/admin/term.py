"""名词和旧地址."""

from __future__ import annotations

from django.contrib import admin

from guides.models import OldAddress, Term
from policies.admin.edition.translations import TranslationState
from policies.admin.shared.admin import SharedAdmin
from policies.admin.translated import TranslatedAdmin, in_every_language


@admin.register(Term)
class TermAdmin(SharedAdmin, TranslatedAdmin):
    desk_rank = 40
    fixed_after_creation = ("slug",)
    list_display = ("name_zh_hans", "name_en", "slug")
    list_filter = (TranslationState,)
    search_fields = ("slug", *in_every_language("name", "definition"))
    fields = ("slug", "name", "definition", "in_prose")


@admin.register(OldAddress)
class OldAddressAdmin(SharedAdmin):
    desk_rank = 60
    fixed_after_creation = ("path",)
    list_display = ("path", "became", "gone_because")
    search_fields = ("path", "became", "gone_because")
