"""The verbs of proposals: how a shared row comes to be, changes and goes, by two persons.

Each verb is atomic and refuses with all its reasons at once. A new row is stored when it is
proposed, where nobody but editors sees it, so that drafts can point at it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from policies.models import Duty, ImpossibleCombination, Proposal
from policies.models.canonical import Content, json_text
from policies.models.plain import PublicRow, SharedRow
from policies.publishing import events
from policies.publishing.actions import Refused, refuse_if
from policies.publishing.held import hold_addresses
from policies.publishing.scopes import grants_of, languages_of, refusals
from policies.publishing.shared import register
from policies.publishing.shared.blockers import (
    answer_blockers,
    combination_blockers,
    decide_blockers,
    open_proposal,
    pin_blockers,
    propose_blockers,
)
from policies.publishing.shared.brought import brought_blockers, brought_by, unwritten_blockers
from policies.publishing.shared.meaning import meaning_blockers, meaning_changed
from policies.publishing.shared.outcome import (
    GONE,
    apply,
    clear_away,
    held_row,
    held_row_of,
    outcome_blockers,
)
from policies.publishing.shared.permits import permitted
from policies.publishing.shared.values import (
    as_wanted,
    code_of,
    content_of,
    differing,
    model_of,
    place_of,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Action, State = Proposal.Action, Proposal.State


@transaction.atomic
def propose_new(
    row: SharedRow,
    *,
    by: User,
    why: str,
    links: Mapping[str, Iterable[Model]] | None = None,
    inside: Mapping[str, Iterable[SharedRow]] | None = None,
    now: dt.datetime | None = None,
) -> Proposal:
    """Store a row that waits for its approval, with its relations many-to-many, and propose it.

    `inside` are new rows that belong to it by their relation, the options of a question, each
    proposed for itself: a question that nobody could answer is refused. A row that waits already is
    stored as it is now; one's own proposal of it gives way to the new one. Raises Refused.
    """
    refuse_if(pin_blockers(row, vars(row)))
    row.awaits_approval = True
    row.save()
    for name, chosen in (links or {}).items():
        getattr(row, name).set(chosen)
    for name, rows in (inside or {}).items():
        for each in rows:
            setattr(each, row._meta.get_field(name).field.name, row)  # type: ignore[union-attr]
            propose_new(each, by=by, why=why, now=now)
    former = open_proposal(row)
    if former and former.author_id == by.pk:
        _decide(former, State.CALLED_OFF, by, "改过之后重新提出。", now or timezone.now())
        former.save()
    refuse_if(refusals(by, row, Duty.WRITE) + propose_blockers(row, Action.CREATE, {}, why))
    return _propose(row, Action.CREATE, ({}, content_of(row)), by, why, now)


@transaction.atomic
def propose_change(
    row: SharedRow,
    wanted: Content,
    *,
    by: User,
    why: str,
    seen: Content | None = None,
    now: dt.datetime | None = None,
) -> Proposal:
    """Propose that a stored row says what `wanted` says: canonical values, of some fields or all.

    `seen` is what the row said when the change was written; what it says now if left out. Raises
    Refused.
    """
    stored = held_row(type(row), row.pk)
    if stored is None:
        raise Refused([GONE])
    before, after = differing(seen or content_of(stored), wanted)
    languages = languages_of(type(stored), after)
    blockers = _refusals_of_both(by, stored, after, Duty.WRITE, languages)
    blockers += propose_blockers(stored, Action.CHANGE, after, why)
    blockers += pin_blockers(stored, after)
    refuse_if(blockers + meaning_changed(stored, after, now or timezone.now()))
    return _propose(stored, Action.CHANGE, (before, after), by, why, now)


@transaction.atomic
def propose_deletion(
    row: SharedRow, *, by: User, why: str, now: dt.datetime | None = None
) -> Proposal:
    """Propose that a stored row goes. Raises Refused, with the list of what uses it."""
    stored = held_row(type(row), row.pk)
    if stored is None:
        raise Refused([GONE])
    refuse_if(refusals(by, stored, Duty.WRITE) + propose_blockers(stored, Action.DELETE, {}, why))
    return _propose(stored, Action.DELETE, (content_of(stored), {}), by, why, now)


@transaction.atomic
def approve(
    proposal: Proposal,
    *,
    by: User,
    note: str = "",
    only_wording: bool = False,
    now: dt.datetime | None = None,
) -> None:
    """Let a proposal come true, at once, and enter it in the register. Raises Refused."""
    now = now or timezone.now()
    hold_addresses(model_of(proposal.kind))
    row = _hold(proposal)
    refuse_if(decide_blockers(proposal, by=by))
    if row is None:
        raise Refused([GONE])
    blockers = _refusals_of_both(by, row, proposal.values_after, Duty.APPROVE)
    blockers += meaning_blockers(proposal, row, only_wording=only_wording, at=now)
    blockers += meaning_changed(row, proposal.values_after, now)
    blockers += answer_blockers(row, proposal.values_after)
    if isinstance(row, ImpossibleCombination):
        blockers += combination_blockers(row, proposal.values_after)
    blockers += unwritten_blockers(proposal, row, now)
    refuse_if(outcome_blockers(proposal, row) + blockers)
    _decide(proposal, State.APPROVED, by, note, now)
    proposal.only_wording = only_wording
    register.enter(proposal)
    is_public = isinstance(row, PublicRow)
    event = events.one_event(now, f"proposal {proposal.number}")
    with permitted(f"proposal {proposal.pk}"), event if is_public else contextlib.nullcontext():
        refuse_if(apply(proposal, row))
    proposal.save()


@transaction.atomic
def reject(proposal: Proposal, *, by: User, note: str, now: dt.datetime | None = None) -> None:
    """Say no, and why; a proposed row that nothing points at goes. Raises Refused."""
    _hold(proposal)
    blockers = decide_blockers(proposal, by=by)
    if not note.strip():
        blockers.append("请写明为什么退回，提出的人要看。")
    refuse_if(blockers)
    _decide(proposal, State.REJECTED, by, note, now or timezone.now())
    proposal.save()
    clear_away(proposal)


@transaction.atomic
def call_off(
    proposal: Proposal, *, by: User, note: str = "", now: dt.datetime | None = None
) -> None:
    """Take one's own proposal back; a proposed row that nothing points at goes. Raises Refused."""
    _hold(proposal)
    blockers = []
    if not proposal.is_open:
        blockers.append(f"这个建议已经处理过了：{proposal.get_state_display()}。")
    if proposal.author_id != by.pk:
        blockers.append("只有提出的人可以撤回；别人可以退回。")
    refuse_if(blockers)
    _decide(proposal, State.CALLED_OFF, by, note, now or timezone.now())
    proposal.save()
    clear_away(proposal)


def _refusals_of_both(
    by: User,
    row: SharedRow,
    after: Content,
    duty: Duty,
    languages: Collection[str] | None = None,
) -> list[str]:
    """Why this person may not change a row where it is, nor put it where it would go."""
    rows = (row, as_wanted(row, after)) if grants_of(by) else ()
    return list(
        dict.fromkeys(said for each in rows for said in refusals(by, each, duty, languages))
    )


def _propose(
    row: SharedRow,
    action: str,
    values: tuple[Content, Content],
    by: User,
    why: str,
    now: dt.datetime | None,
) -> Proposal:
    """Keep what is wanted and why; the reason has to answer what rulecheck would find by it."""
    (before, after), now = values, now or timezone.now()
    refuse_if(brought_blockers(brought_by(row, action, after, now), why, to_author=True))
    return Proposal.objects.create(
        kind=row._meta.label_lower,
        key=row.pk,
        code=code_of(row)[:200],
        name=str(row)[:200],
        place=place_of(row),
        action=action,
        before=json_text(before),
        after=json_text(after),
        author=by,
        made_at=now,
        why=why.strip(),
    )


def _decide(proposal: Proposal, state: str, by: User, note: str, now: dt.datetime) -> None:
    proposal.state, proposal.note = state, note.strip()
    proposal.decided_by, proposal.decided_at = by, now


def _hold(proposal: Proposal) -> SharedRow | None:
    """Lock the row of a proposal, then the proposal, and read it again: somebody may have decided
    it a moment ago. Whoever writes about a row holds it first, so nobody waits in a circle."""
    row = held_row_of(proposal)
    Proposal.objects.select_for_update().get(pk=proposal.pk)
    proposal.refresh_from_db()
    return row
