"""依据: the documents that statements rest on."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from policies.admin.translated import FixedCodeAdmin
from policies.models import Source


def _number_of(relation: Any) -> Coalesce:
    rows = relation.related_model._base_manager.filter(source=OuterRef("pk")).order_by()
    counted = rows.values("source").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


@admin.register(Source)
class SourceAdmin(FixedCodeAdmin):
    """Sources are cited by every kind of edition; how often is counted in the list's one query."""

    list_display: ClassVar = ("title", "doc_number", "kind", "issuer", "issued_on", "link_state", "usage")
    list_filter: ClassVar = ("kind", "link_state")
    list_per_page = 50
    date_hierarchy = "issued_on"
    search_fields: ClassVar = ("code", "title", "doc_number", "issuer", "url")
    readonly_fields: ClassVar = ("link_state", "usage", "where_used")
    fieldsets: ClassVar = (
        (None, {"fields": ("code", "title", "issuer", "doc_number", "kind", "url")}),
        ("日期", {"fields": ("issued_on", "effective_from", "effective_to", "retrieved_on")}),
        ("核对", {"fields": ("sha256", "link_state", "notes", "usage", "where_used")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        total: Any = Value(0)
        for relation in Source._meta.related_objects:
            total = total + _number_of(relation)
        return super().get_queryset(request).annotate(number_of_uses=total)

    @admin.display(description="引用次数", ordering=F("number_of_uses").desc())
    def usage(self, source: Any) -> int:
        return int(getattr(source, "number_of_uses", 0))

    @admin.display(description="被谁引用")
    def where_used(self, source: Source) -> str:
        if source.pk is None:
            return "还没有"
        labels = []
        for relation in Source._meta.related_objects:
            number = relation.related_model._base_manager.filter(source=source).count()
            if number:
                owner = getattr(relation.related_model, "parent_link", "policy")
                name = relation.related_model._meta.get_field(owner).verbose_name
                kind = relation.related_model._meta.verbose_name
                labels.append(f"{name}的{kind} {number} 条")
        return "，".join(labels) or "还没有"
