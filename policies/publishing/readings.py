"""Which passages of what is on the site were read again when, and which need it most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils import timezone

from policies.models import Citation, Edition, EditionChild, Passage, Source, Verification
from policies.models.canonical import part_model
from policies.models.edition import edition_models
from policies.models.translated import choice_word
from policies.publishing.scopes import visible
from policies.rules.checks import with_newest_record
from policies.rules.citations import doubt_of
from policies.rules.state import REVIEW_WINDOW, due_after

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Result = Verification.Result


class Need(models.TextChoices):
    """Why a passage should be read, the most urgent first."""

    NEVER = "never", "从未核对"
    OVERDUE = "overdue", "已经逾期"
    SOON = "soon", "30 天内到期"
    DOUBTFUL = "doubtful", "有疑问"
    NONE = "none", "暂时不用"


@dataclass(frozen=True, slots=True)
class Reading:
    """A citation of what is live now, with the newest record about its passage if there is one."""

    key: str  # names the citation in a form
    passage: Passage
    source: Source
    edition: Edition
    due: dt.date | None
    need: Need
    result: str = ""
    day: dt.date | None = None
    noted_at: dt.datetime | None = None

    @property
    def result_word(self) -> str:
        """What was found last, empty if nobody has read it."""
        return choice_word(dict(Result.choices), self.result)


def readings(
    now: dt.datetime,
    *,
    by: User | None = None,
    sources: Collection[int] | None = None,
    edition: Edition | None = None,
) -> list[Reading]:
    """The citations of everything live that somebody sees, of some sources or of one edition: who
    needs it most first.

    One query a kind of edition. As much memory as there are citations.
    """
    found = []
    for model in [type(edition)] if edition else edition_models():
        live = visible(model.objects.live(now), by)
        if edition:
            live = live.filter(pk=edition.pk)
        found += [reading(row, now) for row in cited(model, live, sources, now)]
    order = list(Need)
    return sorted(
        found,
        key=lambda each: (
            order.index(each.need),
            each.due or dt.date.max,
            each.source.title,
            each.key,
        ),
    )


def to_read(now: dt.datetime, *, by: User | None = None) -> int:
    """How many of them need it. Read are those alone that somebody recorded; the others, which
    nobody did, are counted by the database. Two queries a kind of edition."""
    needed = 0
    for model in edition_models():
        every = cited(model, visible(model.objects.live(now), by), None, now)
        codes = Verification.objects.order_by().values("code")
        recorded = every.filter(**{f"{citations(model).parent_link}__code__in": codes})
        read = [reading(row, now).need for row in recorded]
        needed += every.count() - sum(need == Need.NONE for need in read)
    return needed


def reading_of(key: str, now: dt.datetime) -> Reading | None:
    """The reading that a form names, None if nothing live has it any more."""
    kind, _dash, number = key.rpartition("-")
    for model in edition_models():
        if model._meta.label_lower == kind and number.isdecimal() and len(number) < 19:
            rows = cited(model, model.objects.live(now), None, now).filter(pk=int(number))
            return next((reading(row, now) for row in rows), None)
    return None


def cited(
    model: type[Edition],
    live: models.QuerySet[Edition],
    sources: Collection[int] | None,
    now: dt.datetime,
) -> models.QuerySet[models.Model]:
    """The citations of some editions of a kind, with the newest record about each."""
    kind = citations(model)
    wanted: dict[str, object] = {f"{kind.parent_link}__in": live}
    if sources is not None:
        wanted["source__in"] = sources
    related = [kind.parent_link, "source"]
    related += [
        f"{kind.parent_link}__{name}"
        for name in ("region", "scenario")
        if name in {field.name for field in model._meta.concrete_fields}
    ]
    rows = kind._base_manager.filter(**wanted).select_related(*related)
    return with_newest_record(rows, now)


def citations(model: type[Edition]) -> type[EditionChild]:
    return cast(type[EditionChild], part_model(model, "citations"))


def reading(row: models.Model, now: dt.datetime) -> Reading:
    citation, kind = cast(Citation, row), cast(EditionChild, row)
    edition = cast(Edition, getattr(row, kind.parent_link))
    result, day = getattr(row, "check_result") or "", getattr(row, "checked_on")  # noqa: B009
    verified = day if result == Result.UNCHANGED else None
    due = due_after(edition, verified)
    noted_at = getattr(row, "check_noted_at")  # noqa: B009
    doubt = doubt_of(result, noted_at, edition.submitted_at or edition.approved_at)
    return Reading(
        key=f"{edition._meta.label_lower}-{row.pk}",
        passage=Passage(edition.code, citation.source_id, citation.locator, citation.quote),
        source=citation.source,
        edition=edition,
        due=due,
        need=_need(result, doubt, due, timezone.localdate(now)),
        result=result,
        day=day,
        noted_at=noted_at,
    )


def _need(result: str, doubt: str, due: dt.date | None, today: dt.date) -> Need:
    if not result or (result != Result.UNCHANGED and not doubt):
        return Need.NEVER  # nobody has read what the site says now
    if due is not None and due < today:
        return Need.OVERDUE
    if due is not None and due <= today + REVIEW_WINDOW:
        return Need.SOON
    return Need.DOUBTFUL if doubt else Need.NONE
