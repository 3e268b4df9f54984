"""变更建议: what waits for a second person, and what became of every proposal."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from policies.models import Proposal


@admin.register(Proposal)
class ProposalAdmin(admin.ModelAdmin[Proposal]):
    desk_rank = 5
    list_display = ("__str__", "state", "author", "made_at", "decided_by", "decided_at")
    list_filter = ("state", "action")
    list_select_related = ("author", "decided_by")
    date_hierarchy = "made_at"
    search_fields = ("name", "code", "why", "note")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Proposal | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Proposal | None = None) -> bool:
        return False
