"""登录记录: to be read by whoever has the right."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from site_config.accounts.models import SignInRecord


@admin.register(SignInRecord)
class SignInRecordAdmin(admin.ModelAdmin[SignInRecord]):
    list_display = ("at", "what", "name", "address", "where", "note", "times", "since")
    list_filter = ("what",)
    date_hierarchy = "at"
    search_fields = ("name", "address", "where")
    list_display_links = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: SignInRecord | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SignInRecord | None = None) -> bool:
        return False
