"""What every admin form with texts in three languages shares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AdminTextInputWidget,
    RelatedFieldWidgetWrapper,
)
from django.db import models
from django.http import HttpRequest
from modeltranslation.admin import TabbedTranslationAdmin

from policies.admin.saving.form import NoWordLost
from policies.models import NATION_CODE, Region
from policies.models.made_from import TARGETS, Standing
from policies.models.one_form import normalised
from policies.models.plain import SharedRow
from policies.models.translated import column, translated_fields


def in_every_language(*fields: str) -> tuple[str, ...]:
    """The columns of translated fields in each language, for searching.

    A translated field itself would search only the editor's own language.
    """
    return tuple(column(field, language) for field in fields for language, _ in settings.LANGUAGES)


def named_with_standing(row: models.Model) -> str:
    """A row's name in a picker; one that waits for its approval says so, and a region where it
    lies: many counties share a name."""
    waits = isinstance(row, SharedRow) and row.awaits_approval
    above = row.lineage()[1:] if isinstance(row, Region) else []
    where = " · ".join(level.name_zh_hans for level in above if level.code != NATION_CODE)  # type: ignore[attr-defined]
    return f"{row}{f'（{where}）' if where else ''}{'（待批准）' if waits else ''}"


class Text(forms.CharField):
    """Words of an editor, in the form in which they are stored: a browser ends lines otherwise."""

    def to_python(self, value: object) -> str | None:
        """The words that were sent."""
        text = super().to_python(value)
        return normalised(text) if text else text

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether other words were sent than those that were shown."""
        return super().has_changed(self.to_python(initial), data)


class CalmFields(BaseModelAdmin[Any]):
    """Text areas that grow; no button that changes or deletes what a row points to."""

    formfield_overrides = {
        models.CharField: {"form_class": Text},
        models.TextField: {"form_class": Text, "widget": AdminTextareaWidget(attrs={"rows": 3})},
        models.SlugField: {"widget": AdminTextInputWidget},  # else it would be text as well
        models.URLField: {"assume_scheme": "https"},
    }

    def get_field_queryset(
        self, db: str | None, db_field: models.Field[object, object], request: HttpRequest
    ) -> models.QuerySet[models.Model] | None:
        """What a row may point at: of shared rows those that wait for their approval too."""
        target = db_field.related_model
        if isinstance(target, type) and issubclass(target, SharedRow):
            return target.with_proposed.all()
        return super().get_field_queryset(db, db_field, request)  # type: ignore[arg-type]

    def formfield_for_dbfield(
        self, db_field: models.Field[object, object], request: HttpRequest, **kwargs: object
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.ModelChoiceField):
            field.label_from_instance = named_with_standing  # type: ignore[assignment,method-assign]
        wrapper = getattr(field, "widget", None)
        if isinstance(wrapper, RelatedFieldWidgetWrapper):
            wrapper.can_delete_related = wrapper.can_change_related = False
        return field


SHORT = {
    Standing.CONVERTED: "转换",
    Standing.WRITTEN: "最新",
    Standing.OUT_OF_DATE: "过期",
    Standing.MISSING: "缺",
}


class WithStandings(forms.ModelForm):  # type: ignore[type-arg]
    """Says beside each translation of a stored row what is true of it; the tabs show that."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        row = self.instance
        for field in translated_fields(type(row)) if row.pk else ():
            for language in TARGETS:
                standing = row.standing_of(field, language)
                if standing and (shown := self.fields.get(column(field, language))):
                    shown.widget.attrs |= {"data-standing": standing, "data-says": SHORT[standing]}

    def blame(self, problems: Iterable[tuple[str, str]]) -> None:
        """Say at fields of the form what is wrong with the stored row, while nothing was sent."""
        for field, problem in problems:
            none = self.error_class(renderer=self.renderer, field_id=self[field].auto_id)
            self.errors.setdefault(field, none).append(problem)


class TranslatedAdmin(NoWordLost, CalmFields, TabbedTranslationAdmin[Any]):
    """Tabs for the languages; the scripts are our own copies, as the CSP demands."""

    list_per_page = 50

    class Media:
        js = ("admin/js/language-tabs.js",)
        css = {"all": ("admin/css/editing.css",)}


class FixedCodeAdmin(admin.ModelAdmin[Any]):
    """Codes stand in addresses, so they are chosen once, when a row is made."""

    fixed_after_creation: ClassVar[tuple[str, ...]] = ("code",)

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        fixed = self.fixed_after_creation if obj else ()
        return (*super().get_readonly_fields(request, obj), *fixed)
