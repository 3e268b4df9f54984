"""The first step of signing in: name and password."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from site_config.accounts import between_steps, known_device, records, second_factor, throttle
from site_config.accounts.address import address_of
from site_config.accounts.entrance import come_in
from site_config.accounts.views.steps import with_next
from site_config.accounts.views.wait import please_wait

LONGEST_NAME = 150  # signs, of Django's accounts
TYPED_OLD = "old_password"  # the field of Django's page


def change_password(
    request: HttpRequest, page: Callable[[HttpRequest], TemplateResponse]
) -> HttpResponse:
    """Django's page that changes the own password, whose old one is guessed no faster than at the
    door: whoever sits down at an open session has as few tries."""
    if request.method != "POST":
        return page(request)
    now, name = timezone.now(), request.user.get_username()
    device = known_device.mark_of(request, name)
    tried = throttle.password_try(name, address_of(request), device, now)
    if tried.wait:
        records.record(request, records.What.THROTTLED, now, user=request.user)
        return please_wait(request, tried.wait, is_inside=True)
    answer = page(request)
    if TYPED_OLD in _errors_of(answer):
        records.record(request, records.What.WRONG_PASSWORD, now, user=request.user)
    else:
        throttle.got_in(tried)
    return answer


def _errors_of(answer: TemplateResponse) -> Iterable[str]:
    """The fields of a page's form that were refused; none where it leads on."""
    context = getattr(answer, "context_data", None) or {}
    return context["form"].errors if "form" in context else ()


class PasswordStep(LoginView):
    """Django's login, slowed down and written down, with a second step behind it."""

    authentication_form = AdminAuthenticationForm
    template_name = "admin/login.html"
    next_page = "admin:index"
    now: dt.datetime
    tried: throttle.Try

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.now = timezone.now()
        name = self.typed_name()
        device = known_device.mark_of(request, name)
        self.tried = throttle.password_try(name, address_of(request), device, self.now)
        if self.tried.wait:
            records.record(request, records.What.THROTTLED, self.now, typed_name=name)
            return please_wait(request, self.tried.wait)
        return super().post(request, *args, **kwargs)

    def typed_name(self) -> str:
        """The name as Django reads it."""
        typed = unicodedata.normalize("NFKC", self.request.POST.get("username", "").strip())
        return typed.replace("\0", "")[:LONGEST_NAME]

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        what = records.What.WRONG_PASSWORD
        records.record(self.request, what, self.now, typed_name=self.typed_name())
        return super().form_invalid(form)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        throttle.got_in(self.tried)
        user, to = form.get_user(), self.get_success_url()
        is_set = second_factor.is_set(user)
        if is_set or second_factor.is_enforced():
            between_steps.begin(self.request, user, self.now)
            step = "sign_in_code" if is_set else "second_factor"
            return HttpResponseRedirect(with_next(step, to))
        if self._is_first_time(user, to):
            to = with_next("second_factor", to)
        come_in(self.request, user, self.now, None)
        response = HttpResponseRedirect(to)
        known_device.remember(response, user.username)
        return response

    def _is_first_time(self, user: User, to: str) -> bool:
        """Whether to offer the second factor: to a new account on its way to the first page."""
        return user.last_login is None and to == reverse("admin:index")
