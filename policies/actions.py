"""The verbs of publishing, and nothing else changes the state of an edition.

Each verb is atomic, acts on what is stored (the edition given is read again, under a lock) and
refuses with all its reasons at once. `now` is an argument, so that every step can be tested at any
instant.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from policies import publication
from policies.models import Edition, Policy
from policies.models.edition import WORKFLOW_COLUMNS
from policies.models.translated import translated_fields

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = Edition.State
SHORTEST_FORCED_REASON = 10
EARLIEST = dt.datetime.min.replace(tzinfo=dt.UTC)


class Refused(Exception):
    """A verb was refused; `reasons` says why, every reason, in the editor's language."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("；".join(reasons))
        self.reasons = reasons


# What stands in the way of each verb.


def revise_blockers(edition: Edition, *, by: User) -> list[str]:
    """Why no new draft can be made of this edition's code."""
    blockers = []
    if not edition.approved_at:
        blockers.append(_("还没有批准过的版本不用修订，直接改草稿就行。"))
    if (
        draft := type(edition)
        ._base_manager.filter(code=edition.code, state__in=Edition.OPEN_STATES)
        .first()
    ):
        blockers.append(_("已经有一份没有完成的第 %s 版，请先完成它。") % draft.version)
    return blockers


def submit_blockers(edition: Edition, *, by: User) -> list[str]:
    """Why this edition cannot go into review."""
    blockers = []
    if edition.state != State.DRAFT:
        blockers.append(_("只有草稿可以提交；这一版的状态是“%s”。") % edition.get_state_display())
    return blockers + _content_blockers(edition)


def approve_blockers(
    edition: Edition, *, by: User, now: dt.datetime | None = None, forced: bool = False
) -> list[str]:
    """Why this edition cannot be published by this person."""
    blockers = []
    if edition.state != State.IN_REVIEW:
        blockers.append(
            _("只有审核中的稿件可以批准；这一版的状态是“%s”。") % edition.get_state_display()
        )
    if edition.author_id == by.pk and not forced:
        blockers.append(_("这一版是你写的，要由另一个人批准。"))
    start = max(now or timezone.now(), edition.publish_at or EARLIEST)
    return blockers + _content_blockers(edition) + _overlap_blockers(edition, start)


def reject_blockers(edition: Edition, *, by: User) -> list[str]:
    """Why this edition cannot be sent back to its author."""
    if edition.state != State.IN_REVIEW:
        return [_("只有审核中的稿件可以退回；这一版的状态是“%s”。") % edition.get_state_display()]
    return []


def withdraw_blockers(
    edition: Edition, *, by: User | None, now: dt.datetime | None = None
) -> list[str]:
    """Why this edition cannot be withdrawn."""
    now = now or timezone.now()
    if edition.state != State.APPROVED:
        return [_("只有已批准的版本可以撤回；这一版的状态是“%s”。") % edition.get_state_display()]
    if edition.live_until and edition.live_until <= now:
        return [_("这一版已经被新的一版取代，不用撤回。")]
    return _called_off_blockers(edition, now)


# The verbs.


@transaction.atomic
def revise(edition: Edition, *, by: User) -> Edition:
    """Clone an approved edition with its children into a new draft by this person."""
    _hold(edition)
    _refuse_if(revise_blockers(edition, by=by))
    newest = (
        type(edition)._base_manager.filter(code=edition.code).order_by("-version").first()
    ) or edition
    draft = type(edition)(**_own_columns(edition, leave_out=WORKFLOW_COLUMNS))
    draft.code, draft.version, draft.author = edition.code, newest.version + 1, by
    draft.save()
    _copy_many(edition, draft)
    for relation in edition.parts:
        for child in getattr(edition, relation).all():
            _clone_child(child, draft)
    return draft


@transaction.atomic
def submit(edition: Edition, *, by: User, now: dt.datetime | None = None) -> None:
    """Hand a draft to the second person."""
    _hold(edition)
    _refuse_if(submit_blockers(edition, by=by))
    edition.state = State.IN_REVIEW
    edition.submitted_at = now or timezone.now()
    edition.save(update_fields=["state", "submitted_at"])


@transaction.atomic
def approve(edition: Edition, *, by: User, now: dt.datetime | None = None) -> None:
    """Publish an edition, at once or at its `publish_at` if that lies ahead."""
    now = now or timezone.now()
    _hold(edition)
    _refuse_if(approve_blockers(edition, by=by, now=now))
    edition.approved_by = by
    _publish(edition, now)


@transaction.atomic
def force_publish(
    edition: Edition, *, by: User, reason: str, now: dt.datetime | None = None
) -> None:
    """Publish one's own edition alone, in an emergency, with a written reason."""
    now = now or timezone.now()
    _hold(edition)
    blockers = approve_blockers(edition, by=by, now=now, forced=True)
    if len(reason.strip()) < SHORTEST_FORCED_REASON:
        blockers.append(_("请写明为什么等不及第二个人（至少 %s 个字）。") % SHORTEST_FORCED_REASON)
    _refuse_if(blockers)
    edition.approved_by, edition.forced_reason = by, reason.strip()
    _publish(edition, now)


@transaction.atomic
def reject(edition: Edition, *, by: User) -> None:
    """Send an edition back to its author as a draft."""
    _hold(edition)
    _refuse_if(reject_blockers(edition, by=by))
    edition.state, edition.submitted_at = State.DRAFT, None
    edition.save(update_fields=["state", "submitted_at"])


@transaction.atomic
def withdraw(
    edition: Edition,
    *,
    by: User | None,
    reason: str,
    replaced_by: str = "",
    now: dt.datetime | None = None,
) -> None:
    """Take an edition off the site; its permanent address says why for ever.

    One that was scheduled and never live is called off: the edition before it stays live. `by` is
    None when a content pack replaces a row of an earlier pack.
    """
    now = now or timezone.now()
    _hold(edition)
    was_live = edition.publish_at is not None and edition.publish_at <= now
    blockers = withdraw_blockers(edition, by=by, now=now)
    if not reason.strip():
        blockers.append(_("请写明撤回的原因，读者会看到。"))
    _refuse_if(blockers)
    edition.state, edition.withdrawn_at = State.WITHDRAWN, now
    edition.withdrawal_reason_zh_hans = reason.strip()  # type: ignore[attr-defined]
    edition.replaced_by = replaced_by
    edition.save()
    settle_live_periods(type(edition), edition.code)
    publication.forget_scheduled(edition.edition_label, now)
    if was_live:
        publication.record_event(now, edition.edition_label)


@transaction.atomic
def publish_from_pack(edition: Edition, *, now: dt.datetime) -> None:
    """Publish a row of the shipped content, which has an origin and names no persons.

    Only `load_content` calls this. Raises Refused like `approve`.
    """
    _refuse_if(_content_blockers(edition))
    edition.approved_by = None
    _publish(edition, now, record=False)


def settle_live_periods(model: type[Edition], code: str) -> None:
    """Set from when to when each approved edition of a code is live.

    Of the editions published by an instant the newest is live, unless withdrawn by then; one
    withdrawn before it was published never counts.
    """
    approved = model._base_manager.filter(code=code, approved_at__isnull=False)
    next_start: dt.datetime | None = None
    for edition in approved.order_by("-publish_at", "-version"):
        start = cast(dt.datetime, edition.publish_at)
        ends = [end for end in (next_start, edition.withdrawn_at) if end is not None]
        end = max(min(ends), start) if ends else None
        if end != edition.live_until:
            model._base_manager.filter(pk=edition.pk).update(live_until=end)
        if edition.withdrawn_at is None or edition.withdrawn_at > start:
            next_start = start


# What the verbs are made of.


def _publish(edition: Edition, now: dt.datetime, *, record: bool = True) -> None:
    before = (
        type(edition)
        ._base_manager.filter(code=edition.code, approved_at__isnull=False)
        .order_by("-version")
        .first()
    )
    edition.state = State.APPROVED
    edition.approved_at = now
    edition.publish_at = max(now, edition.publish_at or now)
    edition.content_hash = edition.compute_hash()
    edition.previous_hash = before.content_hash if before else ""
    type(edition)._base_manager.filter(pk=edition.pk).update(
        **{
            name: getattr(edition, name)
            for name in (
                "state",
                "approved_at",
                "approved_by",
                "publish_at",
                "content_hash",
                "previous_hash",
                "forced_reason",
            )
        }
    )
    if record:
        settle_live_periods(type(edition), edition.code)
        publication.record_event(edition.publish_at, edition.edition_label)


def _refuse_if(blockers: list[str]) -> None:
    if blockers:
        raise Refused(blockers)


def _content_blockers(edition: Edition) -> list[str]:
    blockers = []
    if not edition.citations.exists():  # type: ignore[attr-defined]
        blockers.append(_("至少要引用一个依据。"))
    if isinstance(edition, Policy):
        blockers += _condition_blockers(edition)
    if (slug := getattr(edition, "slug", None)) and _slug_is_taken(edition, slug):
        blockers.append(_("地址“%s”已经属于另一条内容。") % slug)
    return blockers


def _condition_blockers(policy: Policy) -> list[str]:
    """A condition that accepts nothing, or another question's option, would mislead the wizard."""
    blockers = []
    for condition in policy.conditions_in_ways.prefetch_related("accepted"):
        questions = {option.question_id for option in condition.accepted.all()}
        if questions != {condition.question_id}:
            blockers.append(_("条件“%s”要选至少一个本问题的选项。") % condition.question.text)
    return blockers


def _slug_is_taken(edition: Edition, slug: str) -> bool:
    model: Any = type(edition)  # one that has a slug
    others = model._base_manager.filter(slug=slug, approved_at__isnull=False)
    return bool(others.exclude(code=edition.code).exists())


def _called_off_blockers(edition: Edition, now: dt.datetime) -> list[str]:
    """Calling off a scheduled edition keeps the one before it live: it must not overlap then."""
    if edition.publish_at is None or edition.publish_at <= now:
        return []
    former = type(edition)._base_manager.filter(
        code=edition.code, approved_at__isnull=False, live_until=edition.publish_at
    )
    stays = former.exclude(pk=edition.pk).filter(publish_at__lt=edition.publish_at).first()
    return _overlap_blockers(stays, edition.publish_at) if stays else []


def live_overlaps(policy: Policy, start: dt.datetime) -> models.QuerySet[Policy]:
    """Policies of other codes, live at or after an instant, in force on a day that this one is."""
    others: models.QuerySet[Policy] = (
        Policy.objects.filter(region_id=policy.region_id, scenario_id=policy.scenario_id)
        .filter(models.Q(live_until__isnull=True) | models.Q(live_until__gt=start))
        .filter(approved_at__isnull=False)
        .overlapping(policy.effective_from, policy.effective_to)
        .exclude(code=policy.code)
    )
    return others


def _overlap_blockers(edition: Edition, start: dt.datetime) -> list[str]:
    if not isinstance(edition, Policy):
        return []
    return [
        _("与 %(label)s 的有效期重叠（%(start)s 至 %(end)s），请先给它写上失效日期。")
        % {
            "label": other.edition_label,
            "start": other.effective_from or _("起点不明"),
            "end": other.effective_to or _("另行通知"),
        }
        for other in live_overlaps(edition, start)
    ]


def _hold(edition: Edition) -> None:
    """Lock the rows of a code and read this one again: what was loaded before may be stale.

    Two approvals at once therefore see each other; the second finds nothing left to approve.
    """
    rows = type(edition)._base_manager.select_for_update().filter(code=edition.code)
    list(rows.order_by("pk").values_list("pk", flat=True))
    edition.refresh_from_db()


def _own_columns(row: models.Model, leave_out: frozenset[str] = frozenset()) -> dict[str, Any]:
    translated = set(translated_fields(type(row)))
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in leave_out and field.name not in translated
    }


def _clone_child(child: Any, draft: Edition) -> None:
    copy = type(child)(**_own_columns(child, leave_out=frozenset({child.parent_link})))
    setattr(copy, child.parent_link, draft)
    copy.save()
    _copy_many(child, copy)


def _copy_many(source: models.Model, target: models.Model) -> None:
    for many in source._meta.many_to_many:
        getattr(target, many.name).set(getattr(source, many.name).all())


Verb = Callable[..., Any]
BLOCKERS: dict[str, Callable[..., list[str]]] = {
    "revise": revise_blockers,
    "submit": submit_blockers,
    "approve": approve_blockers,
    "reject": reject_blockers,
    "withdraw": withdraw_blockers,
}
