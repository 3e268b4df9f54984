"""What was found when the passages of an edition were read again, as annotations of its rows.

A record speaks about every edition of its code that cites the very same words. A doubt ("the text
changed") ends with an edition submitted after it, or with a newer record: what was written before
it does not answer it, whenever it was approved. Content that came with the site was never
submitted; its approval counts.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from policies.composed import Moment
from policies.models import Condition, PolicyCitation, Question, Verification

Rows = QuerySet[Any]  # annotated: the plugin of mypy would take them for another model
Result = Verification.Result


def with_newest_record(citations: Rows, at: Moment) -> Rows:
    """Citations of one kind with the newest record about each that was known at an instant.

    Adds `checked_on`, `check_result`, `check_noted_at` (None without a record) and `handed_in_at`,
    when the edition was submitted, all in the same query.
    """
    owner = citations.model.parent_link
    handed_in = Coalesce(f"{owner}__submitted_at", f"{owner}__approved_at")
    return _with_record(citations, at, OuterRef(f"{owner}__code"), handed_in)


def _with_record(citations: Rows, at: Moment, code: OuterRef, handed_in: Coalesce) -> Rows:
    records = Verification.objects.filter(
        code=code,
        source=OuterRef("source"),
        locator=OuterRef("locator"),
        quote=OuterRef("quote"),
        at__lte=at,
    ).order_by("-day", "-pk")
    found: Rows = citations.annotate(
        checked_on=Subquery(records.values("day")[:1]),
        check_result=Subquery(records.values("result")[:1]),
        check_noted_at=Subquery(records.values("at")[:1]),
        handed_in_at=handed_in,
    )
    return found


def with_checks(policies: Rows, at: Moment) -> Rows:
    """Policies with what `state_of` needs to know of citations and rows, in the same query.

    `is_doubted`: a passage was found changed, and no later edition answers that. `verified_since`:
    the earliest day of the newest records, if all of them say "unchanged"; else None. `has_ways`:
    whether there are rows, of a no its exceptions; `first_asked`: the question asked first in them;
    `leaves_open`: whether each way waits for the agency's own answer, the source having named no
    case.
    """
    rows = Condition.objects.filter(policy=OuterRef("pk"))
    asked = rows.filter(question__isnull=False).order_by("way", "pk").values("question__code")
    same_way = Condition.objects.filter(policy=OuterRef("policy"), way=OuterRef("way"))
    told = rows.filter(~Exists(same_way.filter(question__code=Question.OF_AGENCY)))
    of_policy = PolicyCitation.objects.filter(policy=OuterRef("pk")).order_by()
    # Of the policy's own row, not joined again: what asks for nothing but citations, PostgreSQL may
    # answer for the whole country, to keep it for a few policies (docs/adr/0108).
    handed_in = Coalesce(OuterRef("submitted_at"), OuterRef("approved_at"))
    cited = _with_record(of_policy, at, OuterRef(OuterRef("code")), handed_in)
    doubts = cited.filter(check_result=Result.CHANGED, check_noted_at__gt=F("handed_in_at"))
    unverified = cited.filter(Q(check_result=None) | ~Q(check_result=Result.UNCHANGED))
    earliest = cited.order_by("checked_on").values("checked_on")[:1]
    found: Rows = policies.annotate(
        is_doubted=Exists(doubts),
        has_ways=Exists(rows),
        first_asked=Subquery(asked[:1]),
        leaves_open=Exists(rows) & ~Exists(told),
        verified_since=Case(When(Exists(unverified), then=None), default=Subquery(earliest)),
    )
    return found
