"""发布记录 and 登记: to be read only."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from policies.admin.saving.form import NoWordLost
from policies.models import Acknowledgement, PublicationEvent, SignOff, Transition


class ReadOnlyAdmin(NoWordLost):
    """Rows that the site writes and nobody else, ever more: no list names each day."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(PublicationEvent)
class PublicationEventAdmin(ReadOnlyAdmin):
    desk_rank = 110
    list_display = ("at", "subject")
    list_filter = ("at",)
    show_full_result_count = False
    search_fields = ("subject",)


@admin.register(SignOff)
class SignOffAdmin(ReadOnlyAdmin):
    """Who read which sentence of which rule, and when: what was said then is kept."""

    desk_rank = 107
    list_display = ("day", "person", "code", "question", "option", "is_unclear", "sentence")
    list_display_links = ("code",)
    list_filter = ("person", "day")
    list_select_related = ("person",)
    show_full_result_count = False
    search_fields = ("=code", "sentence")
    fields = list_display


@admin.register(Transition)
class TransitionAdmin(ReadOnlyAdmin):
    """The register: who did what with which edition, when, and with which words."""

    desk_rank = 105
    list_display = ("at", "by", "verb", "code", "version", "note")
    list_filter = ("verb", "by", "at")
    list_select_related = ("by",)
    show_full_result_count = False
    search_fields = ("=code", "note")
    fields = (*list_display, "acknowledged")
    readonly_fields = ("acknowledged",)

    @admin.display(description=Acknowledgement._meta.verbose_name)
    def acknowledged(self, entry: Transition) -> str:
        """What was written with a submission about what rulecheck found."""
        written: Acknowledgement | None = getattr(entry, "acknowledgement", None)
        if written is None:
            return "—"
        return "\n".join([written.text, *(each["message"] for each in written.findings)])
