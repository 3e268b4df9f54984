"""What the editors' side says to someone who may not do it, or no longer."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.csrf import csrf_failure

from policies.admin.entered import entered_texts
from policies.admin.saving.kept import keep
from site_config.accounts import records
from site_config.accounts.address import in_admin
from site_config.entered_at import entered_at

NOT_SAVED = "没有保存"


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the account lacks the right, or reaches no further; the exception may say why."""
    _write_down(request, str(exception))
    unsaid = "你的账号没有做这件事的权限，或者这一条现在不能这样改。"
    return _page(request, "不能这样做", str(exception) or unsaid)


def other_login(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was loaded before the last login; Django gives its own reason.

    Elsewhere than in the admin no form is ours, and the answer asks for no account.
    """
    if not in_admin(request):
        return csrf_failure(request, reason)
    _write_down(request, "表单不是这次登录打开的")
    again = "打开这一页之后，你重新登录过（也可能是浏览器不收 Cookie）。"
    return _page(request, NOT_SAVED, f"{again}{_what_next(request, '重新打开这一页')}")


def logged_out(request: HttpRequest) -> HttpResponse | None:
    """403: a form that holds text was sent after the session had ended; none if it holds none.

    The text waits for whoever signs in next, if the form was theirs.
    """
    if not entered_texts(request.POST):
        return None
    gone = "你已经退出登录，或者登录过期了。"
    return _page(request, NOT_SAVED, f"{gone}{_what_next(request, '登录')}")


def _what_next(request: HttpRequest, way: str) -> str:
    """Keep what was sent, if it came from a form of ours, and say where it will be."""
    if keep(request, request.POST, request.path, timezone.now()):
        minutes = settings.SESSION_COOKIE_AGE // 60
        return f"你写的内容替你留着 {minutes} 分钟：{way}之后，它还在表单里，再保存一次就行。"
    return f"请把下面的内容复制下来，{way}之后再填。"


def _write_down(request: HttpRequest, note: str = "") -> None:
    user = getattr(request, "user", None)
    if user and user.is_authenticated and in_admin(request):  # of readers nothing is written down
        records.record(request, records.What.REFUSED, timezone.now(), user=user, note=note)


def _page(request: HttpRequest, title: str, reason: str) -> HttpResponse:
    login = redirect_to_login(request.path, reverse("admin:login")).url
    knows = admin.site.has_permission(request)
    context = {
        **admin.site.each_context(request),
        "title": title,
        "reason": reason,
        "back": request.path if knows else login,
        "back_says": "重新打开这一页" if knows else "登录",
        "entered": entered_at(request.path_info, request.POST),
    }
    if title != NOT_SAVED:
        context |= {"back": reverse("admin:index"), "back_says": "回编辑部首页"}
    response = render(request, "admin/not_saved.html", context, status=403)
    add_never_cache_headers(response)
    return response
