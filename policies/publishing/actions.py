"""The verbs of publishing, and nothing else changes the state of an edition.

Each verb is atomic, acts on what is stored (the edition given is read again, under a lock) and
refuses with all its reasons at once. `now` is an argument, so that every step can be tested at any
instant. `choices` say what becomes of editions of the code that wait to go live.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from policies.models import Edition
from policies.models.made_from import TARGETS
from policies.publishing import events
from policies.publishing.acknowledging import acknowledge, acknowledge_blockers
from policies.publishing.blockers import (
    approve_blockers,
    countersign_blockers,
    findings_to_judge,
    looking_once,
    reason_blockers,
    reject_blockers,
    replacement_blockers,
    revise_blockers,
    submit_blockers,
    withdraw_blockers,
)
from policies.publishing.carrying_out import Carried, do_as_chosen, publish, take_off
from policies.publishing.choices import (
    Choices,
    choice_blockers,
    publication_blockers,
    replaced_note,
)
from policies.publishing.copies import copy_as_draft
from policies.publishing.held import hold, hold_addresses
from policies.publishing.live_periods import scheduled_beside, settle_live_periods
from policies.publishing.transitions import Verb, enter
from policies.publishing.translations import convert_missing, translation_blockers

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = Edition.State
NOBODY_CHOSE: Choices = {}
SOURCE_ONLY: Mapping[str, str] = {}
AT_ONCE = 200  # editions published by one statement


class Refused(Exception):
    """A verb was refused; `reasons` says why, every reason, in the editor's language."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("；".join(reasons))
        self.reasons = reasons


def refuse_if(blockers: list[str]) -> None:
    """Raise Refused if anything stands in the way."""
    if blockers:
        raise Refused(blockers)


@transaction.atomic
def revise(edition: Edition, *, by: User, now: dt.datetime | None = None) -> Edition:
    """Clone this very edition, whatever became of it, into a new draft by this person."""
    hold(edition)
    refuse_if(revise_blockers(edition, by=by))
    return copy_as_draft(edition, author=by, by=by, now=now or timezone.now())


@transaction.atomic
def revise_for_anybody(
    edition: Edition, *, found_by: User, why: str, now: dt.datetime | None = None
) -> Edition:
    """Clone an edition into a draft that is nobody's yet, because of what a person found.

    Whoever finds something need not be who may write, and shall be able to approve what another
    person writes: who writes in the draft, or submits it, becomes its author.
    """
    hold(edition)
    refuse_if(revise_blockers(edition, by=None))
    return copy_as_draft(edition, author=None, by=found_by, now=now or timezone.now(), why=why)


@transaction.atomic
def submit(
    edition: Edition,
    *,
    by: User,
    acknowledged: str = "",
    shown: str | None = None,
    now: dt.datetime | None = None,
) -> None:
    """Hand a draft to the second person; one that is nobody's is from now on this person's.

    `acknowledged`: what its author writes about what rulecheck finds and does not forbid; `shown`
    names those findings as they stood beside the form, None without one.
    """
    now = now or timezone.now()
    hold(edition)
    with looking_once():
        refuse_if(submit_blockers(edition, by=by, now=now))
        findings = findings_to_judge(edition, now)
    refuse_if(acknowledge_blockers(findings, acknowledged, shown))
    convert_missing(edition)
    edition.state, edition.author = State.IN_REVIEW, edition.author or by
    edition.submitted_at = now
    edition.save(update_fields=["state", "submitted_at", "author"])
    entry = enter(edition, Verb.SUBMIT, by=by, at=now)
    if findings:
        acknowledge(entry, findings, acknowledged)


@transaction.atomic
def approve(
    edition: Edition,
    *,
    by: User,
    choices: Choices = NOBODY_CHOSE,
    left_out: Collection[str] = (),
    now: dt.datetime | None = None,
) -> Carried | None:
    """Publish an edition, at once or at its `publish_at` if that lies ahead.

    `left_out`: languages in which it is not published yet, because what a reader acts on is missing
    or out of date in them.

    The new draft, if what it changes was chosen to be carried into a scheduled edition.
    """
    now = now or timezone.now()
    hold_addresses(type(edition))
    hold(edition)
    blockers = approve_blockers(edition, by=by, now=now, choices=choices)
    blockers += translation_blockers(edition, left_out)
    refuse_if(blockers + publication_blockers(edition, choices, now))
    edition.approved_by, edition.languages_left_out = by, " ".join(sorted(set(left_out)))
    enter(edition, Verb.APPROVE, by=by, at=now, note=replaced_note(choices))
    return publish(edition, choices, now)


@transaction.atomic
def force_publish(
    edition: Edition,
    *,
    by: User,
    reason: str,
    choices: Choices = NOBODY_CHOSE,
    left_out: Collection[str] = (),
    now: dt.datetime | None = None,
) -> Carried | None:
    """Publish one's own edition alone, in an emergency, with a written reason."""
    now = now or timezone.now()
    hold_addresses(type(edition))
    hold(edition)
    blockers = approve_blockers(edition, by=by, now=now, forced=True, choices=choices)
    blockers += [*reason_blockers(reason), *translation_blockers(edition, left_out)]
    refuse_if(blockers + publication_blockers(edition, choices, now))
    edition.approved_by, edition.forced_reason = by, reason.strip()
    edition.languages_left_out = " ".join(sorted(set(left_out)))
    enter(edition, Verb.FORCE, by=by, at=now, note=edition.forced_reason + replaced_note(choices))
    return publish(edition, choices, now)


@transaction.atomic
def countersign(edition: Edition, *, by: User, now: dt.datetime | None = None) -> None:
    """Stand, as a second person who read it, for what one person published alone."""
    now = now or timezone.now()
    hold(edition)
    refuse_if(countersign_blockers(edition, by=by))
    edition.countersigned_by, edition.countersigned_at = by, now
    edition.save(update_fields=["countersigned_by", "countersigned_at"])
    enter(edition, Verb.COUNTERSIGN, by=by, at=now)
    events.record_event(now, edition.edition_label)


@transaction.atomic
def reject(edition: Edition, *, by: User, note: str, now: dt.datetime | None = None) -> None:
    """Send an edition back to its author as a draft, and say what is to be done about it."""
    hold(edition)
    blockers = reject_blockers(edition, by=by)
    if not note.strip():
        blockers.append(_("请写明退回的原因：作者要知道改什么。"))
    refuse_if(blockers)
    edition.state, edition.submitted_at = State.DRAFT, None
    edition.returned_at, edition.returned_by = now or timezone.now(), by
    edition.return_note = note.strip()
    returned = ["state", "submitted_at", "returned_at", "returned_by", "return_note"]
    edition.save(update_fields=returned)
    enter(edition, Verb.REJECT, by=by, at=edition.returned_at, note=edition.return_note)


@transaction.atomic
def withdraw(
    edition: Edition,
    *,
    by: User | None,
    reason: str,
    reason_in: Mapping[str, str] = SOURCE_ONLY,
    replaced_by: str = "",
    choices: Choices = NOBODY_CHOSE,
    now: dt.datetime | None = None,
) -> None:
    """Take an edition off the site; its permanent address says why for ever.

    `reason_in`: the reason in other languages by their codes. Where one is missing it is converted,
    or else readers see the source, marked as such.

    One that was scheduled and never live is called off: the edition before it stays live. `by` is
    None when a content pack replaces a row of an earlier pack.
    """
    now = now or timezone.now()
    hold(edition)
    blockers = withdraw_blockers(edition, by=by, now=now, choices=choices)
    if not reason.strip():
        blockers.append(_("请写明撤回的原因，读者会看到。"))
    if unknown := sorted(set(reason_in) - set(TARGETS)):
        blockers.append(_("没有这种语言：%s。") % "、".join(unknown))
    blockers += replacement_blockers(edition, replaced_by, now)
    if edition.state == State.APPROVED:
        blockers += choice_blockers(scheduled_beside(edition, now), choices, None, now)
    refuse_if(blockers)
    do_as_chosen(edition, choices, by=by, now=now)
    take_off(edition, reason, replaced_by, by=by, now=now, reason_in=reason_in)
    settle_live_periods(type(edition), edition.code)


@transaction.atomic
def publish_from_pack(editions: Sequence[Edition], *, now: dt.datetime) -> None:
    """Publish rows of the shipped content at once: drafts of one kind, stored with their parts.

    They have an origin and name no persons; each brings its canonical text, the hash of it and that
    of the edition before. Only `load_content` calls this: it checked what `content_blockers` would,
    settles the live periods of codes that had an edition, and records one event for everything.
    One query for some hundred rows.
    """
    for start in range(0, len(editions), AT_ONCE):
        some = editions[start : start + AT_ONCE]
        drafts = type(some[0])._base_manager.filter(pk__in=[each.pk for each in some])
        drafts.exclude(origin="").update(state=State.APPROVED, approved_at=now, publish_at=now)
