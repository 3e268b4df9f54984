"""The page that asks why rows should go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from policies.models.plain import SharedRow
from policies.publishing import proposals
from policies.publishing.actions import Refused
from policies.publishing.shared.blockers import deletion_blockers, open_proposal
from policies.publishing.shared.seen_on import seen_on

CONFIRMED = "deletion_is_meant"


class WhyForm(forms.Form):
    """Why rows should go."""

    why = forms.CharField(
        label="为什么要删除",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="批准的人要看，以后的人也要看。",
    )


def ask_for_deletion(
    admin: ModelAdmin[SharedRow], request: HttpRequest, rows: Sequence[SharedRow]
) -> HttpResponse:
    """Propose the deletion of rows once somebody said why; before that, ask."""
    meant = CONFIRMED in request.POST
    form = WhyForm(request.POST if meant else None)
    name = f"admin:{admin.opts.app_label}_{admin.opts.model_name}_changelist"
    if meant and form.is_valid():
        for row in rows:
            _propose(request, row, form.cleaned_data["why"])
        return HttpResponseRedirect(reverse(name))
    context = {
        **admin.admin_site.each_context(request),
        "title": "建议删除",
        "opts": admin.opts,
        "rows": [(row, _reasons(row), seen_on(row, at=timezone.now())) for row in rows],
        "form": form,
        "confirmed": CONFIRMED,
        "selected": ACTION_CHECKBOX_NAME,
        "back": reverse(name),
    }
    return render(request, "admin/shared_deletion.html", context)


def _propose(request: HttpRequest, row: SharedRow, why: str) -> None:
    try:
        proposals.propose_deletion(row, by=cast(User, request.user), why=why)
    except Refused as refused:
        messages.error(request, f"没有提交“{row}”：{' '.join(refused.reasons)}")
    else:
        said = f"已提交删除“{row}”的建议，等另一个人批准；现在公众还看得到它。"
        messages.success(request, said)


def _reasons(row: SharedRow) -> list[str]:
    waits = ["已经有一个建议在等批准。"] if open_proposal(row) else []
    return waits + deletion_blockers(row)
