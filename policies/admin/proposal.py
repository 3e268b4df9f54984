"""变更建议: what waits for a second person, and what became of every proposal."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from policies.admin.case_words import ends_otherwise
from policies.admin.shared.filters import KindFilter, WhoWaits
from policies.admin.shared.form import proposal_address
from policies.admin.shared.merging import merge_view
from policies.admin.shared.standing import entry_of
from policies.models import Proposal
from policies.models.plain import SharedRow, shared_models
from policies.publishing import proposals
from policies.publishing.actions import Refused
from policies.publishing.database_rules.refusals import told
from policies.publishing.merging import meeting_with
from policies.publishing.shared.blockers import decide_blockers
from policies.publishing.shared.brought import unwritten_blockers
from policies.publishing.shared.meaning import meaning_blockers, meaning_changed
from policies.publishing.shared.outcome import GONE, outcome_blockers, row_of
from policies.publishing.shared.seen_on import seen_on
from policies.publishing.shared.values import model_of

Listed = admin.ModelAdmin[Proposal]
Choices = list[tuple[str, str]]
TWO_AT_ONCE = "另一个人刚刚处理了一条建议，请看过现在的状态再决定。"
UNREADABLE = "没有做什么：这个按钮没有见过，或者意见里有不能存的字符。"
MAY_NOT = "要由有批准权限的人来批准或退回。"
DONE = {
    "approve": "已批准：{}。公众现在看到的就是新的内容。",
    "reject": "已退回：{}。公众看到的没有变。",
    "call_off": "已撤回：{}。公众看到的没有变。",
}
VERBS: dict[str, Callable[..., None]] = {
    "approve": proposals.approve,
    "reject": proposals.reject,
    "call_off": proposals.call_off,
}


class DecisionForm(forms.Form):
    """What is said with a decision."""

    note = forms.CharField(
        label="意见（退回时必填）", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    only_wording = forms.BooleanField(
        label="只是措辞，意思没有变",
        required=False,
    )


@admin.register(Proposal)
class ProposalAdmin(admin.ModelAdmin[Proposal]):
    desk_rank = 5
    list_display = ("__str__", "about", "state", "author", "made_at", "decided_by", "decided_at")
    list_filter = (WhoWaits, "state", "action", KindFilter, "made_at")
    list_select_related = ("author", "decided_by")
    search_fields = ("name", "code", "why", "note")
    actions = ("approve_selected",)

    @admin.display(description="种类", ordering="kind")
    def about(self, proposal: Proposal) -> str:
        return str(model_of(proposal.kind)._meta.verbose_name)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposal]:
        """Those about rows of a kind that this version of the site has."""
        kinds = [model._meta.label_lower for model in shared_models()]
        return super().get_queryset(request).filter(kind__in=kinds)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Proposal | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Proposal | None = None) -> bool:
        return False

    def has_approve_permission(self, request: HttpRequest) -> bool:
        """Whether this person belongs to those who approve and reject."""
        return cast(User, request.user).has_perm("policies.approve_proposal")

    def get_urls(self) -> list[URLPattern]:
        address = path(
            "<path:object_id>/decide/<slug:verb>/",
            self.admin_site.admin_view(self.decide_view),
            name="policies_proposal_decide",
        )
        merging = path(
            "<path:object_id>/merge/",
            self.admin_site.admin_view(self.merge_view),
            name="policies_proposal_merge",
        )
        return [address, merging, *super().get_urls()]

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Make a new proposal of this one and of what its row says by now."""
        proposal = self._found(request, object_id)
        if not self._may_merge(request, proposal):
            messages.error(request, MAY_NOT)
            return HttpResponseRedirect(proposal_address(proposal))
        return merge_view(self, request, proposal)

    def _may_merge(self, request: HttpRequest, proposal: Proposal) -> bool:
        """Its author may, and whoever approves."""
        is_own = proposal.author_id == cast(User, request.user).pk
        return is_own or self.has_approve_permission(request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """What is proposed, with values, who asks for it and why; and the buttons that decide."""
        return self._show(request, self._found(request, object_id), DecisionForm())

    def decide_view(self, request: HttpRequest, object_id: str, verb: str) -> HttpResponse:
        """Do one verb; every reason of a refusal is shown with what was entered."""
        proposal = self._found(request, object_id)
        form = DecisionForm(request.POST)
        if request.method != "POST":
            return HttpResponseRedirect(proposal_address(proposal))
        is_meant = verb in VERBS and form.is_valid()
        reasons = [UNREADABLE]
        if is_meant:
            reasons = self._decide(request, proposal, verb, form.cleaned_data)
        for reason in reasons:
            messages.error(request, reason)
        if reasons:
            proposal.refresh_from_db()
            refused = self._show(request, proposal, form)
            refused.status_code = 409
            return refused
        messages.success(request, DONE[verb].format(proposal))
        return HttpResponseRedirect(proposal_address(proposal))

    def _decide(
        self, request: HttpRequest, proposal: Proposal, verb: str, said: dict[str, object]
    ) -> list[str]:
        """Do a verb; the reasons of a refusal, none if it is done."""
        if verb != "call_off" and not self.has_approve_permission(request):
            return [MAY_NOT]
        more = {"only_wording": said["only_wording"]} if verb == "approve" else {}
        try:
            with transaction.atomic():
                VERBS[verb](proposal, by=cast(User, request.user), note=str(said["note"]), **more)
        except Refused as refused:
            return refused.reasons
        except IntegrityError as refusal:
            return [told(refusal, TWO_AT_ONCE)]
        self.log_change(request, proposal, DONE[verb].format(proposal))
        return []

    def _found(self, request: HttpRequest, object_id: str) -> Proposal:
        proposal = self.get_object(request, unquote(object_id))
        if proposal is None:
            raise Http404
        if not self.has_view_permission(request, proposal):
            raise PermissionDenied
        return proposal

    def _show(self, request: HttpRequest, proposal: Proposal, form: DecisionForm) -> HttpResponse:
        user = cast(User, request.user)
        row = row_of(proposal)
        stands = _stands_in_the_way(proposal, row)
        mine = proposal.author_id == user.pk
        rights = [] if self.has_approve_permission(request) else [MAY_NOT]
        blockers = rights + decide_blockers(proposal, by=user)
        context = {
            **self.admin_site.each_context(request),
            "title": str(proposal),
            "opts": self.opts,
            "entry": entry_of(proposal, with_now=proposal.is_open),
            "seen": seen_on(row, at=timezone.now()) if row and proposal.is_open else None,
            "row_address": _row_address(proposal) if row else "",
            "kind": model_of(proposal.kind)._meta.verbose_name,
            "form": form,
            "approve_reasons": blockers + stands,
            "reject_reasons": blockers,
            "may_call_off": mine and proposal.is_open,
            "merge_address": self._merge_address(request, proposal, row),
            "meaning": _meaning(proposal, row),
            "ends": ends_otherwise(proposal, row, at=timezone.now()) if row else (),
        }
        return render(request, "admin/proposal.html", context)

    def _merge_address(
        self, request: HttpRequest, proposal: Proposal, row: SharedRow | None
    ) -> str:
        meets = meeting_with(row, proposal) if self._may_merge(request, proposal) else None
        if meets is None or not meets.is_needed:
            return ""
        return reverse("admin:policies_proposal_merge", args=[proposal.pk])

    @admin.action(description="批准所选的建议", permissions=["approve"])
    def approve_selected(self, request: HttpRequest, queryset: QuerySet[Proposal]) -> None:
        """Approve proposals one by one; what is refused says why."""
        for proposal in queryset.order_by("made_at", "pk"):
            said = {"note": "", "only_wording": False}
            if reasons := self._decide(request, proposal, "approve", said):
                messages.error(request, f"没有批准“{proposal}”：{' '.join(reasons)}")
            else:
                messages.success(request, DONE["approve"].format(proposal))


def _stands_in_the_way(proposal: Proposal, row: SharedRow | None) -> list[str]:
    if not proposal.is_open:
        return []
    if row is None:
        return [GONE]
    now = timezone.now()
    changed = meaning_changed(row, proposal.values_after, now)
    return outcome_blockers(proposal, row) + changed + unwritten_blockers(proposal, row, now)


def _meaning(proposal: Proposal, row: SharedRow | None) -> list[str]:
    if row is None or not proposal.is_open:
        return []
    return meaning_blockers(proposal, row, only_wording=False, at=timezone.now())


def _row_address(proposal: Proposal) -> str:
    name = proposal.kind.replace(".", "_")
    return reverse(f"admin:{name}_change", args=[proposal.key])
