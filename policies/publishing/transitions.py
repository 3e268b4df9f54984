"""The register of what was done with editions: written by the verbs, never changed."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User

from policies.models import Edition, Transition

Verb = Transition.Verb


def enter(
    edition: Edition, verb: Verb, *, by: User | None, at: dt.datetime, note: str = ""
) -> Transition:
    """Enter one verb that was used on an edition; `by` is None where a content pack did it."""
    return Transition.objects.create(
        code=edition.code, version=edition.version, verb=verb, by=by, at=at, note=note
    )


def entries_of(code: str) -> list[Transition]:
    """Everything that was done with the editions of a code, the newest first, with what was
    acknowledged. One query."""
    return list(Transition.objects.filter(code=code).select_related("by", "acknowledgement"))
