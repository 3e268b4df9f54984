"""Who may do what with an edition: text is its author's until approved, and nobody's after."""

from __future__ import annotations

from typing import cast

from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import User
from django.http import HttpRequest

from policies.models import Edition


class EditionPermissions(admin.ModelAdmin[Edition]):
    """Permissions that depend on the edition's state and author, besides the group's."""

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return super().has_change_permission(request, obj) and (
            obj is None or self._is_theirs(request, obj)
        )

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (
            obj is None or self._is_theirs(request, obj)
        )

    def has_approve_permission(self, request: HttpRequest) -> bool:
        """Whether this person belongs to those who approve, send back and withdraw."""
        name = get_permission_codename("approve", self.opts)
        return cast(User, request.user).has_perm(f"{self.opts.app_label}.{name}")

    def who_may_reasons(self, request: HttpRequest, edition: Edition, verb: str) -> list[str]:
        """Why this person may not use a verb, whatever the edition's state; empty if they may."""
        if verb == "force":
            may, reason = bool(cast(User, request.user).is_superuser), "只有管理员可以一个人发布。"
        elif verb == "revise":
            may, reason = self.has_change_permission(request), "要由有撰写权限的人来修订。"
        elif verb == "submit":
            may = self.has_change_permission(request, edition) or (
                not edition.is_open and edition.author_id == request.user.pk  # a matter of state
            )
            reason = "要由作者本人提交。"
        else:
            may, reason = self.has_approve_permission(request), "要由有批准权限的人来做。"
        return [] if may else [reason]

    def _is_theirs(self, request: HttpRequest, edition: Edition) -> bool:
        user = cast(User, request.user)
        own = edition.author_id == user.pk or edition.is_unwritten or user.is_superuser
        return edition.is_open and not edition.origin and own
