"""Text that cannot be stored is given back to whoever wrote it."""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from policies.admin.entered import entered_texts, entered_words, fields_of_rows
from policies.admin.saving import kept, page
from policies.admin.saving.fields import as_posted
from policies.admin.saving.offered import with_names
from policies.admin.saving.parts import HasParts
from policies.admin.saving.seal import FIELD, Loaded, seal, unseal

STORED = "stored"  # in the address: the form as the row is stored, whatever was kept for it
GONE = "你打开之后，这一条被删除了。"
UNKNOWN = "这张表单没有说明它打开时的内容，或者那段说明不是本站写的，所以不知道会盖掉谁的文字。"
OF_ANOTHER = "这张表单是为另一条内容，或者为另一个人打开的。"


class GivesBack(HasParts):
    """Says why nothing was stored, beside everything that was entered."""

    def why_not_stored(self, request: HttpRequest, row: Model) -> str:
        """Why a row that this person may change in general is closed to them now, if it is."""
        return ""

    def why_not_ours(self, request: HttpRequest, row: Model | None, loaded: Loaded | None) -> str:
        """Why what was sent did not come from the form of this row, as this person opened it."""
        if loaded is None:
            return UNKNOWN
        is_ours = loaded.is_of(row, self.model) and loaded.person == request.user.pk
        return "" if is_ours else OF_ANOTHER

    def held_row(self, request: HttpRequest, object_id: str) -> Model | None:
        """The row as it is stored; whoever else wants to change it waits."""
        try:
            key = self.opts.pk.to_python(unquote(object_id))
        except ValidationError:
            return None
        found = self.get_queryset(request).filter(pk=key).select_for_update(of=("self",))
        if isinstance(self.list_select_related, list | tuple):
            found = found.select_related(*self.list_select_related)
        return found.first()

    def authors(self, key: object, since: dt.datetime) -> list[page.Author]:
        """Who changed the row of a key, or deleted it, since then; the last one first."""
        return page.authors(self.model, key, since)

    def give_back(
        self, request: HttpRequest, row: Model | None, reason: str, **more: object
    ) -> HttpResponse:
        """Say why nothing was stored, and show what was entered so that it can be copied."""
        meta = self.opts
        page_of = f"admin:{meta.app_label}_{meta.model_name}"
        back = reverse(f"{page_of}_change", args=[row.pk]) if row else reverse(f"{page_of}_add")
        context = {
            **self.admin_site.each_context(request),
            "title": "没有保存",
            "opts": meta,
            "original": row,
            "back": f"{back}?{STORED}=" if row else back,
            "back_says": "看现在的内容" if row else "用这些内容新建一条",
            "reason": reason,
            "entered": self._entered(request),
        }
        return render(request, "admin/text_given_back.html", context | more, status=409)

    def _entered(self, request: HttpRequest) -> dict[str, str]:
        """What was sent, in the words of an empty form: this one may have no fields any more."""
        rows, sent = {}, request.POST
        for inline in self.get_inline_instances(request):
            formset = inline.get_formset(request)
            prefix = formset.get_default_prefix()
            fields = with_names(fields_of_rows(formset), sent, prefix)
            rows[prefix] = (str(inline.verbose_name), fields)
        return entered_words(sent, with_names(self.get_form(request).base_fields, sent), rows)

    def gone(self, request: HttpRequest) -> HttpResponse | None:
        """Give the text of a row that was deleted back, to make it anew."""
        may = self.has_change_permission(request) and self.has_add_permission(request)
        if not may or not entered_texts(request.POST):
            return None
        meta, new, now = self.opts, self.parts(request, None), timezone.now()
        posted = as_posted(new.form, new.rows, self.held_in(request, None, {}, new), parent=None)
        if unseal(request.POST):  # it came from a form of ours, and goes on in an empty one
            by = cast(User, request.user)
            posted[FIELD] = seal(self.model, "", by, now, {})
        kept.keep(request, posted, reverse(f"admin:{meta.app_label}_{meta.model_name}_add"), now)
        return self.give_back(request, None, GONE)
