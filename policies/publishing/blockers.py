"""What stands in the way of each verb of publishing: every reason, in the editor's language."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from policies.models import Duty, Edition
from policies.models.edition import edition_models
from policies.publishing.acknowledging import to_judge, unacknowledged
from policies.publishing.bound import text_blockers
from policies.publishing.checked_rules import checked, rule_blockers
from policies.publishing.choices import Choices, planned, start_of
from policies.publishing.content import content_blockers
from policies.publishing.live_periods import approved_editions
from policies.publishing.overlaps import overlap_blockers
from policies.publishing.scopes import within
from policies.publishing.sign_off import unread_blockers
from policies.rules.rulecheck.findings import Finding, Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Looked = tuple[list[str], list[Finding]]  # what is wrong, and what rulecheck finds

State = Edition.State
SHORTEST_FORCED_REASON = 10
_seen: ContextVar[dict[tuple[str, int], Looked] | None] = ContextVar("_seen", default=None)


@within(Duty.WRITE)
def revise_blockers(edition: Edition, *, by: User | None) -> list[str]:
    """Why no new draft can be made from this edition; by None for one that is nobody's."""
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


@within(Duty.WRITE)
def submit_blockers(edition: Edition, *, by: User, now: dt.datetime | None = None) -> list[str]:
    """Why this edition cannot go into review."""
    blockers = []
    if edition.state != State.DRAFT:
        blockers.append(_("只有草稿可以提交；这一版的状态是“%s”。") % edition.get_state_display())
    return blockers + _looked_through(edition, start_of(edition, now or timezone.now()))[0]


def findings_to_judge(edition: Edition, now: dt.datetime) -> tuple[Finding, ...]:
    """What the author has to write about on submitting; nothing while anything else is wrong."""
    wrong, found = _looked_through(edition, start_of(edition, now))
    return () if wrong else to_judge(found)


@within(Duty.APPROVE)
def approve_blockers(
    edition: Edition,
    *,
    by: User,
    now: dt.datetime | None = None,
    forced: bool = False,
    choices: Choices | None = None,
) -> list[str]:
    """Why this edition cannot be published by this person, what is `chosen` for others granted."""
    blockers = []
    if edition.state != State.IN_REVIEW:
        blockers.append(
            _("只有审核中的稿件可以批准；这一版的状态是“%s”。") % edition.get_state_display()
        )
    if edition.author_id == by.pk and not forced:
        blockers.append(_("这一版是你写的，要由另一个人批准。"))
    now = now or timezone.now()
    loaded = edition.loaded()
    wrong, found = _looked_through(loaded, start_of(edition, now))
    blockers += wrong
    if not (forced or wrong):
        written = [each for each in to_judge(found) if each.kind is not Kind.OVERLAP]  # see below
        blockers += unacknowledged(edition, written) + unread_blockers(loaded)
    if edition.approved_at:
        return blockers
    approved = approved_editions(edition)
    plan = planned(edition, approved, choices or {}, now, start_of(edition, now))
    return blockers + overlap_blockers([*approved, edition], plan)


@contextlib.contextmanager
def looking_once() -> Iterator[None]:
    """Look through each text only once meanwhile, as at the first time that is asked about: for
    several questions about what nobody writes in between."""
    token = _seen.set({})
    try:
        yield
    finally:
        _seen.reset(token)


def _looked_through(edition: Edition, start: dt.datetime) -> Looked:
    seen, of = _seen.get(), (edition._meta.label, edition.pk)
    if seen is None:
        return _look_through(edition, start)
    if of not in seen:
        seen[of] = _look_through(edition, start)
    return seen[of]


def _look_through(edition: Edition, start: dt.datetime) -> Looked:
    """What is wrong with a text, and all that rulecheck finds in what it says, which is looked at
    only once its rows are whole."""
    loaded = edition.loaded()
    if wrong := content_blockers(loaded) + text_blockers(loaded, start):
        return wrong, []
    found = checked(loaded, start)
    return rule_blockers(found), found


def reason_blockers(reason: str) -> list[str]:
    """Why these words do not explain publishing alone."""
    if len(reason.strip()) >= SHORTEST_FORCED_REASON:
        return []
    return [_("请写明为什么等不及第二个人（至少 %s 个字）。") % SHORTEST_FORCED_REASON]


@within(Duty.APPROVE)
def countersign_blockers(edition: Edition, *, by: User) -> list[str]:
    """Why this person cannot stand for what one person published alone."""
    if not edition.awaits_countersignature:
        return [_("只有一个人发布、还没有第二个人核对的版本可以补核。")]
    if by.pk in (edition.author_id, edition.approved_by_id):
        return [_("这一版是你写的或者你发布的，要由另一个人核对。")]
    return []


@within(Duty.APPROVE)
def reject_blockers(edition: Edition, *, by: User) -> list[str]:
    """Why this edition cannot be sent back to its author."""
    if edition.state != State.IN_REVIEW:
        return [_("只有审核中的稿件可以退回；这一版的状态是“%s”。") % edition.get_state_display()]
    return []


@within(Duty.WITHDRAW)
def withdraw_blockers(
    edition: Edition,
    *,
    by: User | None,
    now: dt.datetime | None = None,
    choices: Choices | None = None,
) -> list[str]:
    """Why this edition cannot be withdrawn, what is chosen for others granted."""
    now = now or timezone.now()
    if edition.state != State.APPROVED:
        return [_("只有已批准的版本可以撤回；这一版的状态是“%s”。") % edition.get_state_display()]
    if edition.live_until and edition.live_until <= now:
        return [_("这一版已经被新的一版取代，不用撤回。")]
    approved = approved_editions(edition)
    return overlap_blockers(approved, planned(edition, approved, choices or {}, now, None))


def replacement_blockers(edition: Edition, code: str, now: dt.datetime) -> list[str]:
    """Why a code cannot be named as what replaces this edition. One query a kind at most."""
    if not code:
        return []
    if code == edition.code:
        return [_("不能由它自己取代。没有别的内容取代它，就留空。")]
    if any(model.objects.live(now).filter(code=code).exists() for model in edition_models()):
        return []
    return [_("取代它的要是现在网站上看得到的另一条内容；%s 不是，请改或者留空。") % code]
