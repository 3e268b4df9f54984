"""发布记录: to be read only."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from policies.admin.saving.form import NoWordLost
from policies.models import PublicationEvent


@admin.register(PublicationEvent)
class PublicationEventAdmin(NoWordLost):
    desk_rank = 110
    list_display = ("at", "subject")
    date_hierarchy = "at"
    search_fields = ("subject",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: PublicationEvent | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: PublicationEvent | None = None
    ) -> bool:
        return False
