"""Merging a proposal into a row that changed after it was made: field by field, by one person, for
another one to approve."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from policies.models import Proposal
from policies.models.canonical import content_hash, json_text
from policies.models.plain import SharedRow
from policies.publishing import merge, proposals
from policies.publishing.actions import Refused, refuse_if
from policies.publishing.merge import Change, Place, Side
from policies.publishing.shared.outcome import GONE, held_row_of, row_of
from policies.publishing.shared.values import content_of, label_of, model_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CHANGED_AGAIN = "刚才又有人改了这一条，请看过现在的内容再选。"
MERGED = "{by}把{author}的建议和现在的内容合并成了新的建议。"


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where a proposal and its row as it is now differ; `met` names the two states that met."""

    changes: tuple[Change, ...]
    met: str

    @property
    def is_needed(self) -> bool:
        """Whether somebody else changed what the proposal is about."""
        return any(change.side is not Side.ENTERED for change in self.changes)


def meeting_of(proposal: Proposal) -> Meeting:
    """What a proposal and its row make of each other. As many queries as the row and its values
    cost."""
    return meeting_with(row_of(proposal), proposal)


def meeting_with(row: SharedRow | None, proposal: Proposal) -> Meeting:
    """What a proposal and the row that it is about make of each other."""
    if row is None or not proposal.is_open or proposal.action != Proposal.Action.CHANGE:
        return Meeting((), "")
    stored = content_of(row)
    before, after = proposal.values_before, proposal.values_after
    opened, now, entered = (
        {_place(name): values.get(name) for name in after} for values in (before, stored, after)
    )
    met = content_hash(json_text({name: stored.get(name) for name in after}))
    return Meeting(tuple(merge.compare(opened, now, entered)), met)


@transaction.atomic
def merge_proposal(
    proposal: Proposal,
    chosen: Mapping[str, Side],
    *,
    by: User,
    met: str,
    now: dt.datetime | None = None,
) -> Proposal:
    """Make one proposal of what was proposed and what the row says now, by what was chosen.

    The former one is called off if `by` made it, else rejected; its words stay in it. The new one
    is by whoever chose, so another person approves it. `met` is that of the meeting chosen from.
    Raises Refused.
    """
    row = held_row_of(proposal)
    if row is None:
        raise Refused([GONE])
    meeting = meeting_with(row, proposal)
    refuse_if([] if meeting.met == met else [CHANGED_AGAIN])
    sides = {_place(name): side for name, side in chosen.items()}
    open_ones = merge.undecided(meeting.changes, sides)
    model = model_of(proposal.kind)
    refuse_if([f"“{label_of(model, each.place[0])}”两边都改了，请选一个。" for each in open_ones])
    merged = merge.merge({}, meeting.changes, sides)
    note = MERGED.format(by=by, author=proposal.author)
    if proposal.author_id == by.pk:
        proposals.call_off(proposal, by=by, note=note, now=now)
    else:
        proposals.reject(proposal, by=by, note=note, now=now)
    wanted = {place[0]: value for place, value in merged.items()}
    why = f"{proposal.why}\n（{note}）"
    return proposals.propose_change(row, wanted, by=by, why=why, now=now)


def _place(name: str) -> Place:
    return (name,)
