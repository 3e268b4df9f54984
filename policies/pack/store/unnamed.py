"""Stores rows of a pack that have no name: impossible combinations and expected cases."""

from __future__ import annotations

from policies.models.canonical import canonical, content_paths
from policies.models.plain import FromPack
from policies.models.proposal import Proposal
from policies.pack.files import Row
from policies.pack.kinds import RowKind
from policies.pack.refusals import PackRow
from policies.pack.store.keys import AT_ONCE, Keys, store_all
from policies.pack.store.marks import EditedInAdmin, mark_of, marked_model, standing_mark
from policies.pack.store.report import Report


def store_unnamed(kind: RowKind, rows: list[PackRow], keys: Keys, report: Report) -> None:
    """Store rows that only their content names, in their order: all of them anew, or none.

    Rows of editors stay, and stand for the pack's row that is the same thing, or that they were
    before an editor made them something else. What two persons deleted stays away.
    """
    model = marked_model(kind)
    ours, editors = _shared_out(kind)
    deleted = _deleted(model)
    wanted = []
    for row in rows:
        mark = mark_of(model, row.content)
        other = editors.get(row.identity()) or editors.get(mark)
        if not other and mark not in deleted:
            wanted.append(row)
        elif other:
            is_same = mark_of(model, canonical(other)) == mark_of(model, row.content)
            report.unchanged += is_same
            report.kept += [] if is_same else [str(other)]
    marks = [mark_of(model, row.content) for row in wanted]
    if [row.pack_hash for row in ours] == marks:
        report.unchanged += len(wanted)
        return
    model._base_manager.filter(pk__in=[row.pk for row in ours]).delete()
    new = [
        model(**keys.columns(model, row.content), pack_hash=mark)
        for row, mark in zip(wanted, marks, strict=True)
    ]
    store_all(new)
    keys.put_many([(made, row.content) for made, row in zip(new, wanted, strict=True)])
    report.created += len(new)


def _shared_out(kind: RowKind) -> tuple[list[FromPack], dict[str, FromPack]]:
    """The stored rows of a kind: the packs' in their order, the editors' by what they are and by
    the mark of what a pack wrote there."""
    model = marked_model(kind)
    held = model._base_manager.select_for_update(no_key=True, of=("self",))
    rows = held.filter(awaits_approval=False).order_by("pk")
    log = EditedInAdmin(model)
    ours: list[FromPack] = []
    editors: dict[str, FromPack] = {}
    marked: list[FromPack] = []
    for row in rows.prefetch_related(*content_paths(model, frozenset())):
        content = canonical(row)
        present = mark_of(model, content)
        mark = standing_mark(row, present, log)
        if row.pack_hash != mark:
            row.pack_hash = mark
            marked.append(row)
        if mark == present:
            ours.append(row)
        else:
            editors[PackRow(kind, Row(), content).identity()] = editors[mark] = row
    model._base_manager.bulk_update(marked, ["pack_hash"], AT_ONCE)
    return ours, editors


def _deleted(model: type[FromPack]) -> set[str]:
    """The marks of the rows that went by a proposal which a second person approved. One query."""
    gone = Proposal.objects.filter(
        kind=model._meta.label_lower,
        action=Proposal.Action.DELETE,
        state=Proposal.State.APPROVED,
    )
    return {mark_of(model, proposal.values_before) for proposal in gone}
