"""Text that could not be stored where it was sent: kept in the session until it can be.

A session that ends while somebody writes is followed by another of the same browser, which login
takes over; the text waits there, on the server, for the person whose form it was. So it survives
any number of pages between here and the form.
"""

from __future__ import annotations

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest, QueryDict

from policies.admin.saving.seal import FIELD, unseal

SESSION_KEY = "kept_texts"
MOST = 5  # forms of one browser; the oldest goes first


def keep(request: HttpRequest, posted: QueryDict, path: str) -> bool:
    """Keep what was sent for the form at a path; False if it came from no form of ours.

    Passwords are never kept. Only the person whose form it was is ever shown it.
    """
    loaded = unseal(posted)
    if loaded is None:
        return False
    person = loaded.person
    lists = {name: values for name, values in posted.lists() if _may_be_kept(name)}
    kept = dict(request.session.get(SESSION_KEY, {}))
    kept.pop(path, None)  # the newest stands last
    kept[path] = {"person": person, "posted": lists}
    request.session[SESSION_KEY] = dict(list(kept.items())[-MOST:])
    return True


def kept_text(request: HttpRequest) -> QueryDict | None:
    """What waits for the form at this address, if it is this person's."""
    found = request.session.get(SESSION_KEY, {}).get(request.path)
    if found is None or found["person"] != cast(User, request.user).pk:
        return None
    posted = QueryDict(mutable=True)
    for name, values in found["posted"].items():
        posted.setlist(name, values)
    return posted


def forget(request: HttpRequest) -> None:
    """What was kept for the form at this address is stored now, or not wanted."""
    kept = request.session.get(SESSION_KEY, {})
    if request.path in kept:
        request.session[SESSION_KEY] = {key: kept[key] for key in kept if key != request.path}


def _may_be_kept(name: str) -> bool:
    return name == FIELD or not (name == "csrfmiddlewaretoken" or "password" in name)
