"""The page that asks why rows should go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from policies.admin.saving.deletion import Unlike
from policies.admin.saving.form import NoWordLost
from policies.admin.saving.seal import FIELD, Loaded, unsealed
from policies.models.plain import SharedRow
from policies.publishing import proposals
from policies.publishing.actions import Refused
from policies.publishing.shared.blockers import deletion_blockers, open_proposal
from policies.publishing.shared.seen_on import SeenOn, seen_on

CONFIRMED = "deletion_is_meant"


class WhyForm(forms.Form):
    """Why rows should go."""

    why = forms.CharField(
        label="为什么要删除",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="批准的人要看，以后的人也要看。",
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A row that somebody wants to go: the state it is shown in, why it cannot go, where readers
    see it, and what became of it since it was shown the time before, if anything."""

    row: SharedRow
    sealed: str
    reasons: list[str]
    seen: SeenOn
    unlike: Unlike | None


def ask_for_deletion(
    admin: NoWordLost, request: HttpRequest, rows: Sequence[SharedRow]
) -> HttpResponse:
    """Propose the deletion of rows once somebody said why; before that, ask.

    `rows` are held where something is sent. If one of them is not what was shown, none is
    proposed, and the page asks again about all that are there.
    """
    meant = CONFIRMED in request.POST
    form = WhyForm(request.POST if meant else None)
    name = f"admin:{admin.opts.app_label}_{admin.opts.model_name}_changelist"
    shown = _shown(request) if meant else {}
    unlike = {row.pk: admin.unlike(request, row, shown.get(str(row.pk))) for row in rows if meant}
    there = {str(row.pk) for row in rows}
    gone = [admin.unlike(request, None, shown[key]) for key in shown if key not in there]
    is_unlike = bool(gone) or any(unlike.values())
    if meant and not is_unlike and form.is_valid():
        for row in rows:
            _propose(request, row, form.cleaned_data["why"])
        return HttpResponseRedirect(reverse(name))
    context = {
        **admin.admin_site.each_context(request),
        "title": "建议删除",
        "opts": admin.opts,
        "rows": [_asked(admin, request, row, unlike.get(row.pk)) for row in rows],
        "gone": gone,
        "is_unlike": is_unlike,
        "form": form,
        "confirmed": CONFIRMED,
        "selected": ACTION_CHECKBOX_NAME,
        "sealed_as": FIELD,
        "back": reverse(name),
    }
    status = 409 if is_unlike else 422 if meant else 200
    return render(request, "admin/shared_deletion.html", context, status=status)


def _shown(request: HttpRequest) -> dict[str, Loaded]:
    """The state in which each row was shown, by its key."""
    sealed = (unsealed(str(each)) for each in request.POST.getlist(FIELD))
    return {each.key: each for each in sealed if each}


def _asked(admin: NoWordLost, request: HttpRequest, row: SharedRow, unlike: Unlike | None) -> Asked:
    seen = seen_on(row, at=timezone.now())
    return Asked(row, admin.sealed_state(request, row), _reasons(row), seen, unlike)


def _propose(request: HttpRequest, row: SharedRow, why: str) -> None:
    try:
        with transaction.atomic():
            proposals.propose_deletion(row, by=cast(User, request.user), why=why)
    except Refused as refused:
        messages.error(request, f"没有提交“{row}”：{' '.join(refused.reasons)}")
    else:
        said = f"已提交删除“{row}”的建议，等另一个人批准；现在公众还看得到它。"
        messages.success(request, said)


def _reasons(row: SharedRow) -> list[str]:
    waits = ["已经有一个建议在等批准。"] if open_proposal(row) else []
    return waits + deletion_blockers(row)
