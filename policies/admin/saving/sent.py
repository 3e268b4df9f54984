"""The same form sent twice: a double click, "again" in the browser, a proxy that repeats itself."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

from django.http import QueryDict

from policies.admin.saving.seal import FIELD
from policies.models import SentForm

REMEMBERED = dt.timedelta(days=1)


def key_of(posted: QueryDict) -> str | None:
    """Names what was sent with a form as it was loaded once; None for a form that is not ours."""
    if not posted.get(FIELD):
        return None
    told = sorted(each for each in posted.lists() if each[0] != "csrfmiddlewaretoken")
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def first_answer(key: str | None) -> str | None:
    """Where the sender of the same form was led to; None if it was not stored yet."""
    return SentForm.objects.filter(key=key).values_list("answer", flat=True).first()


def settle(key: str, address: str, now: dt.datetime) -> None:
    """The form was stored, and its sender is led to an address.

    To be called in the transaction that stores it. Raises IntegrityError if another one stored the
    same form meanwhile, whose answer then counts.
    """
    SentForm.objects.filter(at__lt=now - REMEMBERED).delete()
    SentForm.objects.create(key=key, answer=address, at=now)
