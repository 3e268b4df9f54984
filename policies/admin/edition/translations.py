"""The translations of an edition as its author and its approver see them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import cast

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from policies.admin.edition.permissions import EditionPermissions
from policies.admin.saving.given_back import GivesBack
from policies.languages import BY_CODE, LANGUAGES, SOURCE
from policies.models import Duty, Edition
from policies.models.made_from import TARGETS, Mark, Standing, fingerprint
from policies.models.translated import TranslatedModel, column, translated_fields
from policies.publishing.history import former_sources
from policies.publishing.scopes import refusals
from policies.publishing.translations import Fault, own_rows, translation_faults
from policies.publishing.words import Piece, word_differences

RIGHT = "still_right"
CHANGED_MEANWHILE = (
    "打了勾的译文或者它的原文，在你看过之后又改了；一处也没有记。请重新看一遍再打勾。"
)


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One text at fault: whose, in which language, what its source says now and what it says.

    `tick` names it in the form that says that it is still right; empty if that cannot be said here.
    """

    what: str
    language: str
    standing: str
    source: str
    text: str
    tick: str
    pieces: tuple[Piece, ...]  # from the source it was made from to today's; none if not known


def fault_lines(edition: Edition) -> list[FaultLine]:
    """Everything that a reader acts on and that is missing or out of date in some language."""
    own = set(own_rows(edition)) if edition.is_open else set()
    faults = translation_faults(edition)
    former = former_sources(edition) if any(map(_is_old, faults)) else {}
    return [
        FaultLine(
            what=fault.what,
            language=BY_CODE[fault.language].tab,
            standing=str(fault.standing.label),
            source=getattr(fault.row, column(fault.field, SOURCE)),
            text=getattr(fault.row, column(fault.field, fault.language)) or "",
            tick=name_of(fault) if fault.row in own and _is_old(fault) else "",
            pieces=tuple(source_differences(fault, former)),
        )
        for fault in faults
    ]


def source_differences(fault: Fault, former: Mapping[str, str]) -> list[Piece]:
    """From the source that a translation was made from to today's, if a former edition has it."""
    stored = fault.row.translation_state.get(column(fault.field, fault.language))
    mark = Mark.read(stored) if _is_old(fault) else None
    if mark is None or mark.source not in former:
        return []
    return word_differences(former[mark.source], getattr(fault.row, column(fault.field, SOURCE)))


def name_of(fault: Fault) -> str:
    """How a text at fault is called in the form, with what it and its source say."""
    source, text = (
        getattr(fault.row, column(fault.field, language)) or ""
        for language in (SOURCE, fault.language)
    )
    said = fingerprint(f"{source}\0{text}")
    return f"{fault.row._meta.model_name}-{fault.row.pk}-{fault.field}-{fault.language}-{said}"


def _is_old(fault: Fault) -> bool:
    return fault.standing == Standing.OUT_OF_DATE


class EditionTranslations(EditionPermissions, GivesBack):
    """Adds the address where a person says that a translation is still right."""

    def get_urls(self) -> list[URLPattern]:
        address = path(
            "<path:object_id>/translations/",
            self.admin_site.admin_view(self.translations_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_translations",
        )
        return [address, *super().get_urls()]

    def translations_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Note what was ticked, of a text that may still change; all of it, or nothing where a text
        or its source says something else than when it was shown."""
        edition = self.get_object(request, unquote(object_id))
        if edition is None:
            raise Http404
        if not edition.is_open or not self.has_change_permission(request, edition):
            raise PermissionDenied
        meta = edition._meta
        address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[edition.pk])
        if request.method == "POST":
            number = mark_right(edition, request.POST.getlist(RIGHT), cast(User, request.user))
            if number is None:
                said = {"title": "没有记下", "back": address, "entered": {}}
                return self.give_back(request, edition, CHANGED_MEANWHILE, **said)
            self.log_change(request, edition, f"{number} 处译文对照今天的原文看过，仍然对。")
            messages.success(request, f"记下了：{number} 处译文仍然对。")
        return HttpResponseRedirect(address)


def take_up(edition: Edition, by: User) -> None:
    """Whoever first does something to a draft that is nobody's becomes its author."""
    type(edition)._base_manager.filter(pk=edition.pk, author=None).update(author=by)


@transaction.atomic
def mark_right(edition: Edition, ticked: Collection[str], by: User) -> int | None:
    """Note that the ticked texts of an edition and its parts are still right; how many were.

    None, and nothing is noted, where one of them is not what was ticked any more. Raises
    PermissionDenied where this person may not change one of the languages.
    """
    held = type(edition)._base_manager.select_for_update().filter(pk=edition.pk)
    now = held.order_by("pk").first()
    if now is None or not now.is_open:
        return None  # it was deleted or approved a moment ago
    own = set(own_rows(now))
    faults = {
        name_of(fault): fault
        for fault in translation_faults(now)
        if fault.row in own and _is_old(fault)
    }
    if not faults.keys() >= set(ticked):
        return None
    chosen = [faults[name] for name in dict.fromkeys(ticked)]
    if reasons := refusals(by, now, Duty.WRITE, {fault.language for fault in chosen}):
        raise PermissionDenied(" ".join(reasons))
    take_up(now, by)
    for fault in chosen:
        row = type(fault.row)._base_manager.get(pk=fault.row.pk)
        row.mark_still_right(fault.field, fault.language)
        row.save(update_fields=[column(fault.field, fault.language)])
    return len(chosen)


class TranslationState(admin.SimpleListFilter):
    """Rows of which a translation is out of date or missing: their own texts, not their parts'."""

    title = "译文"
    parameter_name = "translation"

    def lookups(
        self, request: HttpRequest, model_admin: ModelAdmin[Model]
    ) -> list[tuple[str, str]]:
        words = {Standing.OUT_OF_DATE: "过期", Standing.MISSING: "缺"}
        return [
            (f"{language.code}.{standing.value}", f"{language.tab} {word}")
            for language in LANGUAGES[1:]
            for standing, word in words.items()
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model]:
        language, _dot, standing = (self.value() or "").partition(".")
        if language not in TARGETS:
            return queryset
        rows = cast("QuerySet[TranslatedModel]", queryset)
        return queryset.filter(pk__in=[row.pk for row in rows if _is(row, language, standing)])


def _is(row: TranslatedModel, language: str, standing: str) -> bool:
    fields = [name for name in translated_fields(type(row)) if name not in row.unmarked]
    return any(row.standing_of(name, language) == standing for name in fields)
