"""The second step of signing in: a code of the phone, or a recovery code."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django_otp.models import Device

from site_config.accounts import between_steps, known_device, records, second_factor, throttle
from site_config.accounts.address import address_of
from site_config.accounts.entrance import come_in
from site_config.accounts.views.steps import Step, with_next
from site_config.accounts.views.wait import please_wait

WRONG = "验证码不对，或者已经用过了。每半分钟换一个新的；手机的时间要准。"


class CodeForm(forms.Form):
    """One code, as it stands on the phone or on the paper."""

    code = forms.CharField(
        label="验证码或恢复码",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )


class AskingForCode(Step):
    """A step that goes on only with a code of a phone that is known."""

    form_class = CodeForm
    now: dt.datetime

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        name = self.person.username
        device = known_device.mark_of(request, name)
        self.tried = throttle.code_try(name, address_of(request), device, self.now)
        if self.tried.wait:
            records.record(request, records.What.THROTTLED, self.now, user=self.person)
            return please_wait(request, self.tried.wait)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        device = second_factor.accepted(self.person, form.cleaned_data["code"])
        if device is None:
            records.record(self.request, records.What.WRONG_CODE, self.now, user=self.person)
            form.add_error("code", WRONG)
            return self.form_invalid(form)
        throttle.got_in(self.tried)
        return self.code_was_right(form, device)

    def code_was_right(self, form: forms.Form, device: Device) -> HttpResponse:
        """The answer to a right code, which `device` accepted."""
        raise NotImplementedError


class CodeStep(AskingForCode):
    """Lets in whoever has also the phone."""

    template_name = "admin/sign_in_code.html"
    title = "第二步验证"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        self.now = timezone.now()
        person = between_steps.person(request, self.now)
        if person is None:
            return HttpResponseRedirect(with_next("login", self.get_success_url()))
        self.person = person
        return super().dispatch(request, *args, **kwargs)

    def code_was_right(self, form: forms.Form, device: Device) -> HttpResponse:
        come_in(self.request, self.person, self.now, device)
        if second_factor.is_recovery(device):
            left = second_factor.recovery_codes_left(self.person)
            messages.warning(self.request, f"用掉了一个恢复码，还剩 {left} 个。手机丢了请换一部。")
        response = HttpResponseRedirect(self.get_success_url())
        known_device.remember(response, self.person.username)
        return response
