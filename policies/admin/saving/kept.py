"""Text that could not be stored where it was sent: kept in the session until it can be.

A session that ends while somebody writes is followed by another of the same browser, which login
takes over; the text waits there, on the server, for the person whose form it was. So it survives
any number of pages between here and the form.

It waits until it is stored or not wanted, no longer than a session may last (SESSION_LONGEST), and
while nobody is signed in no longer than a session lives without a page (SESSION_COOKIE_AGE).
"""

from __future__ import annotations

import datetime as dt
from typing import TypedDict, cast

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, QueryDict

from policies.admin.saving.seal import FIELD, unseal

SESSION_KEY = "kept_texts"
MOST = 5  # forms of one browser; the oldest goes first


class Entry(TypedDict):
    """Whose text it is, what was sent, and when it was kept."""

    person: int
    posted: dict[str, list[str]]
    at: str


def keep(request: HttpRequest, posted: QueryDict, path: str, now: dt.datetime) -> bool:
    """Keep what was sent for the form at a path; False if it came from no form of ours.

    Passwords are never kept. Only the person whose form it was is ever shown it.
    """
    loaded = unseal(posted)
    if loaded is None:
        return False
    person = loaded.person
    lists = {
        name: [str(each) for each in values]
        for name, values in posted.lists()
        if _may_be_kept(name)
    }
    kept = {key: each for key, each in _kept(request).items() if not _is_over(each, now)}
    kept.pop(path, None)  # the newest stands last
    kept[path] = {"person": person, "posted": lists, "at": now.isoformat()}
    request.session[SESSION_KEY] = dict(list(kept.items())[-MOST:])
    return True


def kept_text(request: HttpRequest, now: dt.datetime) -> QueryDict | None:
    """What waits for the form at this address, if it is this person's and not too old."""
    found = _kept(request).get(request.path)
    if found is None or found["person"] != cast(User, request.user).pk:
        return None
    if _is_over(found, now):
        forget(request)
        return None
    posted = QueryDict(mutable=True)
    for name, values in found["posted"].items():
        posted.setlist(name, values)
    return posted


def forget(request: HttpRequest) -> None:
    """What was kept for the form at this address is stored now, or not wanted."""
    kept = _kept(request)
    if request.path in kept:
        request.session[SESSION_KEY] = {key: kept[key] for key in kept if key != request.path}


def _kept(request: HttpRequest) -> dict[str, Entry]:
    return dict(request.session.get(SESSION_KEY, {}))


def _is_over(entry: Entry, now: dt.datetime) -> bool:
    """Whether a text has waited longer than a session may last; one of before has no instant."""
    longest = dt.timedelta(seconds=settings.SESSION_LONGEST)
    return now - dt.datetime.fromisoformat(entry.get("at", "1970-01-01T00:00Z")) >= longest


def _may_be_kept(name: str) -> bool:
    return name == FIELD or not (name == "csrfmiddlewaretoken" or "password" in name)
