"""The work that waits for one person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest

from policies.models import Edition

# An entry of Django's list of apps: a model with its name and addresses.
Entry = dict[str, object]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many editions of a kind wait for a person's review, and how many are their own."""

    entry: Entry
    review: int
    mine: int


def waiting(request: HttpRequest, entries: Iterable[Entry]) -> list[Waiting]:
    """Per kind of edition: how many wait for this person, how many are theirs."""
    user = cast(User, request.user)
    found = [
        _waiting(user, entry, model)
        for entry in entries
        if isinstance(model := entry["model"], type) and issubclass(model, Edition)
    ]
    return [row for row in found if row.mine or row.review]


def _waiting(user: User, entry: Entry, model: type[Edition]) -> Waiting:
    rows, meta = model.objects.open(), model._meta
    approves = user.has_perm(f"{meta.app_label}.approve_{meta.model_name}")
    review = rows.filter(state="in_review").exclude(author=user)
    return Waiting(entry, review.count() if approves else 0, rows.filter(author=user).count())
