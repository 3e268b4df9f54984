"""Deleting a row: nothing goes that is not as it was shown to whoever deletes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from django.apps import apps
from django.contrib.admin.utils import quote, unquote
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from policies.admin.saving.as_stored import Moved, moved, state_of
from policies.admin.saving.fields import Held
from policies.admin.saving.given_back import GivesBack
from policies.admin.saving.page import Author
from policies.admin.saving.seal import FIELD, Loaded, seal, unseal

# What the list of an admin offers for the rows that are ticked, by name.
Actions = dict[str, tuple[Callable[..., str], str, str] | None]
Going = Sequence[Model] | QuerySet[Model]
Told = tuple[list[str], dict[str, int], set[str], list[str]]
CHANGED = "你打开这一页之后，这一条又有了改动。"
GONE = "你打开这一页之后，这一条被删除了。"


@dataclass(frozen=True, slots=True)
class Unlike:
    """Why a row is not the one that was shown at an instant, what it says now, and by whom."""

    reason: str
    opened_at: dt.datetime | None = None
    changes: list[Moved] = field(default_factory=list)
    authors: list[Author] = field(default_factory=list)


class DeletesWhatWasShown(GivesBack):
    """The page that asks before a row goes carries what the row says, and is believed only then."""

    delete_confirmation_template = "admin/deletion.html"

    def get_actions(self, request: HttpRequest) -> Actions:
        """No deletion of many rows at once, which would not show each of them."""
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Ask; delete what is still as it was when that was asked, and say what is not."""
        if request.method != "POST":
            return super().delete_view(request, object_id, extra_context)
        with transaction.atomic():
            refused = self._refused_deletion(request, object_id)
            return refused or super().delete_view(request, object_id, extra_context)

    def render_delete_form(
        self, request: HttpRequest, context: dict[str, object]
    ) -> TemplateResponse:
        """The page that asks, with the state that it asks about."""
        row = cast(Model, context["object"])
        context |= {"sealed": self.sealed_state(request, row), "sealed_as": FIELD}
        return cast(TemplateResponse, super().render_delete_form(request, context))

    def get_deleted_objects(self, objs: Going, request: HttpRequest) -> Told:
        """What goes with a row, without the lines of relations, which say nothing to an editor."""
        lines, numbers, lacking, protected = super().get_deleted_objects(objs, request)
        kept = cast(list[str], _without_relations(cast(list[object], lines)))
        return kept, numbers, lacking, protected

    def sealed_state(self, request: HttpRequest, row: Model) -> str:
        """What the hidden field holds that says as what a row was shown, to whom."""
        person = cast(User, request.user)
        return seal(self.model, row.pk, person, timezone.now(), self._state(row))

    def unlike(
        self, request: HttpRequest, row: Model | None, shown: Loaded | None
    ) -> Unlike | None:
        """What became of a row since it was shown to this person; None if it is the same."""
        is_known = shown is not None and shown.model == self.model._meta.label_lower
        at = shown.at if shown and is_known else None
        authors = self.authors(shown.key, at) if shown and at else []
        if row is None:
            return Unlike(GONE, at, authors=authors)
        if reason := self.why_not_ours(request, row, shown):
            return Unlike(reason)
        opened = cast(Loaded, shown).held
        changes = moved(opened, self._state(row), self.model, self._kinds())
        return Unlike(CHANGED, at, changes, authors) if changes else None

    def _refused_deletion(self, request: HttpRequest, object_id: str) -> HttpResponse | None:
        """The answer where a row is not what was shown; None where it is, or is not for them."""
        shown, row = unseal(request.POST), self.held_row(request, object_id)
        if row is None:
            self.get_object(request, unquote(object_id))  # raises if it is only out of reach
        unlike = self.unlike(request, row, shown)
        may_delete = self.has_delete_permission(request, row)
        was_theirs = bool(unlike and unlike.opened_at) and self.has_view_permission(request, row)
        if unlike is None or not (may_delete or was_theirs):
            return None
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        context = {
            **self.admin_site.each_context(request),
            "title": "没有删除",
            "opts": self.opts,
            "original": row,
            "unlike": unlike,
            "again": reverse(f"{name}_delete", args=[quote(row.pk)]) if row and may_delete else "",
            "back": reverse(f"{name}_change", args=[quote(row.pk)]) if row else "",
        }
        return render(request, "admin/not_deleted.html", context, status=409)

    def _state(self, row: Model) -> Held:
        """Everything that a row says, with the rows that are written, and go, with it."""
        inside = []
        for kind, model in self._kinds().items():
            links = model._meta.concrete_fields
            parent = next(link.name for link in links if link.related_model is self.model)
            rows = model._base_manager.filter(**{parent: row.pk}).select_related().order_by("pk")
            inside.append((kind, rows))
        return state_of(row, inside)

    def _kinds(self) -> Mapping[str, type[Model]]:
        return {each.model._meta.label_lower: each.model for each in self.inlines}


def _without_relations(lines: list[object]) -> list[object]:
    """The lines, and the lists of what goes with them, without rows that only join two others."""
    joins = [each for each in apps.get_models(include_auto_created=True) if each._meta.auto_created]
    named = tuple(f"{capfirst(each._meta.verbose_name)}:" for each in joins)
    kept = [_without_relations(each) if isinstance(each, list) else each for each in lines]
    return [each for each in kept if each and not str(each).startswith(named)]
