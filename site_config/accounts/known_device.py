"""A browser that has signed in to an account before is known by a cookie of its own.

It lets nobody in: it says only under which count a wrong password falls.
"""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

SALT = "accounts.known_device"
KEPT_FOR = dt.timedelta(days=180)


def mark_of(request: HttpRequest, account: str) -> str:
    """The mark of a browser that has signed in to this account; empty if it has not."""
    try:
        known = signing.loads(
            request.COOKIES.get(settings.KNOWN_DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=KEPT_FOR
        )
        return str(known["mark"]) if known["account"] == account.casefold() else ""
    except (signing.BadSignature, KeyError, TypeError):
        return ""


def remember(response: HttpResponse, account: str) -> None:
    """Let this browser be known from now on."""
    value = {"account": account.casefold(), "mark": secrets.token_urlsafe(12)}
    response.set_cookie(
        settings.KNOWN_DEVICE_COOKIE_NAME,
        signing.dumps(value, salt=SALT),
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
