"""The state that a form was loaded with, as the form carries it: signed, so that nobody makes one.

The values themselves travel with the form: what somebody began with is stored nowhere else, as a
draft keeps no history. See ADR 0041.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core import signing
from django.db.models import Model
from django.http import QueryDict

from policies.admin.entered import LOADED
from policies.admin.saving.fields import Held

FIELD = LOADED
SALT = "policies.admin.saving"


@dataclass(frozen=True)
class Loaded:
    """What a form was of, for whom and when it was loaded, and what it showed then.

    `key` is "" for a form that makes a new row.
    """

    model: str
    key: str
    person: int
    at: dt.datetime
    held: Held

    def is_of(self, row: Model | None, model: type[Model]) -> bool:
        """Whether this was the form of this row."""
        return self.model == model._meta.label_lower and self.key == str(row.pk if row else "")


class _Json:
    """Chinese as it is: escaped it would be twice as long."""

    def dumps(self, value: object) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def loads(self, value: bytes) -> object:
        return json.loads(value)


def seal(model: type[Model], key: object, person: User, at: dt.datetime, held: Held) -> str:
    """What the hidden field of a form holds."""
    values = [[list(place), list(sent)] for place, sent in held.items()]
    told = [model._meta.label_lower, str(key or ""), person.pk, at.isoformat(), values]
    return signing.dumps(told, salt=SALT, serializer=_Json, compress=True)


def unseal(posted: QueryDict) -> Loaded | None:
    """What a form that was sent was loaded with; None if it says nothing that we wrote."""
    return unsealed(str(posted.get(FIELD, "")))


def unsealed(text: str) -> Loaded | None:
    """What a sealed text says; None if we did not write it."""
    try:
        model, key, person, at, values = signing.loads(text, salt=SALT, serializer=_Json)
    except signing.BadSignature:
        return None
    held = {tuple(place): tuple(sent) for place, sent in values}
    return Loaded(model, key, person, dt.datetime.fromisoformat(at), held)


def digest(held: Held) -> str:
    """Names a state of a form, in 64 digits."""
    told = json.dumps(sorted([list(place), list(sent)] for place, sent in held.items()))
    return hashlib.sha256(told.encode()).hexdigest()
