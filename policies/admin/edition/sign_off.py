"""The page of the sign-off table: read each sentence as a citizen would, and tick it."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from policies.admin.edition.permissions import EditionPermissions
from policies.models import Edition
from policies.publishing.sign_off import sign, sign_blockers, table_of

READ = "read"  # the name of the boxes in the form
CHANGED = (
    "你看过之后，打了勾的句子有的改了，或者不在表里了，所以一行也没有记下。"
    "下面是现在的表，请看过再打勾。"
)
NONE_TICKED = "没有勾选任何一行。读过哪一行，就勾选哪一行。"
NOT_BY_ROLE = "要由有撰写或者批准权限的人来勾选。"


class SignsOff(EditionPermissions):
    """Adds the sign-off table to the admin of rules."""

    def get_urls(self) -> list[URLPattern]:
        address = path(
            "<path:object_id>/sign-off/",
            self.admin_site.admin_view(self.sign_off_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_sign_off",
        )
        return [address, *super().get_urls()]

    def sign_off_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The table; what was ticked is noted, all of it, or nothing where a sentence changed."""
        edition = self.get_object(request, unquote(object_id))
        if edition is None:
            raise Http404
        if not self.has_view_permission(request, edition):
            raise PermissionDenied
        if request.method != "POST":
            return self._table(request, edition)
        if reasons := self.who_may_tick_reasons(request, edition):
            raise PermissionDenied(" ".join(reasons))
        ticked = request.POST.getlist(READ)
        if not ticked:
            return self._table(request, edition, NONE_TICKED, status=422)
        number = sign(edition, ticked, by=cast(User, request.user))
        if number is None:
            return self._table(request, edition, CHANGED, ticked, status=409)
        self.log_change(request, edition, f"签核表：看过 {number} 行。")
        messages.success(request, f"记下了：看过 {number} 行。")
        return HttpResponseRedirect(request.path)

    def who_may_tick_reasons(self, request: HttpRequest, edition: Edition) -> list[str]:
        """Why this person may tick no row of an edition."""
        if not (self.has_approve_permission(request) or self.has_change_permission(request)):
            return [NOT_BY_ROLE]
        return sign_blockers(edition, by=cast(User, request.user))

    def _table(
        self,
        request: HttpRequest,
        edition: Edition,
        reason: str = "",
        ticked: Collection[str] = (),
        *,
        status: int = 200,
    ) -> HttpResponse:
        rows = table_of(edition)
        page_of = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        context = {
            **self.admin_site.each_context(request),
            "title": "签核表",
            "opts": self.opts,
            "original": edition,
            "back": reverse(f"{page_of}_change", args=[edition.pk]),
            "rows": rows,
            "number": sum(row.tick is None for row in rows),
            "ticked": ticked,
            "reason": reason,
            "reasons": self.who_may_tick_reasons(request, edition),
        }
        return render(request, "admin/sign_off.html", context, status=status)
