"""The verbs of publishing as buttons: who may press which, and what stands in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone

from policies.models import Edition
from policies.models.edition import code_is_used
from policies.publishing import actions, blockers

State = Edition.State
CHANGED_MEANWHILE = "你看过之后，文字又改了。请把下面的内容重新看一遍再批准。"


class WithdrawForm(forms.Form):
    """Why an edition leaves the site, and what stands in its place."""

    reason = forms.CharField(
        label="撤回的原因（读者会看到）", widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    replaced_by = forms.CharField(
        label="由哪个永久代码取代", required=False, max_length=5, help_text="没有就留空。"
    )

    def clean_replaced_by(self) -> str:
        code = str(self.cleaned_data["replaced_by"]).strip().upper()
        if code and not code_is_used(code):
            raise forms.ValidationError("没有这个永久代码。")
        return code


class ForceForm(forms.Form):
    """Why an edition cannot wait for a second person."""

    reason = forms.CharField(
        label="为什么等不及第二个人（会留在记录里）",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )


@dataclass(frozen=True)
class Verb:
    """One verb: in which states it is the next step, who may do it, what it needs to know."""

    name: str
    label: str
    done: str
    states: tuple[str, ...]
    act: Callable[..., Edition | None]
    blockers: Callable[..., list[str]]
    form: type[forms.Form] | None = None
    looks_at_text: bool = False


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
        ),
        Verb(
            "approve",
            "批准",
            "已批准",
            (State.IN_REVIEW,),
            actions.approve,
            blockers.approve_blockers,
            looks_at_text=True,
        ),
        Verb(
            "reject",
            "退回给作者修改",
            "已退回给作者",
            (State.IN_REVIEW,),
            actions.reject,
            blockers.reject_blockers,
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
    if verb.name not in ("approve", "force"):
        return verb.label
    if edition.publish_at and edition.publish_at > now:
        return f"{verb.label}并于 {in_beijing(edition.publish_at)}（北京时间）上线"
    return f"{verb.label}并立即上线"
