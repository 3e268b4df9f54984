"""What happens when somebody has come in."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse

from site_config.accounts import known_device, records, throttle
from site_config.accounts.address import address_of


def come_in(request: HttpRequest, response: HttpResponse, user: User, at: dt.datetime) -> None:
    """Write down that somebody signed in, and know browser and address from now on.

    What is too old is forgotten on this occasion, so that no clock has to remember it.
    """
    records.record(request, records.What.SIGNED_IN, at, user=user)
    throttle.remember_place(user.username, address_of(request), at)
    known_device.remember(response, user.username)
    records.prune(at)
    throttle.prune(at)
    SessionStore.clear_expired()
