"""Setting up the second factor, and changing it: a new phone, new recovery codes."""

from __future__ import annotations

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django_otp import login as remember_device
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice

from site_config.accounts import between_steps, known_device, records, second_factor
from site_config.accounts.entrance import come_in
from site_config.accounts.views.code import AskingForCode, CodeForm
from site_config.accounts.views.steps import Step, signed_in, with_next

NOT_OF_NEW_PHONE = "这个验证码不是新密钥算出来的。请看手机上刚扫的那一条；手机的时间要准。"

OFFERED = "accounts.offered_phone"  # in the session


class PhoneForm(forms.Form):
    """A code of the phone that has just scanned."""

    new_code = forms.CharField(
        label="手机上显示的 6 位验证码",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class NewPhoneForm(PhoneForm, CodeForm):
    """The same, and a code of what is known already."""

    field_order = ("code", "new_code")


def key_shown(step: Step) -> dict[str, object]:
    """The key that this session is offered, as an image and as text."""
    phone = second_factor.new_phone(step.person, step.request.session.get(OFFERED))
    step.request.session[OFFERED] = phone.pk
    return {"qr": second_factor.qr_of(phone), "key": second_factor.key_in_groups(phone)}


def confirmed(step: Step, form: forms.Form) -> TOTPDevice | None:
    """The phone that took the key, if the code is one of its."""
    offered = step.request.session.get(OFFERED)
    return second_factor.confirm_phone(step.person, form.cleaned_data["new_code"], offered)


class SecondFactor(Step):
    """Set it up; or what there is, if it is set."""

    form_class = PhoneForm
    template_name = "admin/second_factor.html"
    title = "设置第二步验证"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        self.now = timezone.now()
        inside = signed_in(request)
        person = inside or between_steps.person(request, self.now)
        if person is None:
            return HttpResponseRedirect(with_next("login", self.get_success_url()))
        self.person, self.is_inside = person, inside is not None
        if second_factor.is_set(person):
            if not inside:  # the password alone sets no new phone
                return HttpResponseRedirect(with_next("sign_in_code", self.get_success_url()))
            return self.overview()
        return super().dispatch(request, *args, **kwargs)

    def overview(self) -> HttpResponse:
        """What there is: how many recovery codes are left, and what can be changed."""
        left = second_factor.recovery_codes_left(self.person)
        context = {**self.frame(), "title": "第二步验证", "left": left}
        return render(self.request, "admin/second_factor_set.html", context)

    def get_context_data(self, **given: object) -> dict[str, object]:
        given |= key_shown(self)
        given["may_skip"] = self.is_inside
        return super().get_context_data(**given)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        phone = confirmed(self, form)
        if phone is None:
            form.add_error("new_code", NOT_OF_NEW_PHONE)
            return self.form_invalid(form)
        return has_phone(self, phone)


class Changing(AskingForCode):
    """A page for somebody who is in and whose second factor is set."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        self.now, person = timezone.now(), signed_in(request)
        if person is None or not second_factor.is_set(person):
            return HttpResponseRedirect(with_next("second_factor", self.get_success_url()))
        self.person = person
        return super().dispatch(request, *args, **kwargs)


class NewPhone(Changing):
    """Another phone in place of the former one, which, or a recovery code, has to agree."""

    form_class = NewPhoneForm
    template_name = "admin/second_factor.html"
    title = "换一部手机"
    is_inside = True

    def get_context_data(self, **given: object) -> dict[str, object]:
        given |= key_shown(self)
        return super().get_context_data(**given)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            if "new_code" in form.errors:  # the other code was used for nothing
                transaction.set_rollback(True)
        return response

    def code_was_right(self, form: forms.Form, device: Device) -> HttpResponse:
        phone = confirmed(self, form)
        if phone is None:
            form.add_error("new_code", NOT_OF_NEW_PHONE)
            return self.form_invalid(form)
        return has_phone(self, phone)


class NewCodes(Changing):
    """New recovery codes in place of the former ones."""

    template_name = "admin/second_factor_codes.html"
    title = "换一批恢复码"

    def code_was_right(self, form: forms.Form, device: Device) -> HttpResponse:
        records.record(self.request, records.What.CODES_RENEWED, self.now, user=self.person)
        return codes_shown(self)


def has_phone(step: SecondFactor | NewPhone, phone: Device) -> HttpResponse:
    """The answer to a new phone: its owner is in, and reads the recovery codes."""
    request = step.request
    if step.is_inside:
        remember_device(request, phone)
    else:
        come_in(request, step.person, step.now, phone)
    records.record(request, records.What.FACTOR_SET, step.now, user=step.person)
    response = codes_shown(step)
    known_device.remember(response, step.person.username)
    return response


def codes_shown(step: Step) -> HttpResponse:
    """The only page that ever shows the recovery codes."""
    context = {
        **step.frame(),
        "title": "第二步验证已经设置好",
        "codes": second_factor.renew_recovery_codes(step.person),
    }
    return render(step.request, "admin/recovery_codes.html", context)
