"""The admin of shared rows: whoever saves, adds or deletes here makes a proposal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from policies.admin.saving.form import NoWordLost
from policies.admin.saving.page import Author
from policies.admin.shared.deletion import CONFIRMED, ask_for_deletion
from policies.admin.shared.form import WHY, SharedForm, links_of, wanted
from policies.admin.shared.standing import authors_of, proposals_about, standing_of, with_standing
from policies.admin.translated import CalmFields, FixedCodeAdmin
from policies.models import Region
from policies.models.plain import SharedRow
from policies.publishing import proposals
from policies.publishing.actions import Refused
from policies.publishing.shared.seen_on import seen_on

if TYPE_CHECKING:
    RowForm = forms.ModelForm[SharedRow]
    Rows = QuerySet[Any]
    RowsInside = forms.BaseInlineFormSet[SharedRow, SharedRow, RowForm]
    Formsets = Iterable[RowsInside]
    from django.contrib.admin.options import _FieldsetSpec

PROPOSED = "已提交变更建议，等另一个人批准；现在公众看到的还是原来的。"
NOTHING = "没有改动，没有提交建议。"


class SharedAdmin(NoWordLost, CalmFields, FixedCodeAdmin):
    """Stores nothing that readers see: what is entered is proposed, and another person decides."""

    form = SharedForm
    change_form_template = "admin/shared_form.html"
    object_history_template = "admin/shared_history.html"
    actions = ("propose_deletion",)

    # What is there.

    def get_queryset(self, request: HttpRequest) -> Rows:
        """Every row, those that wait for their approval too."""
        rows = with_standing(cast(type[SharedRow], self.model).with_proposed.all())
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def get_list_display(self, request: HttpRequest) -> tuple[object, ...]:  # type: ignore[override]
        return (*super().get_list_display(request), "standing")

    @admin.display(description="变更")
    def standing(self, row: SharedRow) -> str:
        return standing_of(row)

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> _FieldsetSpec:
        """The row's own fields, and for who may propose the reason."""
        own = super().get_fieldsets(request, obj)
        may = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        return [*own, ("变更建议", {"fields": (WHY,)})] if may else own

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody deletes a region, nor what is only proposed: that is called off."""
        if obj is not None and cast(SharedRow, obj).awaits_approval:
            return False
        return self.model is not Region and super().has_delete_permission(request, obj)

    # What is entered.

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """The form; what cannot be proposed after all is said on it, and nothing is stored."""
        row = self.get_object(request, unquote(object_id)) if object_id else None
        about = _about(row) if row else {}
        context = {**(extra_context or {}), **about}
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except Refused as refused:
            return self.give_back(request, row, " ".join(refused.reasons), title="没有提交")

    def save_model(self, *args: object) -> None:
        """Nothing yet: a row is proposed together with the rows inside its form."""

    def save_related(
        self, request: HttpRequest, form: RowForm, formsets: Formsets, change: bool
    ) -> None:
        """Propose the row and those inside the form, each for itself; new ones are stored, where
        only editors see them. Relations go with their row."""
        why = form.cleaned_data[WHY]
        inside = [(formset, _changed(formset)) for formset in formsets]
        if form.instance.pk is None:
            named = {
                str(formset.fk.remote_field.get_accessor_name()): [each.instance for each in rows]
                for formset, rows in inside
            }
            self._propose(request, form, why, named)
            return
        for each in (form, *(each for _formset, rows in inside for each in rows)):
            self._propose(request, each, why)

    def _propose(
        self,
        request: HttpRequest,
        form: RowForm,
        why: str,
        inside: Mapping[str, Iterable[SharedRow]] | None = None,
    ) -> None:
        """Propose what a valid form says of its row; nothing if it says nothing new."""
        row, by = form.instance, cast(User, request.user)
        if row.pk is None or row.awaits_approval:
            links = links_of(form)
            made = proposals.propose_new(row, by=by, why=why, links=links, inside=inside)
        elif after := wanted(form)[1]:
            made = proposals.propose_change(row, after, by=by, why=why)
        else:
            return
        request.__dict__.setdefault("proposed", []).append(made)

    # What is said of it. The proposals themselves are the log.

    def construct_change_message(self, *args: object, **kwargs: object) -> str:  # type: ignore[override]
        return ""

    def log_addition(self, *args: object) -> None: ...  # type: ignore[override]

    def log_change(self, *args: object) -> None: ...  # type: ignore[override]

    def response_add(
        self, request: HttpRequest, obj: SharedRow, post_url_continue: str | None = None
    ) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self._say(request, obj)

    def response_change(self, request: HttpRequest, obj: SharedRow) -> HttpResponse:
        return self._say(request, obj)

    def _say(self, request: HttpRequest, row: SharedRow) -> HttpResponse:
        if request.__dict__.get("proposed"):
            messages.success(request, PROPOSED)
        else:
            messages.warning(request, NOTHING)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[row.pk]))

    # What is to go.

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Ask why a row should go, and propose it; what went meanwhile is told."""
        with transaction.atomic():
            row = self.held_row(request, object_id)
            if row is None:
                self.get_object(request, unquote(object_id))  # raises if it is only out of reach
                if CONFIRMED not in request.POST:
                    raise Http404
            elif not self.has_delete_permission(request, row):
                raise PermissionDenied
            return ask_for_deletion(self, request, [cast(SharedRow, row)] if row else [])

    @admin.action(description="建议删除所选的", permissions=["delete"])
    def propose_deletion(self, request: HttpRequest, queryset: Rows) -> HttpResponse:
        """Ask why these rows should go, and propose each of them."""
        with transaction.atomic():
            ticked = self.get_queryset(request).filter(pk__in=[row.pk for row in queryset])
            held = ticked.select_for_update(of=("self",)).order_by("pk")
            return ask_for_deletion(self, request, list(held))

    def authors(self, key: object, since: dt.datetime) -> list[Author]:
        """Whose proposals were approved: what the office's log does not say of shared rows."""
        return authors_of(self.model._meta.label_lower, int(str(key)), since)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """What was proposed about a row, with values, who decided it, and why."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"变更历史：{row}",
            "opts": self.opts,
            "object": row,
            "entries": proposals_about(row, is_decided=True),
        }
        return TemplateResponse(request, self.object_history_template, context)


def _changed(formset: RowsInside) -> list[RowForm]:
    """The forms of a formset that say something new of their rows, which belong to its own."""
    changed = [each for each in formset.forms if each.has_changed()]
    for each in changed:
        setattr(each.instance, formset.fk.name, formset.instance)
    return changed


def _about(row: SharedRow) -> dict[str, object]:
    """What is said above the form of a stored row."""
    return {
        "proposed": proposals_about(row),
        "row_waits": row.awaits_approval,
        "seen": seen_on(row, at=timezone.now()),
    }
