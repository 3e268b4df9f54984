"""What changed of the rows that editions share: the approved proposals that a reader can see."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from policies.models import Proposal, Region
from policies.models.plain import SharedRow
from policies.models.translated import columns, translated_fields
from policies.publishing.shared.values import model_of

# By kind of row the fields that readers see. What is not named here is never told: notes for
# editors, places in a list, what a program noted; nor are combinations and expected cases.
SHOWN: Mapping[str, tuple[str, ...]] = {
    "policies.absence": ("looked_on", "where", "asked"),
    "policies.contact": ("name", "phone", "scope"),
    "policies.formerdivision": ("name",),
    "policies.material": ("name", "how_to_get"),
    "policies.option": ("text",),
    "policies.question": ("text", "hint", "where_to_find_out", "changeable"),
    "policies.region": ("name", "level", "parent", "successor"),
    "policies.scenario": ("name", "question", "summary", "kind"),
    "policies.source": (
        "title", "issuer", "doc_number", "kind", "url", "issued_on", "effective_from",
        "effective_to",
    ),
    "guides.term": ("name", "definition"),
    "guides.oldaddress": ("became", "gone_because"),
    "guides.publicreply": ("sentence", "text"),
}  # fmt: skip
TO_REGIONS = ("parent", "successor")
Action = Proposal.Action


@dataclass(frozen=True, slots=True)
class SharedStep:
    """One proposal that was approved at an instant."""

    at: dt.datetime
    key: int


@dataclass(frozen=True, slots=True)
class SharedChange:
    """An approved proposal with its row as it is now (None if it is gone) and the regions that its
    values name, by code."""

    at: dt.datetime
    proposal: Proposal
    row: SharedRow | None
    regions: Mapping[str, Region]


def shared_steps(at: dt.datetime, region: Region | None) -> Iterable[SharedStep]:
    """What was approved up to an instant and can be seen, newest first. One query.

    With a region: what is about it, a level above or one below.
    """
    rows = Proposal.objects.filter(
        state=Proposal.State.APPROVED, decided_at__lte=at, kind__in=SHOWN
    )
    if region is not None:
        rows = rows.filter(place__in=_around(region).values("code"))
    told = ("decided_at", "pk", "kind", "action", "after")
    for when, key, kind, action, after in rows.order_by("-decided_at", "-pk").values_list(*told):
        if when and (action != Action.CHANGE or seen_columns(kind).intersection(json.loads(after))):
            yield SharedStep(when, key)


def shared_changes(steps: Collection[SharedStep]) -> dict[int, SharedChange]:
    """The steps with what they changed, by key. One query, one a kind, and one for regions."""
    proposals = Proposal.objects.in_bulk([step.key for step in steps]) if steps else {}
    keys: dict[str, set[int]] = {}
    for proposal in proposals.values():
        keys.setdefault(proposal.kind, set()).add(proposal.key)
    rows = {kind: _rows(kind, wanted) for kind, wanted in keys.items()}
    codes = {code for proposal in proposals.values() for code in _codes(proposal)}
    regions = Region.objects.filter(code__in=codes) if codes else ()
    named = {region.code: region for region in regions}
    return {
        step.key: SharedChange(step.at, proposal, rows[proposal.kind].get(proposal.key), named)
        for step in steps
        if (proposal := proposals[step.key])
    }


def seen_columns(kind: str) -> frozenset[str]:
    """The columns of a kind of row that readers see, each language one."""
    translated = translated_fields(model_of(kind))
    return frozenset(
        each for name in SHOWN[kind] for each in (columns(name) if name in translated else (name,))
    )


def _rows(kind: str, keys: Collection[int]) -> dict[int, SharedRow]:
    model = model_of(kind)
    links = ["question"] if kind == "policies.option" else []
    return model._default_manager.select_related(*links).in_bulk(keys)


def _codes(proposal: Proposal) -> Iterable[str]:
    for values in (proposal.values_before, proposal.values_after):
        yield from (str(values[name]) for name in TO_REGIONS if values.get(name))


def _around(region: Region) -> QuerySet[Region]:
    below = Q(parent=region) | Q(parent__parent=region) | Q(parent__parent__parent=region)
    return Region.objects.filter(below | Q(pk__in=[level.pk for level in region.lineage()]))
