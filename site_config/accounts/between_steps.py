"""Whose password was right, while the second step is still to come. Nobody is in yet."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

KEY = "accounts.between_steps"
KEPT_FOR = dt.timedelta(minutes=10)


def begin(request: HttpRequest, user: User, at: dt.datetime) -> None:
    """Remember in the session whose password was right, under a new key of the session."""
    request.session.cycle_key()
    request.session[KEY] = {
        "user": user.pk,
        "hash": user.get_session_auth_hash(),
        "until": (at + KEPT_FOR).timestamp(),
    }


def person(request: HttpRequest, at: dt.datetime) -> User | None:
    """Whose password was right a few minutes ago and has not changed since."""
    known = request.session.get(KEY)
    if not known or at.timestamp() >= known["until"]:
        return None
    user = User.objects.filter(pk=known["user"], is_active=True, is_staff=True).first()
    if user and constant_time_compare(user.get_session_auth_hash(), known["hash"]):
        return user
    return None


def end(request: HttpRequest) -> None:
    """Forget it."""
    request.session.pop(KEY, None)
