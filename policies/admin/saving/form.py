"""The form of a row that somebody else may change while it is open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone

from policies.admin.saving import kept, page, sent
from policies.admin.saving.deletion import DeletesWhatWasShown
from policies.admin.saving.fields import Held, as_posted, names_stored_rows, rows_of_others
from policies.admin.saving.given_back import STORED
from policies.admin.saving.parts import parts_of
from policies.admin.saving.seal import FIELD, Loaded, digest, seal, unseal
from policies.publishing.database_rules.refusals import told
from policies.publishing.merge import Side, compare, merge, pair_new_rows, undecided

UNSAVED = "下面是你之前写的内容，还没有保存。请看一遍，再保存。"
OF_ANOTHER_ROW = "表单里有一行不是这一条的，没有保存。请重新打开表单再填。"
MEANWHILE = (
    "没有保存：就在你保存的时候，另一个人删除了这里用到的一条，或者新增了同名的一条。"
    "你填的内容都在下面，请看过现在的内容再保存。"
)
NOTHING_NEW = "没有改动，不用保存。"


class NoWordLost(DeletesWhatWasShown):
    """Its form knows the state it was loaded with, and never goes over another one unasked."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """The form; what cannot be stored as it is, is laid beside what stands now."""
        if request.method == "POST":
            key = sent.key_of(request.POST)
            try:
                with transaction.atomic():
                    answer = self._once(request, object_id, form_url, extra_context)
            except IntegrityError as refusal:
                if (first := sent.first_answer(key)) is not None:
                    return HttpResponseRedirect(first)  # the same form was stored at this moment
                row = self.get_object(request, unquote(object_id)) if object_id else None
                return self.give_back(request, row, told(refusal, MEANWHILE))
            if answer.status_code == 302:
                kept.forget(request)
            return answer
        if STORED in request.GET:
            kept.forget(request)
        if waiting := kept.kept_text(request, timezone.now()):
            return self._refilled(request, waiting, object_id, form_url, extra_context)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: object
    ) -> type[forms.ModelForm[Model]]:
        """The form; one that is only filled in again is never taken for one to be stored."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return _unsaved(form) if getattr(request, "is_refilled", False) else form

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, object],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Model | None = None,
    ) -> HttpResponse:
        """The page of the form, which carries what it shows."""
        if self._may_store(request, obj):
            context["sealed"] = getattr(request, "sealed", None) or self._seal(
                request, obj, parts_of(context).shown() if obj else {}
            )
        context["sealed_as"] = FIELD
        answer = super().render_change_form(request, context, add, change, form_url, obj)
        if request.method == "POST" and not getattr(request, "is_refilled", False):
            answer.status_code = 422  # what was sent is refused, and shown again with the reasons
        return answer

    def unchanged(self, request: HttpRequest, row: Model) -> HttpResponse:
        """The answer to a form that holds what is stored: nothing is written, nothing is logged."""
        messages.info(request, NOTHING_NEW)
        if "_continue" in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        return self.response_post_save_change(request, row)

    def _once(
        self,
        request: HttpRequest,
        object_id: str | None,
        form_url: str,
        extra_context: dict[str, object] | None,
    ) -> HttpResponse:
        """Store what was sent, or say why not; the same form sent again gets the first answer."""
        key = sent.key_of(request.POST)
        if (first := sent.first_answer(key)) is not None:
            return HttpResponseRedirect(first)
        answer = self._refused(request, object_id) or super().changeform_view(
            request, object_id, form_url, extra_context
        )
        if key and answer.status_code == 302:
            sent.settle(key, answer["Location"], timezone.now())
        return answer

    def _refused(self, request: HttpRequest, object_id: str | None) -> HttpResponse | None:
        """The answer to what must not be stored as it was sent; None if it may be."""
        row = self.held_row(request, object_id) if object_id else None
        if object_id and row is None:
            return self.gone(request)
        if not self._may_store(request, row):
            reason = self.why_not_stored(request, row) if row else ""
            return self.give_back(request, row, reason) if reason else None
        loaded = unseal(request.POST)
        if reason := self.why_not_ours(request, row, loaded):
            anew = {} if row else {"back_says": "重新打开表单"}
            return self.give_back(request, row, reason, **anew)
        if row is None and names_stored_rows(request.POST):
            return self.give_back(request, row, OF_ANOTHER_ROW, back_says="重新打开表单")
        return self._merged(request, row, loaded) if row and loaded else None

    def _may_store(self, request: HttpRequest, row: Model | None) -> bool:
        """Whether this person may change a row, or add one."""
        if row is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, row)

    def _merged(self, request: HttpRequest, row: Model, loaded: Loaded) -> HttpResponse | None:
        """The page that asks what becomes of two changes; None once that is settled.

        What was sent is then what was chosen.
        """
        parts = self.parts(request, row).prefetched()
        stored = parts.shown()
        new = self.held_in(request, row, loaded.held, parts)
        if rows_of_others(new, loaded.held, stored):
            return self.give_back(request, row, OF_ANOTHER_ROW)
        new = cast(Held, pair_new_rows(loaded.held, stored, new, blank=[()]))
        changes = compare(loaded.held, stored, new) if stored != loaded.held else []
        if stored != loaded.held:
            is_met = request.POST.get(page.MET) == digest(stored)
            chosen = page.choices(request.POST) if is_met else {}
            is_asked = any(change.side is not Side.ENTERED for change in changes)
            if is_asked and (not is_met or undecided(changes, chosen)):
                lines = page.lines(changes, chosen, parts.form, parts.rows)
                return self._side_by_side(request, row, loaded, lines, stored)
            new = cast(Held, merge(stored, changes, chosen))
            machinery = [name for name in request.POST if name.startswith("_")]
            _take(request, as_posted(parts.form, parts.rows, new, parent=row.pk), machinery)
        if new == stored:
            return self.unchanged(request, row)
        request.sealed = self._seal(request, row, stored)  # type: ignore[attr-defined]
        return None

    def _side_by_side(
        self,
        request: HttpRequest,
        row: Model,
        loaded: Loaded,
        lines: list[page.Line],
        stored: Held,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": "有人在你之后改过",
            "opts": self.opts,
            "original": row,
            "loaded_at": loaded.at,
            "authors": self.authors(row.pk, loaded.at),
            "lines": lines,
            "carried": page.carried(request.POST),
            "met_as": page.MET,
            "met": digest(stored),
            "is_asked_again": page.MET in request.POST,
        }
        return render(request, "admin/merge.html", context, status=409)

    def _refilled(
        self,
        request: HttpRequest,
        waiting: QueryDict,
        object_id: str | None,
        form_url: str,
        extra_context: dict[str, object] | None,
    ) -> HttpResponse:
        """The form with what was kept for it, which is shown and not stored."""
        row = self.get_object(request, unquote(object_id)) if object_id else None
        _take(request, waiting)
        if row and not self.has_change_permission(request, row):
            return self.give_back(request, row, self.why_not_stored(request, row) or UNSAVED)
        request.method = "POST"  # a form that was sent shows what was sent
        request.is_refilled, request.sealed = True, waiting[FIELD]  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _seal(self, request: HttpRequest, row: Model | None, held: Held) -> str:
        person = cast(User, request.user)
        return seal(self.model, row.pk if row else "", person, timezone.now(), held)


def _take(request: HttpRequest, posted: QueryDict, also: Iterable[str] = ()) -> None:
    """Go on as if this had been sent, together with what was sent under some names."""
    for name in also:
        posted.setlist(name, request.POST.getlist(name))
    request.POST = posted  # type: ignore[assignment]


def _unsaved(form: type[forms.ModelForm[Model]]) -> type[forms.ModelForm[Model]]:
    class Unsaved(form):  # type: ignore[valid-type, misc]
        """Says that nothing was stored, which also keeps it from being stored."""

        def clean(self) -> dict[str, object] | None:
            """What was sent; never good enough."""
            cleaned: dict[str, object] | None = super().clean()
            self.add_error(None, UNSAVED)
            return cleaned

    return Unsaved
