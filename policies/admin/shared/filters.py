"""What the list of proposals can be narrowed down to."""

from __future__ import annotations

from typing import cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from policies.models import Proposal
from policies.publishing.shared.values import model_of


class WhoWaits(admin.SimpleListFilter):
    """What the person reading the list has to do."""

    title = "等我处理"
    parameter_name = "todo"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Proposal]
    ) -> list[tuple[str, str]]:
        return [("mine", "我提的，还没有处理"), ("review", "别人提的，等批准")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Proposal]) -> QuerySet[Proposal]:
        opened = queryset.filter(state=Proposal.State.OPEN)
        if self.value() == "mine":
            return opened.filter(author=cast(User, request.user))
        if self.value() == "review":
            return opened.exclude(author=cast(User, request.user))
        return queryset


class KindFilter(admin.SimpleListFilter):
    """Proposals about one kind of row."""

    title = "种类"
    parameter_name = "about"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Proposal]
    ) -> list[tuple[str, str]]:
        kinds = model_admin.get_queryset(request).order_by("kind").values_list("kind", flat=True)
        return [(kind, str(model_of(kind)._meta.verbose_name)) for kind in kinds.distinct()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Proposal]) -> QuerySet[Proposal]:
        return queryset.filter(kind=self.value()) if self.value() else queryset
