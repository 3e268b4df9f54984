"""The work that waits for one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import cast

from django.contrib.auth.models import User
from django.db.models import Count, Q
from django.http import HttpRequest

from policies.links.check import Alarms, alarms
from policies.models import Edition, Proposal
from policies.publishing import readings, scopes
from policies.publishing.doubts import with_source_changed

# An entry of Django's list of apps: a model with its name and addresses.
Entry = dict[str, object]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many editions of a kind, or proposals, wait for a person, came back, are theirs."""

    entry: Entry
    review: int
    returned: int
    drafts: int
    submitted: int
    forced: int
    changed: int
    unwritten: int


def waiting(request: HttpRequest, entries: Iterable[Entry]) -> list[Waiting]:
    """Per kind of edition: how many wait for this person, how many are theirs. One query a kind."""
    user = cast(User, request.user)
    found = [
        _waiting(user, entry, model)
        for entry in entries
        if isinstance(model := entry["model"], type) and issubclass(model, Edition | Proposal)
    ]
    return [row for row in found if any(astuple(row)[1:])]


def to_read(request: HttpRequest, now: dt.datetime) -> int:
    """How many citations need to be read again by somebody who may record it."""
    user = cast(User, request.user)
    if not user.has_perm("policies.add_verification"):
        return 0
    return readings.to_read(now, by=user)


def link_alarms(request: HttpRequest, now: dt.datetime) -> Alarms | None:
    """Cited sources that are gone and cited sentences that changed, for who may verify."""
    user = cast(User, request.user)
    return alarms(now, by=user) if user.has_perm("policies.add_verification") else None


def _waiting(user: User, entry: Entry, model: type[Edition | Proposal]) -> Waiting:
    meta = model._meta
    approves = user.has_perm(f"{meta.app_label}.approve_{meta.model_name}")
    own, draft, in_review = Q(author=user), Q(state="draft"), Q(state="in_review")
    if issubclass(model, Proposal):
        waits = scopes.visible(model.objects.filter(state=Proposal.State.OPEN), user)
        none = dict.fromkeys(("returned", "drafts", "forced", "changed", "unwritten"), 0)
        numbers = none | waits.aggregate(
            review=Count("pk", filter=~own), submitted=Count("pk", filter=own)
        )
        return Waiting(entry, **numbers | ({} if approves else {"review": 0}))
    came_back = Q(returned_at__isnull=False)
    of_one = Q(state="approved", countersigned_at__isnull=True) & ~Q(forced_reason="")
    may_write = user.has_perm(f"{meta.app_label}.change_{meta.model_name}")
    open_or_lone = model._default_manager.filter(Q(state__in=Edition.OPEN_STATES) | of_one)
    rows = with_source_changed(scopes.visible(open_or_lone, user))
    numbers = rows.aggregate(
        review=Count("pk", filter=in_review & ~own),
        returned=Count("pk", filter=own & draft & came_back),
        drafts=Count("pk", filter=own & draft & ~came_back),
        submitted=Count("pk", filter=own & in_review),
        forced=Count("pk", filter=of_one),
        changed=Count("pk", filter=Q(source_changed=True) & (own | in_review)),
        unwritten=Count("pk", filter=draft & Q(author=None, origin="")),
    )
    numbers |= {} if approves else {"review": 0, "forced": 0}
    return Waiting(entry, **numbers | ({} if may_write else {"unwritten": 0}))
