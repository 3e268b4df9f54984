"""Translated text: what every model with translated fields shares."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from modeltranslation.translator import NotRegistered, translator

from policies.languages import CODES, SOURCE

SOURCE_SUFFIX = SOURCE.replace("-", "_")


def column(field: str, language: str) -> str:
    """The column of a translated field in a language: ("name", "zh-hant") gives "name_zh_hant"."""
    return f"{field}_{language.replace('-', '_')}"


def columns(field: str) -> tuple[str, ...]:
    """The columns of a translated field, one a language."""
    return tuple(column(field, code) for code in CODES)


def translated_fields(model: type[models.Model]) -> tuple[str, ...]:
    """The translated fields of a model in the order of their declaration; may be none."""
    try:
        return tuple(translator.get_options_for_model(model).get_field_names())
    except NotRegistered:
        return ()


def source_text_present(model: str, *fields: str) -> models.CheckConstraint:
    """A constraint that refuses a row without its Simplified Chinese text.

    A NULL makes a bare comparison unknown, which a check lets pass; hence the explicit IS NOT NULL.
    """
    condition = Q()
    for field in fields:
        name = column(field, SOURCE_SUFFIX)
        condition &= Q(**{f"{name}__isnull": False}) & ~Q(**{name: ""})
    return models.CheckConstraint(
        name=f"{model}_source_text_present",
        condition=condition,
        violation_error_message="简体中文不能为空。",
    )


class TranslatedModel(models.Model):
    """Stores blank text as the empty string in every language, never as NULL or as spaces."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.normalise_text()
        super().save(*args, **kwargs)

    def normalise_text(self) -> None:
        """Strip every translated column, so that spaces never count as a translation."""
        for field in translated_fields(type(self)):
            for language, _ in settings.LANGUAGES:
                name = column(field, language)
                setattr(self, name, (getattr(self, name) or "").strip())
