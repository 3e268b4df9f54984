"""The page of a code: all its editions, what each changed, and who did what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html

from policies.admin.edition.panel import form_address, history_address, on_the_site, step_address
from policies.admin.edition.permissions import EditionPermissions
from policies.admin.edition.verbs import VERBS, label
from policies.models import Acknowledgement, Edition
from policies.publishing.history import Version, history

PERSONS = ("author", "approved_by", "returned_by", "countersigned_by")
ON_A_PAGE = 20
DONE = frozenset(f"{verb.done}。" for verb in VERBS.values())  # what the register says as well


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that somebody did to an edition, and their words."""

    at: dt.datetime
    by: str
    what: str
    note: str = ""
    acknowledgement: Acknowledgement | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A version on the page of its code: `restore` is what the button says that starts from it."""

    version: Version
    address: str
    site: str
    deeds: tuple[Deed, ...]
    restore: str
    restore_url: str


class EditionHistory(EditionPermissions):
    """Puts the history of the whole code where Django has that of one row."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """All editions of the code of this one, the newest first; 12 queries at most, however many
        there are."""
        editions = self._editions_beside(request, unquote(object_id))
        edition = next((each for each in editions if str(each.pk) == unquote(object_id)), None)
        if edition is None or not self.has_view_permission(request, edition):
            self.get_object(request, unquote(object_id))  # says who may not see it, and why
            raise PermissionDenied if edition else Http404
        shown = Paginator(editions, ON_A_PAGE).get_page(request.GET.get("p"))
        start = shown.start_index() - 1
        former = editions[start + ON_A_PAGE : start + ON_A_PAGE + 1]
        versions = history(list(shown), former[0] if former else None)
        context = {
            **self.admin_site.each_context(request),
            "title": f"历史：{edition.title_for_editors()}",
            "opts": self.opts,
            "edition": edition,
            "number": len(editions),
            "open_draft": next((each for each in editions if each.is_open), None),
            "page": shown,
            "chapters": self._chapters(request, editions, versions),
        }
        return render(request, "admin/edition_history.html", context)

    @admin.display(description="历史")
    def all_versions(self, edition: Edition) -> str:
        """From a row of the list to the page of its code."""
        return format_html('<a href="{}">各版</a>', history_address(edition))

    def _editions_beside(self, request: HttpRequest, key: str) -> list[Edition]:
        """All editions of the code of one that this person sees, the newest first. One query."""
        if not key.isdecimal() or len(key) > 18:
            return []
        places = {field.name for field in self.opts.concrete_fields} & {"region", "scenario"}
        code = Subquery(self.model._base_manager.filter(pk=key).values("code"))
        rows = self.get_queryset(request).filter(code=code).order_by("-version")
        return list(rows.select_related(*PERSONS, *sorted(places)))

    def _chapters(
        self, request: HttpRequest, editions: Sequence[Edition], versions: Sequence[Version]
    ) -> list[Chapter]:
        now = timezone.now()
        saved = _saved([version.edition for version in versions])
        may = not self.who_may_reasons(request, editions[0], "revise")
        may = may and not any(each.is_open for each in editions)
        return [
            Chapter(
                version=version,
                address=form_address(version.edition),
                site=on_the_site(version.edition, now),
                deeds=_deeds(version, saved),
                restore=label(VERBS["revise"], version.edition, now) if may else "",
                restore_url=step_address(version.edition, "revise"),
            )
            for version in versions
        ]


def _saved(editions: Sequence[Edition]) -> dict[str, list[Deed]]:
    """What the admin noted when these editions were saved, by their keys. One query."""
    meta, keys = editions[0]._meta, [str(each.pk) for each in editions]
    about = {"content_type__app_label": meta.app_label, "content_type__model": meta.model_name}
    rows = LogEntry.objects.filter(**about, object_id__in=keys).select_related("user")
    found: dict[str, list[Deed]] = {}
    for row in rows:
        if (said := row.get_change_message()) not in DONE:
            deed = Deed(row.action_time, str(row.user), "保存草稿", said)
            found.setdefault(str(row.object_id), []).append(deed)
    return found


def _deeds(version: Version, saved: dict[str, list[Deed]]) -> tuple[Deed, ...]:
    """What was done to an edition, the newest first: the verbs of the register, and its savings."""
    verbs = [
        Deed(
            each.at,
            str(each.by or "内容包"),
            each.get_verb_display(),
            each.note,
            getattr(each, "acknowledgement", None),
        )
        for each in version.entries
    ]
    mine = [*verbs, *saved.get(str(version.edition.pk), [])]
    return tuple(sorted(mine, key=lambda deed: deed.at, reverse=True))
