"""How editors narrow down a list of editions."""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from policies.models import Edition
from policies.publishing.doubts import with_source_changed

Choices = list[tuple[str, str]]


class ReviewOverdue(admin.SimpleListFilter):
    """Whether the day by which the sources should be read again has passed or is near."""

    title = "复核"
    parameter_name = "review"
    near = dt.timedelta(days=30)

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Edition]) -> Choices:
        return [("overdue", "已经逾期"), ("soon", "30 天内到期"), ("unset", "没有期限")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Edition]) -> QuerySet[Edition]:
        today = timezone.localdate()
        if self.value() == "overdue":
            return queryset.filter(review_by__lt=today)
        if self.value() == "soon":
            return queryset.filter(review_by__range=(today, today + self.near))
        if self.value() == "unset":
            return queryset.filter(review_by__isnull=True)
        return queryset


class Origin(admin.SimpleListFilter):
    """Whether a row came with the shipped content or from an editor."""

    title = "来历"
    parameter_name = "from"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Edition]) -> Choices:
        return [("pack", "随软件带来，未经编辑核对"), ("editor", "编辑撰写")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Edition]) -> QuerySet[Edition]:
        if self.value() == "pack":
            return queryset.exclude(origin="")
        if self.value() == "editor":
            return queryset.filter(origin="")
        return queryset


class OnTheSite(admin.SimpleListFilter):
    """Whether readers see this edition now."""

    title = "网站上"
    parameter_name = "live"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Edition]) -> Choices:
        return [("now", "看得到"), ("later", "已定时，还没上线")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Edition]) -> QuerySet[Edition]:
        now = timezone.now()
        if self.value() == "now":
            return queryset.live(now)  # type: ignore[attr-defined, no-any-return]
        if self.value() == "later":
            return queryset.filter(state="approved", publish_at__gt=now)
        return queryset


class Stage(admin.SimpleListFilter):
    """How far an edition is; a draft that was sent back is told from one being written."""

    title = "状态"
    parameter_name = "stage"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Edition]) -> Choices:
        return [
            ("draft", "草稿"),
            ("returned", "已退回，等作者修改"),
            ("waiting", "等第二个人审核"),
            ("approved", "已批准"),
            ("forced", "一个人发布，等第二个人核对"),
            ("withdrawn", "已撤回"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Edition]) -> QuerySet[Edition]:
        if self.value() in ("draft", "returned"):
            return queryset.filter(state="draft", returned_at__isnull=self.value() == "draft")
        if self.value() == "forced":
            return queryset.awaiting_countersignature()  # type: ignore[attr-defined, no-any-return]
        states = {"waiting": "in_review", "approved": "approved", "withdrawn": "withdrawn"}
        state = states.get(self.value() or "")
        return queryset.filter(state=state) if state else queryset


class WhoWaits(admin.SimpleListFilter):
    """What the person reading the list has to do."""

    title = "等我处理"
    parameter_name = "todo"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Edition]) -> Choices:
        return [
            ("returned", "退回给我的"),
            ("mine", "我写的，没有完成"),
            ("review", "别人写的，等审核"),
            ("changed", "来源已变，没有完成"),
            ("unwritten", "还没有人写的草稿"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Edition]) -> QuerySet[Edition]:
        own = queryset.filter(author=cast(User, request.user))
        if self.value() == "returned":
            return own.filter(state="draft", returned_at__isnull=False)
        if self.value() == "mine":
            return own.filter(state__in=["draft", "in_review"])
        if self.value() == "review":
            return queryset.filter(state="in_review").exclude(author=cast(User, request.user))
        if self.value() == "changed":
            return with_source_changed(queryset).filter(source_changed=True)
        if self.value() == "unwritten":
            return queryset.filter(state="draft", author=None, origin="")
        return queryset
