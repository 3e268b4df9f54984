"""依据: the documents that statements rest on."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, F, IntegerField, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from policies.admin.shared.admin import SharedAdmin
from policies.models import Source


def _citing() -> list[Any]:
    """Every kind of row of an edition that rests on a source."""
    related = (relation.related_model for relation in Source._meta.related_objects)
    return [model for model in related if hasattr(model, "parent_link")]


def _number_of(kind: type[Model]) -> Coalesce:
    rows = kind._base_manager.filter(source=OuterRef("pk")).order_by()
    counted = rows.values("source").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


@admin.register(Source)
class SourceAdmin(SharedAdmin):
    """Sources are cited by every kind of edition; how often is counted in the list's one query."""

    desk_rank = 30
    list_display = (
        "title",
        "doc_number",
        "kind",
        "issuer",
        "issued_on",
        "link_state",
        "usage",
    )
    list_filter = ("kind", "link_state")
    list_per_page = 50
    date_hierarchy = "issued_on"
    search_fields = ("code", "title", "doc_number", "issuer", "url")
    readonly_fields = ("link_state", "usage", "where_used")
    fieldsets = (
        (None, {"fields": ("code", "title", "issuer", "doc_number", "kind", "url")}),
        ("日期", {"fields": ("issued_on", "effective_from", "effective_to", "retrieved_on")}),
        ("核对", {"fields": ("sha256", "link_state", "notes", "usage", "where_used")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        total: Combinable = Value(0)
        for kind in _citing():
            total = total + _number_of(kind)
        found: QuerySet[Source] = super().get_queryset(request).annotate(number_of_uses=total)
        return found

    @admin.display(description="引用次数", ordering=F("number_of_uses").desc())
    def usage(self, source: Source) -> int:
        return int(getattr(source, "number_of_uses", 0))

    @admin.display(description="被谁引用")
    def where_used(self, source: Source) -> str:
        found = []
        for model in _citing():
            number = model._base_manager.filter(source_id=source.pk).count()
            if number:
                owner = model._meta.get_field(model.parent_link).verbose_name
                found.append(f"{owner}的{model._meta.verbose_name} {number} 条")
        return "，".join(found) or "还没有"
