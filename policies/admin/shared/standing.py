"""Where a shared row stands: public, waiting for its approval, with a change that waits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from policies.admin.case_words import said_in_words
from policies.admin.saving.page import Author
from policies.models import Proposal
from policies.models.plain import SharedRow
from policies.publishing.shared.outcome import values_of
from policies.publishing.shared.values import ThreeValues, model_of, three_values


@dataclass(frozen=True, slots=True)
class Said:
    """One field in one language, as editors read it: what it was, what is now, what is wanted."""

    label: str
    before: str
    now: str
    wanted: str
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A proposal with its values."""

    proposal: Proposal
    values: tuple[Said, ...]


def with_standing(rows: QuerySet[SharedRow]) -> QuerySet[SharedRow]:
    """Rows that know whether a proposal about them waits."""
    kind = rows.model._meta.label_lower
    waits = Proposal.objects.filter(kind=kind, key=OuterRef("pk"), state=Proposal.State.OPEN)
    annotated: QuerySet[SharedRow] = rows.annotate(has_open_proposal=Exists(waits))
    return annotated


def standing_of(row: SharedRow) -> str:
    """Where a row stands, in a few words; none for one that is simply public."""
    waits = getattr(row, "has_open_proposal", False)
    if row.awaits_approval:
        return "待批准，公众看不到" if waits else "没有批准，公众看不到"
    return "有建议在等批准" if waits else ""


def entry_of(proposal: Proposal, *, with_now: bool = False) -> Entry:
    """A proposal with its values; with what the row says now, if that is asked for."""
    model = model_of(proposal.kind)
    if with_now:
        found = values_of(proposal)
    else:
        before, after = proposal.values_before, proposal.values_after
        found = three_values(model, before, after, after)
    return Entry(proposal, tuple(_said(model, each) for each in found))


def proposals_about(row: SharedRow, *, is_decided: bool = False) -> list[Entry]:
    """The proposals about a row, newest first: the open one, or those that were decided."""
    rows = Proposal.objects.filter(kind=row._meta.label_lower, key=row.pk)
    rows = rows.exclude(state="open") if is_decided else rows.filter(state="open")
    return [entry_of(each) for each in rows.select_related("author", "decided_by")]


def _said(model: type[SharedRow], value: ThreeValues) -> Said:
    before, now, wanted = (
        said_in_words(model, value.name, each) for each in (value.before, value.now, value.wanted)
    )
    return Said(value.label, before, now, wanted, value.is_stale)


def authors_of(kind: str, key: int, since: dt.datetime) -> list[Author]:
    """Whose proposals changed a row since then, or took it away, the last one first."""
    later = Proposal.objects.filter(kind=kind, key=key, state="approved", decided_at__gte=since)
    rows = later.select_related("author").order_by("-number")[:5]
    return [Author(str(each.author), each.decided_at) for each in rows if each.decided_at]
