"""The verbs of publishing as buttons: who may press which, and what stands in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from policies.admin.edition.questions import (
    ApproveForm,
    ForceForm,
    RejectForm,
    StepForm,
    SubmitForm,
    WithdrawForm,
)
from policies.models import Edition
from policies.publishing import actions, blockers
from policies.publishing.carrying_out import Carried

State = Edition.State
CHANGED_MEANWHILE = "你看过之后，文字又改了。请把现在的内容重新看一遍，再按一次。"
NOT_SEEN = "请先打开这一版，把文字看一遍，再按那一页上的按钮。"


@dataclass(frozen=True)
class Verb:
    """One verb: in which states it is the next step, who may do it, what it needs to know."""

    name: str
    label: str
    done: str
    states: tuple[str, ...]
    act: Callable[..., Edition | Carried | None]
    blockers: Callable[..., list[str]]
    form: type[StepForm] | None = None
    looks_at_text: bool = False

    @property
    def publishes(self) -> bool:
        """Whether readers will see the text."""
        return self.name in ("approve", "force")

    def is_next(self, edition: Edition) -> bool:
        """Whether it is a step that an edition in this state may take."""
        if self.name == "countersign":
            return edition.awaits_countersignature
        return edition.state in self.states

    def asks(self, edition: Edition, now: dt.datetime) -> type[StepForm] | None:
        """The form to be filled in first; None if there is nothing to be said."""
        return self.form if self.form and self.form.is_needed(edition, now) else None


def _force_blockers(edition: Edition, *, by: User) -> list[str]:
    return blockers.approve_blockers(edition, by=by, forced=True)


VERBS = {
    verb.name: verb
    for verb in (
        Verb(
            "submit",
            "提交审核",
            "已提交审核",
            (State.DRAFT,),
            actions.submit,
            blockers.submit_blockers,
            form=SubmitForm,
            looks_at_text=True,
        ),
        Verb(
            "approve",
            "批准",
            "已批准",
            (State.IN_REVIEW,),
            actions.approve,
            blockers.approve_blockers,
            form=ApproveForm,
            looks_at_text=True,
        ),
        Verb(
            "reject",
            "退回给作者修改",
            "已退回给作者",
            (State.IN_REVIEW,),
            actions.reject,
            blockers.reject_blockers,
            form=RejectForm,
            looks_at_text=True,
        ),
        Verb(
            "force",
            "一个人发布（紧急）",
            "已由一个人发布",
            (State.IN_REVIEW,),
            actions.force_publish,
            _force_blockers,
            form=ForceForm,
            looks_at_text=True,
        ),
        Verb(
            "countersign",
            "核对无误，由我补核",
            "已补核",
            (State.APPROVED,),
            actions.countersign,
            blockers.countersign_blockers,
            looks_at_text=True,
        ),
        Verb(
            "revise",
            "修订（写新的一版）",
            "已建好新的一版草稿",
            (State.APPROVED, State.WITHDRAWN),
            actions.revise,
            blockers.revise_blockers,
        ),
        Verb(
            "withdraw",
            "撤回",
            "已撤回",
            (State.APPROVED,),
            actions.withdraw,
            blockers.withdraw_blockers,
            form=WithdrawForm,
        ),
    )
}


def in_beijing(instant: dt.datetime) -> str:
    """An instant as editors write it: 2027年1月1日 00:00."""
    local = timezone.localtime(instant)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def label(verb: Verb, edition: Edition, now: dt.datetime) -> str:
    """What the button says; one that publishes says when readers will see the text."""
    if verb.name == "revise" and not _is_newest_text(edition, now):
        return "恢复为草稿（照这一版写新的一版）"
    if verb.name == "withdraw" and edition.publish_at and edition.publish_at > now:
        return "叫停（不再上线）"
    if not verb.publishes:
        return verb.label
    if edition.publish_at and edition.publish_at > now:
        return f"{verb.label}并于 {in_beijing(edition.publish_at)}（北京时间）上线"
    return f"{verb.label}并立即上线"


def _is_newest_text(edition: Edition, now: dt.datetime) -> bool:
    """Whether this text is on the site, or will be: to revise it goes on, not back."""
    is_over = edition.live_until is not None and edition.live_until <= now
    return edition.state == State.APPROVED and not is_over
