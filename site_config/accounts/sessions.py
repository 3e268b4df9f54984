"""How long somebody who came in stays in: half an hour after the last page, half a day at most.

The idle end is that of the stored session (SESSION_COOKIE_AGE), which is put off by whoever is
still reading; the other is counted from the sign-in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from site_config.accounts.address import in_admin

STARTED, SEEN = "accounts.started", "accounts.seen"
# A page within a minute of the last one that was noted writes nothing.
NOTED_EVERY = dt.timedelta(minutes=1)


class SessionLimits:
    """Ends a session that is too old, and notes that one is in use. Public pages have none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if in_admin(request) and SESSION_KEY in request.session:
            limit(request, timezone.now())
        return self.get_response(request)


def limit(request: HttpRequest, now: dt.datetime) -> None:
    """End the session if it began too long ago or nobody knows when; or else note its use."""
    session, at = request.session, now.timestamp()
    started = session.get(STARTED)
    if started is None or at - started >= settings.SESSION_LONGEST:
        session.flush()
        request.user = AnonymousUser()
    elif at - session.get(SEEN, started) >= NOTED_EVERY.total_seconds():
        session[SEEN] = at


def begin(request: HttpRequest, **_signal: object) -> None:
    """Note when somebody came in; Django's signal calls it."""
    request.session[STARTED] = timezone.now().timestamp()
