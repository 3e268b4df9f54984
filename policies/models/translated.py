"""Translated text: what every model with translated fields shares."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

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


# How other systems end a line: Windows, old Macs, mainframes, and what word processors paste.
LINE_END = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")


def normalised(text: str) -> str:
    """A text in the one form in which texts are compared, hashed and stored.

    Characters are composed (NFC), lines end with LF, and no blanks stand at their ends or around
    the whole. What a browser makes of a text it was given (CRLF) therefore is that text.
    """
    lines = LINE_END.sub("\n", unicodedata.normalize("NFC", text)).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


class TranslatedModel(models.Model):
    """Stores text in one form, and blank text as the empty string in every language."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.normalise_text()
        super().save(*args, **kwargs)

    def normalise_text(self) -> None:
        """Put every text into its one form; blanks never count as a translation."""
        for field in translated_fields(type(self)):
            for name in columns(field):
                setattr(self, name, getattr(self, name) or "")
        for name in self.text_columns():
            if (text := getattr(self, name)) is not None:
                setattr(self, name, normalised(text))

    @classmethod
    def text_columns(cls) -> list[str]:
        """Every column that holds words of an editor, in each language."""
        translated = translated_fields(cls)
        in_languages = [name for field in translated for name in columns(field)]
        machinery = {*translated, *in_languages}  # a translated field itself is one of its columns
        return in_languages + [
            field.name
            for field in cls._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField)
            and field.editable
            and not field.choices
            and field.name not in machinery
        ]
