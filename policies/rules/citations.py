"""The passages that policies and procedures rest on, with what a reader is shown of the source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, QuerySet, Value

from policies.composed import Composed, Given
from policies.models import (
    Condition,
    Policy,
    PolicyCitation,
    Procedure,
    ProcedureCitation,
    Verification,
)
from policies.rules.checks import with_newest_record

Result = Verification.Result

CITED = (
    "source__code", "source__title", "source__issuer", "source__doc_number", "source__issued_on",
    "source__url", "source__link_state", "source__kind", "source__effective_from", "locator",
    "quote", "seen_on", "checked_on", "check_result", "check_noted_at", "handed_in_at",
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
    checked_on: dt.date | None
    check_result: str | None
    check_noted_at: dt.datetime | None
    handed_in_at: dt.datetime | None

    @property
    def passage(self) -> tuple[str, str, str]:
        """What makes two citations one to a reader: document, place in it, and words."""
        return self.code, self.locator, self.quote

    @property
    def verified_on(self) -> dt.date | None:
        """The day of the newest reading, if it found the passage unchanged."""
        return self.checked_on if self.check_result == Result.UNCHANGED else None

    @property
    def doubt(self) -> str:
        """What else the newest reading found; empty if nothing, or if the edition came later."""
        return doubt_of(self.check_result or "", self.check_noted_at, self.handed_in_at)


def doubt_of(result: str, noted_at: dt.datetime | None, handed_in_at: dt.datetime | None) -> str:
    """The result that a reading cast doubt with; empty if it did not, or an edition that was
    submitted later answers it."""
    if result == Result.UNCHANGED or noted_at is None:
        return ""
    is_answered = handed_in_at is not None and noted_at <= handed_in_at
    return "" if is_answered and result == Result.CHANGED else result


PoliciesOrProcedures = QuerySet[PolicyCitation] | QuerySet[ProcedureCitation]
Row = tuple[Any, ...]
Rows = QuerySet[Model, Row]


@dataclass(frozen=True, slots=True)
class Citations:
    """The citations of policies and procedures, by the key of what they belong to."""

    of_policy: dict[int, list[Cited]]
    of_procedure: dict[int, list[Cited]]


def citations_of(
    policies: Iterable[Policy], procedures: Iterable[Procedure] = (), *, at: dt.datetime
) -> Citations:
    """The citations of all these, with their sources and what is known of them at an instant: one
    query for both kinds."""
    found = Citations({}, {})
    rows = _citations(
        policies=[each.pk for each in policies], procedures=[each.pk for each in procedures], at=at
    )
    for is_policy, owner, _key, *values in rows:
        group = found.of_policy if is_policy else found.of_procedure
        group.setdefault(owner, []).append(Cited(*values))
    return found


@Composed
def _citations(policies: Given, procedures: Given, at: Given) -> Rows:
    cited = PolicyCitation.objects.filter(policy__in=policies)
    of_policies = _rows(with_newest_record(cited, at), "policy_id", 1)
    done = ProcedureCitation.objects.filter(procedure__in=procedures)
    of_procedures = _rows(with_newest_record(done, at), "procedure_id", 0)
    found: Rows = of_policies.union(of_procedures, all=True).order_by("is_policy", "owner", "pk")
    return found


def of_row(row: Condition) -> Cited:
    """The passage that a row of a rule rests on. Reads its source. When it was read again is noted
    of the citations of its rule."""
    source = row.source
    return Cited(
        code=source.code,
        title=source.title,
        issuer=source.issuer,
        doc_number=source.doc_number,
        issued_on=source.issued_on,
        url=source.url,
        link_state=source.link_state,
        kind=source.kind,
        effective_from=source.effective_from,
        locator=row.locator,
        quote=row.quote,
        seen_on=None,
        checked_on=None,
        check_result=None,
        check_noted_at=None,
        handed_in_at=None,
    )


def strongest(cited: Iterable[Cited]) -> Cited | None:
    """Of the citations of one edition the first whose words are known, else the first."""
    passages = list(cited)
    return next((each for each in passages if each.quote), next(iter(passages), None))


def _rows(citations: PoliciesOrProcedures, owner: str, is_policy: int) -> Rows:
    marked = citations.order_by().annotate(is_policy=Value(is_policy), owner=F(owner))
    rows: Rows = marked.values_list("is_policy", "owner", "pk", *CITED)
    return rows
