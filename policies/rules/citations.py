"""The passages that policies and procedures rest on, with what a reader is shown of the source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Value

from policies.models import Policy, PolicyCitation, Procedure, ProcedureCitation

CITED = (
    "source__code", "source__title", "source__issuer", "source__doc_number", "source__issued_on",
    "source__url", "source__link_state", "source__kind", "source__effective_from", "locator",
    "quote", "seen_on", "verified_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with what a reader is shown of its source."""

    code: str
    title: str
    issuer: str
    doc_number: str
    issued_on: dt.date | None
    url: str
    link_state: str
    kind: str
    effective_from: dt.date | None
    locator: str
    quote: str
    seen_on: dt.date | None
    verified_on: dt.date | None


PoliciesOrProcedures = QuerySet[PolicyCitation] | QuerySet[ProcedureCitation]
Rows = QuerySet[Any, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Citations:
    """The citations of policies and procedures, by the key of what they belong to."""

    of_policy: dict[int, list[Cited]]
    of_procedure: dict[int, list[Cited]]


def citations_of(policies: Iterable[Policy], procedures: Iterable[Procedure] = ()) -> Citations:
    """The citations of all these, with their sources: one query for both kinds."""
    of_policies = _rows(PolicyCitation.objects.filter(policy__in=list(policies)), "policy_id", 1)
    of_procedures = _rows(
        ProcedureCitation.objects.filter(procedure__in=list(procedures)), "procedure_id", 0
    )
    found = Citations({}, {})
    for is_policy, owner, _key, *values in of_policies.union(of_procedures, all=True).order_by(
        "is_policy", "owner", "pk"
    ):
        group = found.of_policy if is_policy else found.of_procedure
        group.setdefault(owner, []).append(Cited(*values))
    return found


def _rows(citations: PoliciesOrProcedures, owner: str, is_policy: int) -> Rows:
    marked = citations.order_by().annotate(is_policy=Value(is_policy), owner=F(owner))
    rows: Rows = marked.values_list("is_policy", "owner", "pk", *CITED)
    return rows
