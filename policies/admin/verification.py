"""核对: the queue of passages to read again, and the records of what was found."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme

from policies.admin.edition.panel import form_address
from policies.models import Source, Verification
from policies.models.edition import edition_models
from policies.publishing.actions import Refused
from policies.publishing.reading_queue import reading_queue
from policies.publishing.readings import Need, reading_of
from policies.publishing.verification import Recorded, record

A_PAGE = 50
Result = Verification.Result


class RecordForm(forms.Form):
    """What was found in the chosen passages after one reading."""

    result = forms.ChoiceField(label="读到的", choices=Result.choices, widget=forms.RadioSelect)
    day = forms.DateField(
        label="哪一天读的", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    note = forms.CharField(
        label="说明",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text="原文变了的，写明变了什么。会立即在网站上标明，并给用到它的每一条内容建一份草稿。",
    )


@admin.register(Verification)
class VerificationAdmin(admin.ModelAdmin[Verification]):
    """Who read which passage on which day, and what was found: the newest first."""

    desk_rank = 35
    change_list_template = "admin/verifications.html"
    list_display = ("day", "result", "person", "code", "source", "locator", "note")
    list_display_links = ("code",)
    list_filter = ("result", "person", "day")
    list_select_related = ("source", "person")
    list_per_page = 50
    search_fields = ("=code", "source__title", "source__doc_number", "locator", "quote", "note")
    fields = ("code", "source", "locator", "quote", "day", "person", "result", "note", "at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # records are made in the queue, for what is cited

    def has_change_permission(self, request: HttpRequest, obj: Verification | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Verification | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.queue)
        return [path("queue/", view, name="policies_verification_queue"), *super().get_urls()]

    def queue(self, request: HttpRequest) -> HttpResponse:
        """The passages of what is live, who needs it most first; what was found is sent here."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._queue(request, RecordForm(initial={"day": timezone.localdate()}))
        if not cast(User, request.user).has_perm("policies.add_verification"):
            raise PermissionDenied
        return self._record(request)

    def _record(self, request: HttpRequest) -> HttpResponse:
        """Keep what was found; where that is refused, give everything back with the reasons."""
        one = request.POST.get("one")
        sent = QueryDict(mutable=True)
        note = request.POST.get("note", "")
        sent.update({"result": Result.UNCHANGED, "note": note} if one else request.POST)
        form = RecordForm(sent)
        keys = [one] if one else request.POST.getlist("passage")
        if form.is_valid():
            try:
                recorded = _keep(request, keys, form)
            except Refused as refused:
                form.add_error(None, refused.reasons)
            else:
                _tell(request, recorded)
                return HttpResponseRedirect(_way_back(request))
        return self._queue(request, form, keys, status=422)

    def _queue(
        self,
        request: HttpRequest,
        form: RecordForm,
        keys: list[str] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        asked = request.GET
        source = Source.objects.filter(code=asked.get("source", "")).first()
        by = cast(User, request.user)
        found = reading_queue(
            timezone.now(),
            by=by,
            sources=[source.pk] if source else None,
            need=asked.get("need", ""),
            kind=asked.get("kind", ""),
        )
        page = Paginator(found, A_PAGE).get_page(asked.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": "要重读的依据",
            "opts": self.opts,
            "form": form,
            "page": page,
            "chosen": keys or [],
            "source": source,
            "filters": _filters(found.by_need, asked),
            "may_record": cast(User, request.user).has_perm("policies.add_verification"),
            "without_page": _query(asked, page=None),
        }
        return render(request, "admin/verification_queue.html", context, status=status)


def _filters(by_need: Counter[Need], asked: QueryDict) -> list[tuple[str, str, bool]]:
    """The queries that narrow the queue down, what they are called, and whether it is so now."""
    everything = not asked.get("need") and not asked.get("kind")
    filters = [(_query(asked, need=None, kind=None, page=None), "全部", everything)]
    for need in Need:
        query = _query(asked, need=need.value, kind=None, page=None)
        filters.append((query, f"{need.label} {by_need[need]}", asked.get("need") == need))
    for model in edition_models():
        label = model._meta.label_lower
        query = _query(asked, kind=label, need=None, page=None)
        filters.append((query, str(model._meta.verbose_name), asked.get("kind") == label))
    return filters


def _query(asked: QueryDict, **changed: str | None) -> str:
    """The query with some of it changed; None takes a value out."""
    query = asked.copy()
    for name, value in changed.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return query.urlencode()


def _keep(request: HttpRequest, keys: list[str], form: RecordForm) -> Recorded:
    """Record what was found in the citations named. Raises Refused."""
    now = timezone.now()
    found = [reading_of(key, now) for key in keys]
    if None in found:
        raise Refused(["选中的引用有的已经不在网站上，请刷新页面再选。"])
    read = [reading for reading in found if reading]
    seen = _seen(request)
    return record(
        [reading.passage for reading in read],
        by=cast(User, request.user),
        known={reading.passage: seen.get(reading.key) for reading in read},
        now=now,
        **form.cleaned_data,
    )


def _seen(request: HttpRequest) -> dict[str, dt.datetime | None]:
    """When the newest record was noted that the page showed of each citation, by its key."""
    pairs = (str(each).partition(" ") for each in request.POST.getlist("known"))
    return {key: _instant(noted) for key, _blank, noted in pairs}


def _instant(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def _tell(request: HttpRequest, recorded: Recorded) -> None:
    """Say what was kept, which drafts there are now, and what could not be revised."""
    first = recorded.records[0]
    number = len(recorded.records)
    messages.success(request, f"记下了 {number} 处核对：{first.get_result_display()}。")
    for draft in recorded.drafts:
        said = "已建好草稿，请改：<a href='{}'>{}</a>"
        messages.warning(request, format_html(said, form_address(draft), draft))
    for note in recorded.notes:
        messages.warning(request, note)


def _way_back(request: HttpRequest) -> str:
    """The page that the form was on, if it is one of this site; else the queue as it was asked."""
    wanted = request.POST.get("next", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, request.get_host()):
        return wanted
    query = request.GET.urlencode()
    return reverse("admin:policies_verification_queue") + (f"?{query}" if query else "")
