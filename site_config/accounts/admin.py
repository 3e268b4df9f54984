"""登录记录, and the second factor of somebody who has lost the phone."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from policies.admin.scope import ScopeInline
from site_config.accounts import records, second_factor, throttle
from site_config.accounts.models import SignInRecord
from site_config.accounts.permissions import NamesPermissions

# Keys and codes are nobody's business, of superusers neither.
admin.site.unregister([TOTPDevice, StaticDevice, User, Group])


@admin.register(User)
class AccountAdmin(NamesPermissions, UserAdmin[User]):
    """Django's accounts, whose second factor a superuser may take away."""

    change_form_template = "admin/account_form.html"
    inlines = (ScopeInline,)

    def get_urls(self) -> list[URLPattern]:
        """Django's addresses, and the one that resets the second factor."""
        view = self.admin_site.admin_view(self.reset_second_factor)
        own = path("<int:pk>/second-factor/", view, name="auth_user_second_factor")
        return [own, *super().get_urls()]

    def reset_second_factor(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask, then reset; never one's own, which asks for a code elsewhere."""
        account = get_object_or_404(User, pk=pk)
        by = request.user
        if not (isinstance(by, User) and by.is_superuser) or by.pk == pk:
            raise PermissionDenied
        context = {**self.admin_site.each_context(request), "original": account}
        context |= {"title": "重设第二步验证", "opts": self.opts}
        if request.method != "POST":
            return render(request, "admin/reset_second_factor.html", context)
        second_factor.reset(account)
        throttle.release(account.username)
        note = f"{by.username} 重设"
        records.record(request, records.What.FACTOR_RESET, timezone.now(), user=account, note=note)
        self.log_change(request, account, "重设了第二步验证")
        messages.success(request, f"{account.username} 的第二步验证已经重设，下次登录时重新设置。")
        return redirect("admin:auth_user_change", pk)


@admin.register(Group)
class RoleAdmin(NamesPermissions, GroupAdmin):
    """Django's groups."""


@admin.register(SignInRecord)
class SignInRecordAdmin(admin.ModelAdmin[SignInRecord]):
    list_display = ("at", "what", "name", "address", "where", "times", "note")
    list_filter = ("what", "at")
    show_full_result_count = False
    search_fields = ("name", "address", "where")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: SignInRecord | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SignInRecord | None = None) -> bool:
        return False
