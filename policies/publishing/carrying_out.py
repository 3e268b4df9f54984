"""What the verbs do once nothing stands in their way; only `actions` calls it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

from django.contrib.auth.models import User

from policies.languages import SOURCE
from policies.models import Edition
from policies.models.canonical import content_hash
from policies.models.translated import column
from policies.publishing import events
from policies.publishing.choices import Choices, Fate, start_of
from policies.publishing.copies import carry_over, copy_as_draft
from policies.publishing.live_periods import live_beside, scheduled_beside, settle_live_periods
from policies.publishing.transitions import Verb, enter

State = Edition.State


@dataclass(frozen=True, slots=True)
class Carried:
    """The draft into which a change was carried, and the fields that a person has to settle."""

    draft: Edition
    unsettled: tuple[str, ...]


def publish(edition: Edition, choices: Choices, now: dt.datetime) -> Carried | None:
    """Approve a text as it stands, by `approved_by`, and do what was chosen for the others."""
    approved = type(edition)._base_manager.filter(code=edition.code, approved_at__isnull=False)
    before = approved.order_by("-version").values_list("content_hash", flat=True).first()
    former = live_beside(edition, now) if choices and not edition.copied_from else None
    into = do_as_chosen(edition, choices, by=edition.approved_by, now=now)
    edition.state, edition.approved_at = State.APPROVED, now
    edition.publish_at = start_of(edition, now)
    edition.canonical_text = edition.text_now()
    edition.content_hash = content_hash(edition.canonical_text)
    edition.previous_hash = before or ""
    decided = ("state", "approved_at", "approved_by", "publish_at", "canonical_text",
               "content_hash", "previous_hash", "forced_reason", "languages_left_out")  # fmt: skip
    columns = {name: getattr(edition, name) for name in decided}
    type(edition)._base_manager.filter(pk=edition.pk).update(**columns)
    settle_live_periods(type(edition), edition.code)
    events.record_event(edition.publish_at, edition.edition_label, now=now)
    return _carry(edition, former or _copied(edition), into, now) if into else None


def do_as_chosen(
    edition: Edition, choices: Choices, *, by: User | None, now: dt.datetime
) -> Edition | None:
    """Call off, or keep, what waits; the edition into which the change is to be carried, if any."""
    if not choices:
        return None
    into = None
    for other in scheduled_beside(edition, now):
        choice = choices[other.version]
        if choice.calls_off:
            take_off(other, choice.reason, "", by=by, now=now)
            into = other if choice.fate == Fate.CARRY else into
        else:
            note = f"第 {edition.version} 版上线或者撤回时，选择保留这一版。"
            enter(other, Verb.KEEP, by=by, at=now, note=note)
    return into


def take_off(
    edition: Edition,
    reason: str,
    replaced_by: str,
    *,
    by: User | None,
    now: dt.datetime,
    reason_in: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Withdraw an edition, or call it off if it was never live. Live periods stay to be settled."""
    was_live = edition.publish_at is not None and edition.publish_at <= now
    edition.state, edition.withdrawn_at, edition.replaced_by = State.WITHDRAWN, now, replaced_by
    for language, text in {SOURCE: reason, **reason_in}.items():
        setattr(edition, column("withdrawal_reason", language), text.strip())
    edition.save(
        update_fields=["state", "withdrawn_at", "withdrawal_reason_zh_hans", "replaced_by"]
    )
    verb = Verb.WITHDRAW if was_live else Verb.CALL_OFF
    enter(edition, verb, by=by, at=now, note=reason.strip())
    events.forget_scheduled(edition.edition_label, now)
    if was_live:
        events.record_event(now, edition.edition_label)


def _copied(edition: Edition) -> Edition | None:
    """The edition that this one was copied from."""
    editions = type(edition)._base_manager.filter(code=edition.code)
    return editions.filter(version=edition.copied_from or 0).first()


def _carry(edition: Edition, former: Edition | None, into: Edition, now: dt.datetime) -> Carried:
    """A draft of a scheduled edition for its day, with what this edition changed put into it.

    It belongs to whoever wrote the change.
    """
    author = cast(User, edition.author)
    draft = copy_as_draft(into, author=author, by=author, now=now)
    draft.publish_at = into.publish_at
    unsettled = carry_over(edition, former, draft) if former else []
    draft.save()
    return Carried(draft, tuple(unsettled))
