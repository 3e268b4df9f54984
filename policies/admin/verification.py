"""核对记录: to be read; records are made where the citations stand."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from policies.models import Verification


@admin.register(Verification)
class VerificationAdmin(admin.ModelAdmin[Verification]):
    """Who read which passage on which day, and what was found: the newest first."""

    desk_rank = 35
    list_display = ("day", "result", "person", "code", "source", "locator", "note")
    list_display_links = ("code",)
    list_filter = ("result", "person", "day")
    list_select_related = ("source", "person")
    list_per_page = 50
    search_fields = ("=code", "source__title", "source__doc_number", "locator", "quote", "note")
    fields = ("code", "source", "locator", "quote", "day", "person", "result", "note", "at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Verification | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Verification | None = None) -> bool:
        return False
