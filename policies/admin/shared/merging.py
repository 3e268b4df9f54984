"""The page that lays a proposal beside a row that changed after it was made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from policies.admin.case_words import said_in_words
from policies.admin.saving.page import MET, Line, choices, name_of
from policies.admin.shared.form import proposal_address
from policies.admin.shared.standing import authors_of
from policies.models import Proposal
from policies.publishing.actions import Refused
from policies.publishing.database_rules.refusals import told
from policies.publishing.merge import Change, Side
from policies.publishing.merging import CHANGED_AGAIN, Meeting, meeting_of, merge_proposal
from policies.publishing.shared.values import label_of, model_of

NOTHING_TO_MERGE = "这个建议不用合并：它改的地方，之后没有人改过。"
DONE = "已合并成新的建议，等另一个人批准。原来的建议和里面的文字都还在。"


def merge_view(
    admin: ModelAdmin[Proposal], request: HttpRequest, proposal: Proposal
) -> HttpResponse:
    """Ask what becomes of each field; once that is chosen, propose it."""
    chosen = {place[0]: side for place, side in choices(request.POST).items()}
    if request.method == "POST":
        try:
            met = request.POST.get(MET, "")
            with transaction.atomic():
                made = merge_proposal(proposal, chosen, by=cast(User, request.user), met=met)
        except (Refused, IntegrityError) as refused:
            reasons = (
                refused.reasons if isinstance(refused, Refused) else [told(refused, CHANGED_AGAIN)]
            )
            for reason in reasons:
                messages.error(request, reason)
            proposal.refresh_from_db()
        else:
            messages.success(request, DONE)
            return HttpResponseRedirect(proposal_address(made))
    meeting = meeting_of(proposal)
    if not meeting.is_needed:
        messages.warning(request, NOTHING_TO_MERGE)
        return HttpResponseRedirect(proposal_address(proposal))
    return _side_by_side(admin, request, proposal, meeting, chosen)


def _side_by_side(
    admin: ModelAdmin[Proposal],
    request: HttpRequest,
    proposal: Proposal,
    meeting: Meeting,
    chosen: Mapping[str, Side],
) -> HttpResponse:
    context = {
        **admin.admin_site.each_context(request),
        "title": f"合并：{proposal}",
        "opts": admin.opts,
        "proposal": proposal,
        "back": proposal_address(proposal),
        "authors": authors_of(proposal.kind, proposal.key, proposal.made_at),
        "lines": [_line(proposal, change, chosen) for change in meeting.changes],
        "met_as": MET,
        "met": meeting.met,
    }
    return render(request, "admin/proposal_merge.html", context)


def _line(proposal: Proposal, change: Change, chosen: Mapping[str, Side]) -> Line:
    model, name = model_of(proposal.kind), change.place[0]
    opened, stored, entered = (said_in_words(model, name, value) for value in change.states)
    choice = chosen.get(name) or change.preselected or ""
    return Line(label_of(model, name), name_of(change.place), opened, stored, entered, choice)
