"""What happens when somebody has come in."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django_otp import login as remember_device
from django_otp.models import Device

from site_config.accounts import between_steps, records, second_factor, throttle
from site_config.accounts.address import address_of

BACKEND = "django.contrib.auth.backends.ModelBackend"


def come_in(request: HttpRequest, user: User, at: dt.datetime, device: Device | None) -> None:
    """Sign somebody in who has shown all that was asked; `device` is what accepted the code.

    What is too old is forgotten on this occasion, so that no clock has to remember it.
    """
    between_steps.end(request)
    login(request, user, backend=BACKEND)
    remember_device(request, device)
    by_code = device is not None and second_factor.is_recovery(device)
    what = records.What.RECOVERY_CODE if by_code else records.What.SIGNED_IN
    records.record(request, what, at, user=user)
    throttle.remember_place(user.username, address_of(request), at)
    records.prune(at)
    throttle.prune(at)
    second_factor.prune(at)
    SessionStore.clear_expired()
