"""Drafts of which a source was found changed: marked for whoever writes or approves them.

Nothing is stored about it. A draft is marked as long as the newest record about a passage of its
code says "changed" and no edition that was submitted later has been published.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from policies.models import Edition, Verification
from policies.rules.checks import Rows


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A record that a passage changed, and whether the draft still rests on the former words."""

    record: Verification
    is_still_cited: bool


def with_source_changed(editions: Rows) -> Rows:
    """Editions with `source_changed`: whether they are drafts to be marked. In the same query."""
    changed = Exists(_changed(editions.model).filter(code=OuterRef("code")))
    found: Rows = editions.annotate(source_changed=Q(state__in=Edition.OPEN_STATES) & Q(changed))
    return found


def source_changes(draft: Edition) -> list[SourceChange]:
    """What was found changed in the sources of a draft's code, the newest first; nothing for an
    edition that is closed. Two queries."""
    if not draft.is_open:
        return []
    rows = _changed(type(draft)).filter(code=draft.code).select_related("source", "person")
    citations = draft.citations.values_list("source_id", "locator", "quote")  # type: ignore[attr-defined]
    cited = set(citations) if (records := list(rows)) else set()
    return [
        SourceChange(each, (each.source_id, each.locator, each.quote) in cited) for each in records
    ]


def _changed(model: type[Edition]) -> QuerySet[Verification]:
    """Records that a passage changed, newest of their passage, that no edition answers."""
    passage = {name: OuterRef(name) for name in ("code", "source", "locator", "quote")}
    newer = Verification.objects.filter(
        Q(day__gt=OuterRef("day")) | Q(day=OuterRef("day"), pk__gt=OuterRef("pk")), **passage
    )
    handed_in = Coalesce(F("submitted_at"), F("approved_at"))
    approved = model._base_manager.filter(code=OuterRef("code"), approved_at__isnull=False)
    answers = approved.annotate(handed_in=handed_in).filter(handed_in__gte=OuterRef("at"))
    changed = Verification.objects.filter(result=Verification.Result.CHANGED)
    return changed.exclude(Exists(newer)).exclude(Exists(answers))
