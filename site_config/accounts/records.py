"""The record of who came in, who did not, and what was refused behind the door."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest

from site_config.accounts.address import address_of
from site_config.accounts.models import SignInRecord

What = SignInRecord.What
KEPT_FOR = dt.timedelta(days=180)
# The same thing within an hour is one row that counts: nobody fills the table by repeating it.
ONE_ROW = dt.timedelta(hours=1)
SHOWN_OF_UNKNOWN_NAME = 2  # signs; whoever types a password for a name writes it nowhere
LONGEST_PATH = LONGEST_NOTE = 200
logger = logging.getLogger(__name__)


def record(
    request: HttpRequest,
    what: SignInRecord.What,
    at: dt.datetime,
    *,
    user: AbstractBaseUser | AnonymousUser | None = None,
    typed_name: str = "",
    note: str = "",
) -> None:
    """Write down what happened, to whom (`user`, or the name that was typed), from where and when.

    A refusal is no less one because it could not be written down: then it is logged.
    """
    person = user if isinstance(user, User) else None
    if typed_name:
        person = User.objects.filter(username=typed_name).first()
    row: dict[str, object] = {
        "what": what,
        "user": person,
        "name": person.username if person else cut(typed_name),
        "address": address_of(request),
        "where": request.path[:LONGEST_PATH],
        "note": note[:LONGEST_NOTE],
    }
    try:
        with transaction.atomic():
            _write(row, at)
    except DatabaseError:
        logger.exception("not recorded: %s", what)


def record_at_terminal(what: SignInRecord.What, at: dt.datetime, user: User) -> None:
    """Write down what was done to an account on the server itself."""
    row = {"what": what, "user": user, "name": user.username, "note": "在服务器上用命令"}
    _write(row, at)


def prune(at: dt.datetime) -> None:
    """Delete what is older than half a year."""
    SignInRecord.objects.filter(at__lt=at - KEPT_FOR).delete()


def _write(row: Mapping[str, object], at: dt.datetime) -> None:
    again = SignInRecord.objects.filter(**row, at__gt=at - ONE_ROW).order_by("-at", "-pk")
    newest = again.values("pk")[:1]
    if not SignInRecord.objects.filter(pk__in=newest).update(times=F("times") + 1, at=at):
        SignInRecord.objects.create(**row, at=at, since=at)


def cut(name: str) -> str:
    """What is kept of a name that no account has."""
    return f"{name[:SHOWN_OF_UNKNOWN_NAME]}…" if name else ""
