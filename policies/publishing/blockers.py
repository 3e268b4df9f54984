"""What stands in the way of each verb of publishing: every reason, in the editor's language."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from policies.models import Edition, Policy, Procedure
from policies.models.addresses import taken_before

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = Edition.State
EARLIEST = dt.datetime.min.replace(tzinfo=dt.UTC)


def revise_blockers(edition: Edition, *, by: User, now: dt.datetime | None = None) -> list[str]:
    """Why no new draft can be made of this edition's code."""
    waiting = _waiting(edition, now or timezone.now())
    blockers = [
        _("第 %(version)s 版已经批准，定于 %(at)s 上线。请先撤回它，或者在它上面修订。")
        % _named(other)
        for other in waiting.exclude(pk=edition.pk)
    ]
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
    return blockers + content_blockers(edition)


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
    now = now or timezone.now()
    start = max(now, edition.publish_at or EARLIEST)
    blockers += content_blockers(edition)
    blockers += [
        _(
            "第 %(version)s 版已经批准，定于 %(at)s 上线，会取代更新的这一版。"
            "请先撤回它，或者把这一版的上线时间改到那之后。"
        )
        % _named(older)
        for older in _waiting(edition, start)
    ]
    return blockers + _overlap_blockers(edition, start)


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


def _waiting(edition: Edition, after: dt.datetime) -> models.QuerySet[Edition]:
    """Approved editions of this code that go live after an instant, the first one first."""
    waiting = type(edition)._base_manager.filter(
        code=edition.code, state=State.APPROVED, publish_at__gt=after
    )
    return waiting.order_by("publish_at", "version")


def _named(edition: Edition) -> dict[str, object]:
    """An edition that waits, for a reason: which, and when it goes live in Beijing."""
    at = timezone.localtime(edition.publish_at)
    return {"version": edition.version, "at": f"{at:%Y-%m-%d %H:%M}"}


def content_blockers(edition: Edition) -> list[str]:
    """What is wrong with the text itself, whoever acts and whatever its state."""
    blockers = []
    if not edition.citations.exists():  # type: ignore[attr-defined]
        blockers.append(_("至少要引用一个依据。"))
    if _moved_elsewhere(edition):
        blockers.append(_("同一个代码的各版要在同一个地区和情形；别处的请另建一条。"))
    if isinstance(edition, Policy):
        blockers += _condition_blockers(edition)
    if (slug := getattr(edition, "slug", None)) and _slug_is_taken(edition, slug):
        blockers.append(_("地址“%s”已经属于另一条内容。") % slug)
    blockers += taken_before(edition)
    return blockers


def _condition_blockers(policy: Policy) -> list[str]:
    """A condition that accepts nothing, or another question's option, would mislead the wizard."""
    blockers = []
    for condition in policy.conditions_in_ways.prefetch_related("accepted"):
        questions = {option.question_id for option in condition.accepted.all()}
        if questions != {condition.question_id}:
            blockers.append(_("条件“%s”要选至少一个本问题的选项。") % condition.question.text)
    return blockers


def _moved_elsewhere(edition: Edition) -> bool:
    """A code is one thing for ever: its editions keep their region and scenario."""
    if not isinstance(edition, Policy | Procedure):
        return False
    others = type(edition)._base_manager.filter(code=edition.code).exclude(pk=edition.pk)
    place = {"region_id": edition.region_id, "scenario_id": edition.scenario_id}
    return bool(others.exclude(**place).exists())


def _slug_is_taken(edition: Edition, slug: str) -> bool:
    taken = {"slug": slug}  # not every kind has one
    others = type(edition)._base_manager.filter(approved_at__isnull=False, **taken)
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
        .exclude(live_until__lte=models.F("publish_at"))  # called off before it was published
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
