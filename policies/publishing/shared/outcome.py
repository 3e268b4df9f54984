"""What a decision does to the row that a proposal is about."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from policies.models import Proposal
from policies.models.plain import FromPack, SharedRow
from policies.publishing.shared.blockers import (
    changed_meanwhile,
    deletion_blockers,
    points_at_proposed,
    reasons_of,
)
from policies.publishing.shared.values import (
    NoSuchRow,
    ThreeValues,
    content_of,
    model_of,
    put,
    put_many,
    three_values,
)

Action = Proposal.Action
GONE = "这一条已经不在了。"


def held_row(model: type[SharedRow], key: int) -> SharedRow | None:
    """A row, held until the transaction ends; None if there is none."""
    return model._base_manager.select_for_update(of=("self",)).filter(pk=key).first()


def held_row_of(proposal: Proposal) -> SharedRow | None:
    """The row that a proposal is about, held."""
    return held_row(model_of(proposal.kind), proposal.key)


def row_of(proposal: Proposal) -> SharedRow | None:
    """The row that a proposal is about, if there is one."""
    return model_of(proposal.kind)._base_manager.filter(pk=proposal.key).first()


def values_of(proposal: Proposal) -> list[ThreeValues]:
    """Every field that a proposal is about: as it was, as it is now, as it is wanted."""
    model, row = model_of(proposal.kind), row_of(proposal)
    now = content_of(row) if row and not row.awaits_approval else {}
    return three_values(model, proposal.values_before, now, proposal.values_after)


def outcome_blockers(proposal: Proposal, row: SharedRow) -> list[str]:
    """Why the row cannot become what is proposed any more."""
    is_new = proposal.action == Action.CREATE
    if row.awaits_approval != is_new:
        return ["这一条已经由别的途径公开了，请退回。"]
    expected = proposal.values_after if is_new else proposal.values_before
    blockers = changed_meanwhile(row, expected)
    if proposal.action == Action.DELETE:
        blockers += deletion_blockers(row)
    return blockers


def apply(proposal: Proposal, row: SharedRow) -> list[str]:
    """Make the row what is proposed; what stands in the way is half done and to be rolled back."""
    try:
        if proposal.action == Action.DELETE:
            row.delete()
            return []
        _rewrite(row, proposal)
    except (NoSuchRow, ProtectedError) as error:
        return [str(error.args[0])]
    except ValidationError as error:
        return reasons_of(error, row)
    return points_at_proposed(row)


def clear_away(proposal: Proposal) -> None:
    """Delete a proposed row that will not be, unless a draft points at it."""
    if proposal.action != Action.CREATE:
        return
    row = held_row_of(proposal)
    if row and row.awaits_approval and not deletion_blockers(row):
        row.delete()


def _rewrite(row: SharedRow, proposal: Proposal) -> None:
    after = proposal.values_after
    put(row, after)
    row.awaits_approval = False
    row.full_clean(exclude={field.name for field in row._meta.fields if field.name not in after})
    if isinstance(row, FromPack) and not row.pack_hash:
        row.pack_hash = FromPack.BY_EDITORS
    row.save()
    put_many(row, after)
