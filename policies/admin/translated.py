"""What every admin form with texts in three languages shares."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from modeltranslation.admin import TabbedTranslationAdmin

from policies.models.translated import column


def in_every_language(*fields: str) -> tuple[str, ...]:
    """The columns of translated fields in each language, for searching.

    A translated field itself would search only the editor's own language.
    """
    return tuple(column(field, language) for field in fields for language, _ in settings.LANGUAGES)


class TranslatedAdmin(TabbedTranslationAdmin[Any]):
    """Tabs for the languages; the scripts are our own copies, as the CSP demands."""

    list_per_page = 50

    class Media:
        js = ("admin/js/language-tabs.js",)
        css: ClassVar = {"all": ("admin/css/editing.css",)}


class FixedCodeAdmin(admin.ModelAdmin[Any]):
    """Codes stand in addresses, so they are chosen once, when a row is made."""

    fixed_after_creation: ClassVar[tuple[str, ...]] = ("code",)

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> tuple[str, ...]:
        fixed = self.fixed_after_creation if obj else ()
        return (*super().get_readonly_fields(request, obj), *fixed)  # type: ignore[arg-type]
